import { useEffect, useState } from 'preact/hooks';
import type { RequestRow, RequestRowState } from '../../inbox/types.mts';
import type { ReceivedRequest } from '../../store/requestLog.mts';
import { control, inbox, read } from '../api.ts';
import type { ViewProps } from '../view.ts';
import { exactTime, number, phone, plural } from '../format.ts';
import { DetailHeader, Nothing } from '../components/panes.tsx';
import { linkTo } from '../route.ts';
import { useSlices } from '../hooks/useSlices.ts';
import { VirtualList } from '../components/VirtualList.tsx';

/** How much of a body is shown; a send to thousands is long. */
const MAX_SHOWN = 20_000;

/** Two lines. */
const ROW_HEIGHT = 68;

const NAMES = { auth: 'Sign in', refresh: 'Refresh', send: 'Send', other: 'Unknown address' } as const;

/** The last requests, the newest first, and the one that is open. */
export function Requests({ tick, open }: ViewProps) {
	const slices = useSlices('', tick, (query) => read(inbox.requests.$get({ query })));
	return (
		<div class={open === undefined ? 'panes' : 'panes opened'}>
			<section class="pane list" aria-label="Requests">
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
			</section>
			<section class="pane detail" aria-label="Request">
				{open === undefined ? (
					<Nothing title="Choose a request">
						Its headers, its body and its answer are shown here; secrets are masked.
					</Nothing>
				) : (
					<Request key={open} id={open} tick={tick} />
				)}
			</section>
		</div>
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

function Verdict({ row }: { row: RequestRowState }) {
	switch (row.state) {
		case 'answered':
			return <span class={`verdict ${gradeOf(row)}`}>{row.status}</span>;
		case 'truncated':
		case 'dropped':
			return <span class="verdict off">cut</span>;
		case 'hanging':
			return <span class="verdict off">hang</span>;
		case 'waiting':
			return <span class="verdict off">…</span>;
	}
}

function gradeOf({ status, envelope }: { status: number; envelope: string | undefined }) {
	if (status >= 400) return 'bad';
	const failed = envelope !== undefined && !envelope.startsWith('success');
	return status >= 300 || failed ? 'warn' : 'good';
}

function remark(row: RequestRow): string {
	const { planned, misbehaving, accepted, endpoint, method, path } = row;
	const envelope = row.state === 'answered' || row.state === 'truncated' ? row.envelope : undefined;
	const facts = [
		planned === undefined ? '' : planned,
		misbehaved(misbehaving),
		endpoint === 'other' ? `${method} ${path}` : '',
		accepted > 0 ? `${plural(accepted, 'message')} accepted` : '',
		accepted > 0 && planned === undefined ? '' : (envelope ?? ''),
	];
	return facts.filter(Boolean).join(' · ');
}

function misbehaved([first, ...others]: readonly string[]): string {
	if (first === undefined) return '';
	return `${phone(first)}${others.length === 0 ? '' : ` and ${plural(others.length, 'other')}`} misbehaved`;
}

function Request({ id, tick }: { id: string; tick: number }) {
	const [request, setRequest] = useState<ReceivedRequest | 'gone'>();
	const settled = typeof request === 'object' && request.state !== 'waiting';
	useEffect(() => {
		if (settled) return undefined;
		const abort = new AbortController();
		read(
			control.requests[':id'].$get(
				{ param: { id: encodeURIComponent(id) } },
				{ init: { signal: abort.signal } },
			),
		).then(setRequest, () => abort.signal.aborted || setRequest('gone'));
		return () => abort.abort();
	}, [id, tick, settled]);
	if (request === undefined) return null;
	if (request === 'gone') return <Nothing title="Gone">This request is no longer kept.</Nothing>;
	return (
		<>
			<DetailHeader
				view="requests"
				title={NAMES[request.endpoint]}
				note={`${request.method} ${request.path}`}
			/>
			<div class="scroller request-detail" tabIndex={0} role="region" aria-label="The request and its answer">
				<h3>Headers</h3>
				<Headers headers={request.headers} />
				<h3>Body</h3>
				<Body body={request.body} />
				<h3>Answer</h3>
				<Answer request={request} />
			</div>
		</>
	);
}

function Answer({ request }: { request: ReceivedRequest }) {
	switch (request.state) {
		case 'waiting':
			return <p>It is still to be answered.</p>;
		case 'dropped':
			return <p>There was none: the connection was cut.</p>;
		case 'hanging':
			return <p>There is none, and there will be none: it is left hanging.</p>;
		case 'answered':
		case 'truncated': {
			const { answer, tookMs, planned, misbehaving } = request;
			return (
				<>
					<p>
						<span class={`verdict ${gradeOf({ status: answer.status, envelope: undefined })}`}>
							{answer.status}
						</span>{' '}
						after {number(tookMs)} ms
						{planned !== undefined && `, as a fault of kind “${planned}”`}
						{misbehaving.length > 0 && `; ${misbehaved(misbehaving)}`}
						{request.state === 'truncated' && '; the connection was cut in the middle of it'}
					</p>
					<Headers headers={answer.headers} />
					<Body body={answer.body} />
				</>
			);
		}
	}
}

function Headers({ headers }: { headers: Record<string, string> }) {
	return (
		<dl class="headers">
			{Object.entries(headers).map(([name, value]) => (
				<>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</>
			))}
		</dl>
	);
}

function Body({ body }: { body: unknown }) {
	const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body, undefined, 2);
	if (text === '') return <p class="small">It is empty.</p>;
	return (
		<>
			<pre>{text.slice(0, MAX_SHOWN)}</pre>
			{text.length > MAX_SHOWN && (
				<p class="small">
					The first {number(MAX_SHOWN)} of {plural(text.length, 'character')}.
				</p>
			)}
		</>
	);
}
