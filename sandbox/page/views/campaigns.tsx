import { useEffect, useState } from 'preact/hooks';
import type { CampaignDetail, CampaignRow } from '../../inbox/types.mts';
import { inbox, read } from '../api.ts';
import type { ViewProps } from '../view.ts';
import { Bubble } from '../components/bubble.tsx';
import { exactTime, money, number, phone, plural, when } from '../format.ts';
import { Marked } from '../components/marked.tsx';
import { DetailHeader, Nothing } from '../components/panes.tsx';
import { linkTo } from '../route.ts';
import type { Price } from '../hooks/settings.ts';
import { useSlices } from '../hooks/useSlices.ts';
import { VirtualList } from '../components/VirtualList.tsx';

/** Two lines of its text, and one of facts. */
const ROW_HEIGHT = 104;
/** One line. */
const RECIPIENT_HEIGHT = 44;

/** The same message from the same source, with all who were sent it. */
export function Campaigns({ overview, tick, search, open, price }: ViewProps) {
	const slices = useSlices(search, tick, (query) => read(inbox.campaigns.$get({ query })));
	return (
		<div class={open === undefined ? 'panes' : 'panes opened'}>
			<section class="pane list" aria-label="Campaigns">
				<VirtualList
					label="Campaigns"
					slices={slices}
					height={ROW_HEIGHT}
					row={(row) => <CampaignLink row={row} search={search} current={String(row.id) === open} />}
					empty={<Nothing title="No campaign">Messages that say the same are put together here.</Nothing>}
				/>
			</section>
			<section class="pane detail" aria-label="Campaign">
				{open === undefined ? (
					<Nothing title="Choose a campaign">
						A message is shown here with its cost and with all who were sent it.
					</Nothing>
				) : (
					<Campaign key={open} id={open} version={overview.version} search={search} price={price} />
				)}
			</section>
		</div>
	);
}

function CampaignLink({ row, search, current }: { row: CampaignRow; search: string; current: boolean }) {
	return (
		<a class="row campaign" href={linkTo('campaigns', row.id)} aria-current={current ? 'true' : undefined}>
			<span class="big">
				{number(row.recipients)}
				<small>{row.recipients === 1 ? 'recipient' : 'recipients'}</small>
			</span>
			<span class="snippet" dir="auto">
				<Marked text={row.text} search={search} />
			</span>
			<span class="facts">
				Source {row.sourceId} · {plural(row.size.parts, 'part')}, {row.size.encoding} ·{' '}
				<time dateTime={row.last}>{when(row.last)}</time>
			</span>
		</a>
	);
}

function Campaign({
	id,
	version,
	search,
	price,
}: {
	id: string;
	version: number;
	search: string;
	price: Price;
}) {
	const param = { id: encodeURIComponent(id) };
	const [campaign, setCampaign] = useState<CampaignDetail | 'gone'>();
	const slices = useSlices('', version, (query) =>
		read(inbox.campaigns[':id'].messages.$get({ param, query })),
	);
	useEffect(() => {
		const abort = new AbortController();
		read(inbox.campaigns[':id'].$get({ param }, { init: { signal: abort.signal } })).then(
			setCampaign,
			() => abort.signal.aborted || setCampaign('gone'),
		);
		return () => abort.abort();
	}, [id, version]);
	if (campaign === undefined) return null;
	if (campaign === 'gone') return <Nothing title="Gone">This message is no longer kept.</Nothing>;
	return (
		<>
			<DetailHeader view="campaigns" title={plural(campaign.recipients, 'recipient')} note={span(campaign)} />
			<div class="campaign-detail">
				<Bubble sourceId={campaign.sourceId} at={undefined} analysis={campaign.analysis} search={search} />
				<CampaignTotals campaign={campaign} price={price} />
			</div>
			<h3>Sent to</h3>
			<VirtualList
				label="Recipients"
				slices={slices}
				height={RECIPIENT_HEIGHT}
				row={({ to, at }) => (
					<a class="row recipient" href={linkTo('messages', to)}>
						<span>{phone(to)}</span>
						<time dateTime={at}>{exactTime(at)}</time>
					</a>
				)}
			/>
		</>
	);
}

function CampaignTotals({ campaign, price }: { campaign: CampaignDetail; price: Price }) {
	const parts = campaign.size.parts * campaign.messages;
	return (
		<dl class="facts-row">
			<dt>Messages</dt>
			<dd>{number(campaign.messages)}</dd>
			<dt>Parts</dt>
			<dd>{number(parts)}</dd>
			{price.perPart !== undefined && (
				<>
					<dt>Cost</dt>
					<dd>{money(parts * price.perPart, price.currency)}</dd>
				</>
			)}
		</dl>
	);
}

function span({ first, last }: CampaignDetail): string {
	return when(first) === when(last) ? when(last) : `${when(first)} – ${when(last)}`;
}
