import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CampaignDetail } from '../../../inbox/types.mts';
import { inbox, read } from '../../api.ts';
import { Bubble } from '../../components/message/bubble.tsx';
import { rangeOfParts, SavingLine } from '../../components/message/saving.tsx';
import { Template, Variation } from '../../components/message/template.tsx';
import { DetailHeader, Nothing } from '../../components/panes.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { exactTime, money, number, phone, plural, when } from '../../format.ts';
import type { Price } from '../../hooks/settings.ts';
import { useSlices } from '../../hooks/useSlices.ts';
import { linkTo } from '../../route.ts';

/** One line. */
const RECIPIENT_HEIGHT = 44;

interface Props {
	id: string;
	version: number;
	search: string;
	price: Price;
}

/** A campaign: what it says, what that comes to, and who was sent it. Of one that is searched, what is found. */
export function Campaign({ id, version, search, price }: Props) {
	const param = { id: encodeURIComponent(id) };
	const [campaign, setCampaign] = useState<CampaignDetail | 'gone'>();
	const slices = useSlices(search, version, (query) =>
		read(inbox.campaigns[':id'].messages.$get({ param, query })),
	);
	useEffect(() => {
		const abort = new AbortController();
		read(inbox.campaigns[':id'].$get({ param, query: { search } }, { init: { signal: abort.signal } })).then(
			setCampaign,
			() => abort.signal.aborted || setCampaign('gone'),
		);
		return () => abort.abort();
	}, [id, version, search]);
	if (campaign === undefined) return null;
	if (campaign === 'gone') {
		return search.trim() === '' ? (
			<Nothing title="Gone">This message is no longer kept.</Nothing>
		) : (
			<Nothing title="Not found here">Nothing in this campaign has “{search}” in its number or text.</Nothing>
		);
	}
	return (
		<>
			<DetailHeader view="campaigns" title={plural(campaign.recipients, 'recipient')} note={span(campaign)} />
			<div class="scroller campaign-scroller" tabIndex={0} role="region" aria-label="What it says">
				<div class="campaign-detail">
					<Said campaign={campaign} search={search} price={price}>
						<CampaignTotals campaign={campaign} price={price} />
						<SavingLine saving={campaign.saving} price={price} />
					</Said>
				</div>
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

interface SaidProps {
	campaign: CampaignDetail;
	search: string;
	price: Price;
	/** what it comes to */
	children: ComponentChildren;
}

/** What its texts have in common and what varies; below them the longest, since that is the one to shorten. */
function Said({ campaign, search, price, children }: SaidProps) {
	const { sourceId, template, texts, longest } = campaign;
	const bubble = (
		<Bubble sourceId={sourceId} at={undefined} analysis={longest} search={search} price={price} />
	);
	if (texts === 1) {
		return (
			<>
				{bubble}
				{children}
			</>
		);
	}
	return (
		<>
			<div class="bubble said" dir="auto">
				<Template template={template} search={search} />
			</div>
			{children}
			<h3 class="about">What varies</h3>
			<Variation template={template} search={search} />
			<h3 class="about">The longest of {number(texts)} texts</h3>
			{bubble}
		</>
	);
}

function CampaignTotals({ campaign, price }: { campaign: CampaignDetail; price: Price }) {
	const { messages, parts, partsEach } = campaign;
	return (
		<dl class="facts-row">
			<dt>Messages</dt>
			<dd>{number(messages)}</dd>
			<dt>Parts</dt>
			<dd>
				{number(parts)} <small>{rangeOfParts(partsEach)} each</small>
			</dd>
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
