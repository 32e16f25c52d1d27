import { useEffect, useRef, useState } from 'preact/hooks';
import type { Overview } from '../inbox/types.mts';
import { control } from './api.ts';
import { ConfirmClear, Help } from './components/dialogs.tsx';
import { CampaignsIcon, FaultsIcon, MessagesIcon, RequestsIcon } from './components/icons.tsx';
import { Announcements, Notices } from './components/notices.tsx';
import { TopBar } from './components/topBar.tsx';
import { Actions, Totals } from './components/totals.tsx';
import { plural, timesName } from './format.ts';
import { useKeys } from './hooks/keys.ts';
import { useLive } from './hooks/live.ts';
import { type Price, readFlag, readPrice, useSetting } from './hooks/settings.ts';
import { linkTo, type Route, useRoute, type View, VIEWS } from './route.ts';
import type { ViewProps } from './view.ts';
import { Campaigns } from './views/campaigns/campaigns.tsx';
import { Faults } from './views/faults/faults.tsx';
import { Messages } from './views/messages.tsx';
import { Requests } from './views/requests/requests.tsx';

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
	const route = useRoute();
	const [search, setSearch] = useState('');
	const live = useLive(search);
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
								<Totals overview={overview} search={search} price={price} setPrice={setPrice} />
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

function Navigation({ route, overview }: { route: Route; overview: Overview | undefined }) {
	const planned = overview === undefined ? [] : Object.values(overview.planned).flat();
	return (
		<nav aria-label="Views">
			{VIEWS.map((view) => {
				const { name, Icon } = SHOWN[view];
				return (
					<a href={linkTo(view)} aria-current={view === route.view ? 'page' : undefined}>
						<Icon />
						<span>{name}</span>
						{view === 'faults' && planned.length > 0 && (
							<b class="dot" title={`Planned: ${planned.map(timesName).join(', ')}`}>
								<span class="hidden"> planned: {planned.map(timesName).join(', ')}</span>
							</b>
						)}
					</a>
				);
			})}
		</nav>
	);
}
