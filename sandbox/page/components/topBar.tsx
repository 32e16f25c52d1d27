import { useEffect } from 'preact/hooks';
import type { Live } from '../hooks/live.ts';
import { readTheme, type Theme, useSetting } from '../hooks/settings.ts';
import { linkTo } from '../route.ts';
import { AutoIcon, KeyboardIcon, MoonIcon, SearchIcon, SunIcon } from './icons.tsx';

interface TopBarProps {
	live: Live;
	search: string;
	setSearch(search: string): void;
	searchField: { current: HTMLInputElement | null };
	help(): void;
}

/** What stands above every view: the search, whether the sandbox is there, help and theme. */
export function TopBar({ live, search, setSearch, searchField, help }: TopBarProps) {
	return (
		<header class="top">
			<a class="brand" href={linkTo('messages')}>
				<img src="/icon.svg" alt="" width="28" height="28" />
				<span>Sandbox inbox</span>
			</a>
			<label class="search">
				<SearchIcon />
				<input
					ref={searchField}
					type="search"
					aria-label="Search numbers and texts"
					placeholder="Search numbers and texts"
					value={search}
					onInput={(event) => setSearch(event.currentTarget.value)}
				/>
			</label>
			<Connection live={live} />
			<button type="button" class="icon-button keyboard" aria-label="Keyboard help" onClick={help}>
				<KeyboardIcon />
			</button>
			<ThemeButton />
		</header>
	);
}

function Connection({ live: { connected, overview } }: { live: Live }) {
	const [state, words] = connected
		? ['on', 'Live']
		: overview === undefined
			? ['soon', 'Connecting…']
			: ['off', 'The sandbox is not running'];
	return (
		<span class={`live ${state}`} role="status">
			{words}
		</span>
	);
}

const THEMES: Record<Theme, { next: Theme; Icon: () => preact.JSX.Element }> = {
	auto: { next: 'light', Icon: AutoIcon },
	light: { next: 'dark', Icon: SunIcon },
	dark: { next: 'auto', Icon: MoonIcon },
};

function ThemeButton() {
	const [theme, setTheme] = useSetting<Theme>('theme', 'auto', readTheme);
	const { next, Icon } = THEMES[theme];
	useEffect(() => {
		document.documentElement.dataset['theme'] = theme;
	}, [theme]);
	return (
		<button type="button" class="icon-button" aria-label={`Theme: ${theme}`} onClick={() => setTheme(next)}>
			<Icon />
		</button>
	);
}
