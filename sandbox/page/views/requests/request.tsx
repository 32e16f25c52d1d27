import { useEffect, useState } from 'preact/hooks';
import type { ReceivedRequest } from '../../../store/requestLog.mts';
import { control, read } from '../../api.ts';
import { DetailHeader, Nothing } from '../../components/panes.tsx';
import { faultName } from '../../faultName.ts';
import { number, phone, plural } from '../../format.ts';
import { gradeOfRequest } from './verdict.tsx';

/** How much of a body is shown; a send to thousands is long. */
const MAX_SHOWN = 20_000;

export const NAMES = { auth: 'Sign in', refresh: 'Refresh', send: 'Send', other: 'Unknown address' } as const;

/** Which numbers had a part in an answer. */
export function misbehaved([first, ...others]: readonly string[]): string {
	if (first === undefined) return '';
	return `${phone(first)}${others.length === 0 ? '' : ` and ${plural(others.length, 'other')}`} misbehaved`;
}

/** A request with its answer. */
export function Request({ id, tick }: { id: string; tick: number }) {
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
						<span class={`verdict ${gradeOfRequest(request)}`}>{answer.status}</span> after {number(tookMs)}{' '}
						ms
						{planned !== undefined && `, as a fault: ${faultName(planned)}`}
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
