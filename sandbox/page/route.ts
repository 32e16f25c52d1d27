import { useEffect, useState } from 'preact/hooks';

/** The page's views, in the order of the navigation. */
export const VIEWS = ['messages', 'campaigns', 'requests', 'faults'] as const;
export type View = (typeof VIEWS)[number];

/** What the address asks for: a view, and what is open in it. */
export interface Route {
	view: View;
	open: string | undefined;
}

/** The route, which is the address after the #, so that the browser's own back button works. */
export function useRoute(): Route {
	const [route, setRoute] = useState(current);
	useEffect(() => {
		const follow = () => setRoute(current());
		addEventListener('hashchange', follow);
		return () => removeEventListener('hashchange', follow);
	}, []);
	return route;
}

/** The address of a view, or of something in it. */
export function linkTo(view: View, open?: string | number): string {
	return open === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(open)}`;
}

function current(): Route {
	const [, name, open] = location.hash.split('/');
	const view = VIEWS.find((one) => one === name) ?? 'messages';
	return { view, open: open === undefined || open === '' ? undefined : decodeURIComponent(open) };
}
