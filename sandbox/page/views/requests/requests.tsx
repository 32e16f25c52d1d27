import type { RequestRow } from '../../../inbox/types.mts';
import { inbox, read } from '../../api.ts';
import { Nothing, Panes } from '../../components/panes.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { faultName } from '../../faultName.ts';
import { exactTime, number, plural } from '../../format.ts';
import { useSlices } from '../../hooks/useSlices.ts';
import { linkTo } from '../../route.ts';
import type { ViewProps } from '../../view.ts';
import { misbehaved, NAMES, Request } from './request.tsx';
import { Verdict } from './verdict.tsx';

/** Two lines. */
const ROW_HEIGHT = 68;

/** The last requests, the newest first, and the one that is open. */
export function Requests({ tick, open }: ViewProps) {
	const slices = useSlices('', tick, (query) => read(inbox.requests.$get({ query })));
	return (
		<Panes list="Requests" detail="Request" isOpen={open !== undefined}>
			<VirtualList
				label="Requests"
				slices={slices}
				height={ROW_HEIGHT}
				row={(row) => <RequestLink row={row} current={String(row.id) === open} />}
				empty={
					<Nothing title="No request yet">
						What a sender asks of the gateway is listed here, with what it was answered.
					</Nothing>
				}
			/>
			{open === undefined ? (
				<Nothing title="Choose a request">
					Its headers, its body and its answer are shown here; secrets are masked.
				</Nothing>
			) : (
				<Request key={open} id={open} tick={tick} />
			)}
		</Panes>
	);
}

function RequestLink({ row, current }: { row: RequestRow; current: boolean }) {
	return (
		<a class="row request" href={linkTo('requests', row.id)} aria-current={current ? 'true' : undefined}>
			<Verdict row={row} />
			<span class="who">{NAMES[row.endpoint]}</span>
			<time dateTime={row.receivedAt}>{exactTime(row.receivedAt)}</time>
			<span class="snippet">{remark(row)}</span>
			{(row.state === 'answered' || row.state === 'truncated' || row.state === 'dropped') && (
				<span class="took">{number(row.tookMs)} ms</span>
			)}
		</a>
	);
}

function remark(row: RequestRow): string {
	const { planned, misbehaving, accepted, endpoint, method, path } = row;
	const envelope = row.state === 'answered' || row.state === 'truncated' ? row.envelope : undefined;
	const facts = [
		planned === undefined ? '' : faultName(planned),
		misbehaved(misbehaving),
		endpoint === 'other' ? `${method} ${path}` : '',
		accepted > 0 ? `${plural(accepted, 'message')} accepted` : '',
		accepted > 0 && planned === undefined ? '' : (envelope ?? ''),
	];
	return facts.filter(Boolean).join(' · ');
}
