import { useEffect } from 'preact/hooks';
import { linkTo, type Route, VIEWS } from '../route.ts';

interface KeyActions {
	route: Route;
	searchField: { current: HTMLInputElement | null };
	emptySearch(): void;
	help(): void;
}

/** Single keys that do something, unless somebody types into a field or has switched them off. */
export function useKeys(on: boolean, actions: KeyActions): void {
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]') !== null)
				return;
			if (event.key === 'Escape') escape(event, actions);
			else if (on && !typing(event)) press(event, actions);
		};
		addEventListener('keydown', listen);
		return () => removeEventListener('keydown', listen);
	});
}

function typing({ target }: KeyboardEvent): boolean {
	return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function press(event: KeyboardEvent, { searchField, help }: KeyActions): void {
	const view = VIEWS[Number(event.key) - 1];
	if (event.key === '/') {
		searchField.current?.focus();
		// What is typed next takes the place of the search before.
		searchField.current?.select();
	} else if (event.key === '?') help();
	else if (view !== undefined) location.hash = linkTo(view);
	else return;
	event.preventDefault();
}

function escape(event: KeyboardEvent, { route, searchField, emptySearch }: KeyActions): void {
	if (event.target === searchField.current) {
		emptySearch();
		searchField.current?.blur();
	} else if (route.open !== undefined) {
		location.hash = linkTo(route.view);
	}
}
