import type { CampaignRow } from '../../../inbox/types.mts';
import { inbox, read } from '../../api.ts';
import { Template } from '../../components/message/template.tsx';
import { rangeOfParts } from '../../components/message/saving.tsx';
import { Nothing, Panes } from '../../components/panes.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { number, when } from '../../format.ts';
import { useSlices } from '../../hooks/useSlices.ts';
import { linkTo } from '../../route.ts';
import type { ViewProps } from '../../view.ts';
import { Campaign } from './campaign.tsx';

/** Two lines of its text, and one of facts. */
const ROW_HEIGHT = 104;

/** The same message from the same source, but for what is personal in it, with all who were sent it. */
export function Campaigns({ overview, search, open, price }: ViewProps) {
	const slices = useSlices(search, overview.version, (query) => read(inbox.campaigns.$get({ query })));
	return (
		<Panes list="Campaigns" detail="Campaign" isOpen={open !== undefined}>
			<VirtualList
				label="Campaigns"
				slices={slices}
				height={ROW_HEIGHT}
				row={(row) => <CampaignLink row={row} search={search} current={String(row.id) === open} />}
				empty={
					<Nothing title="No campaign">
						Messages that say the same, but for names, numbers and the like, are put together here.
					</Nothing>
				}
			/>
			{open === undefined ? (
				<Nothing title="Choose a campaign">
					A message is shown here with what varies in it, its cost, and all who were sent it.
				</Nothing>
			) : (
				<Campaign key={open} id={open} version={overview.version} search={search} price={price} />
			)}
		</Panes>
	);
}

function CampaignLink({ row, search, current }: { row: CampaignRow; search: string; current: boolean }) {
	const { id, sourceId, template, recipients, partsEach, last, saving } = row;
	return (
		<a class="row campaign" href={linkTo('campaigns', id)} aria-current={current ? 'true' : undefined}>
			<span class="big">
				{number(recipients)}
				<small>{recipients === 1 ? 'recipient' : 'recipients'}</small>
			</span>
			<span class="snippet" dir="auto">
				<Template template={template} search={search} />
			</span>
			<span class="facts">
				{saving !== undefined && (
					<span class="tag warn">
						could save {number(saving.saved)} of {number(saving.parts)}
					</span>
				)}{' '}
				Source {sourceId} · {rangeOfParts(partsEach)}, {encodings(row)} ·{' '}
				<time dateTime={last}>{when(last)}</time>
			</span>
		</a>
	);
}

function encodings({ ucs2, messages }: CampaignRow): string {
	if (ucs2 === 0) return 'GSM-7';
	return ucs2 === messages ? 'UCS-2' : `${number(ucs2)} in UCS-2`;
}
