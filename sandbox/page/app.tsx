import { useEffect, useRef, useState } from 'preact/hooks';
import type { Overview } from '../inbox/types.mts';
import { control } from './api.ts';
import { Campaigns } from './views/campaigns.tsx';
import { ConfirmClear, Help } from './components/dialogs.tsx';
import { Faults } from './views/faults.tsx';
import { number, plural } from './format.ts';
import {
	AutoIcon,
	CampaignsIcon,
	ClearIcon,
	DownloadIcon,
	FaultsIcon,
	KeyboardIcon,
	MessagesIcon,
	MoonIcon,
	RequestsIcon,
	SearchIcon,
	SunIcon,
} from './components/icons.tsx';
import { type Live, useLive } from './hooks/live.ts';
import { Messages } from './views/messages.tsx';
import { Requests } from './views/requests.tsx';
import { linkTo, type Route, useRoute, type View, VIEWS } from './route.ts';
import { type Price, readFlag, readPrice, readTheme, type Theme, useSetting } from './hooks/settings.ts';
import { Totals } from './components/totals.tsx';
import type { ViewProps } from './view.ts';
import { useKeys } from './hooks/keys.ts';

const SHOWN: Record<
	View,
	{ name: string; Icon: () => preact.JSX.Element; View(props: ViewProps): preact.JSX.Element }
> = {
	messages: { name: 'Messages', Icon: MessagesIcon, View: Messages },
	campaigns: { name: 'Campaigns', Icon: CampaignsIcon, View: Campaigns },
	requests: { name: 'Requests', Icon: RequestsIcon, View: Requests },
	faults: { name: 'Faults', Icon: FaultsIcon, View: Faults },
};

/** The whole page. */
export function App() {
	const live = useLive();
	const route = useRoute();
	const [search, setSearch] = useState('');
	const [price, setPrice] = useSetting<Price>('price', { perPart: undefined, currency: 'KES' }, readPrice);
	const [keys, setKeys] = useSetting('keys', true, readFlag);
	const [dialog, setDialog] = useState<'help' | 'clear'>();
	const searchField = useRef<HTMLInputElement>(null);
	useKeys(keys, { route, searchField, emptySearch: () => setSearch(''), help: () => setDialog('help') });
	const { overview, tick } = live;
	const { View, name } = SHOWN[route.view];
	useEffect(() => {
		document.title = `${name} · Sandbox inbox`;
	}, [name]);
	return (
		<>
			<a class="skip" href="#main" onClick={skip}>
				Skip to the {name.toLowerCase()}
			</a>
			<TopBar
				live={live}
				search={search}
				setSearch={setSearch}
				searchField={searchField}
				help={() => setDialog('help')}
			/>
			<Navigation route={route} overview={overview} />
			<main id="main" tabIndex={-1} data-view={route.view}>
				<h1 class="hidden">{name}</h1>
				{overview !== undefined && (
					<>
						{(route.view === 'messages' || route.view === 'campaigns') && overview.messages > 0 && (
							<div class="strip">
								<Totals overview={overview} price={price} setPrice={setPrice} />
								<Actions search={search} clear={() => setDialog('clear')} />
							</div>
						)}
						<Notices overview={overview} />
						<View overview={overview} tick={tick} search={search} open={route.open} price={price} />
					</>
				)}
			</main>
			<Announcements overview={overview} />
			{dialog === 'help' && <Help keys={keys} setKeys={setKeys} close={() => setDialog(undefined)} />}
			{dialog === 'clear' && overview !== undefined && (
				<ConfirmClear
					words={plural(overview.messages, 'message')}
					clear={() => void control.messages.$delete()}
					close={() => setDialog(undefined)}
				/>
			)}
		</>
	);
}

function skip(event: Event): void {
	event.preventDefault();
	document.getElementById('main')?.focus();
}

interface TopBarProps {
	live: Live;
	search: string;
	setSearch(search: string): void;
	searchField: { current: HTMLInputElement | null };
	help(): void;
}

function TopBar({ live, search, setSearch, searchField, help }: TopBarProps) {
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
			<span class={live.connected ? 'live on' : 'live'} role="status">
				{live.connected ? 'Live' : live.overview === undefined ? 'Connecting…' : 'The sandbox is not running'}
			</span>
			<button type="button" class="icon-button keyboard" aria-label="Keyboard help" onClick={help}>
				<KeyboardIcon />
			</button>
			<ThemeButton />
		</header>
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

function Navigation({ route, overview }: { route: Route; overview: Overview | undefined }) {
	const planned =
		overview === undefined ? 0 : overview.planned.send + overview.planned.auth + overview.planned.refresh;
	return (
		<nav aria-label="Views">
			{VIEWS.map((view) => {
				const { name, Icon } = SHOWN[view];
				return (
					<a href={linkTo(view)} aria-current={view === route.view ? 'page' : undefined}>
						<Icon />
						<span>{name}</span>
						{view === 'faults' && planned > 0 && (
							<b class="badge hot">
								{number(planned)}
								<span class="hidden"> planned</span>
							</b>
						)}
					</a>
				);
			})}
		</nav>
	);
}

function Actions({ search, clear }: { search: string; clear(): void }) {
	const found = search.trim() !== '';
	return (
		<div class="actions">
			<a
				class="button"
				href={`/sandbox/inbox/messages.csv?${new URLSearchParams({ search: search.trim() })}`}
				download="messages.csv"
			>
				<DownloadIcon /> {found ? 'CSV of what is found' : 'CSV'}
			</a>
			<button type="button" onClick={clear}>
				<ClearIcon /> Clear
			</button>
		</div>
	);
}

function Notices({ overview: { dropped, capacity, problem } }: { overview: Overview }) {
	return (
		<>
			{dropped > 0 && (
				<p class="notice">
					{dropped === 1 ? 'The oldest message was' : `The oldest ${number(dropped)} messages were`} dropped:
					the sandbox keeps the last {number(capacity)}.
				</p>
			)}
			{problem !== undefined && (
				<p class="notice bad" role="alert">
					Messages are not being kept over a restart: {problem}
				</p>
			)}
		</>
	);
}

/** Tells a screen reader of messages that arrive, not more often than one can listen to. */
function Announcements({ overview }: { overview: Overview | undefined }) {
	const [words, setWords] = useState('');
	const told = useRef<number | undefined>(undefined);
	const count = overview === undefined ? undefined : overview.messages + overview.dropped;
	useEffect(() => {
		if (count === undefined) return undefined;
		told.current ??= count;
		const timer = setTimeout(() => {
			const fresh = count - (told.current ?? count);
			told.current = count;
			if (fresh > 0) setWords(`${plural(fresh, 'new message')}, ${number(count)} in all`);
		}, 1000);
		return () => clearTimeout(timer);
	}, [count]);
	return (
		<p class="hidden" aria-live="polite">
			{words}
		</p>
	);
}
