import type { RequestRow } from '../../../inbox/types.mts';
import type { Endpoint, ReceivedRequest } from '../../../store/requestLog.mts';

/** What a request came to, at a glance. */
export function Verdict({ row }: { row: RequestRow }) {
	switch (row.state) {
		case 'answered':
			return <span class={`verdict ${gradeOf(row)}`}>{row.status}</span>;
		case 'truncated':
		case 'dropped':
			return <span class={`verdict ${withoutAnswer(row)}`}>cut</span>;
		case 'hanging':
			return <span class={`verdict ${withoutAnswer(row)}`}>hang</span>;
		case 'waiting':
			return <span class="verdict none">…</span>;
	}
}

/** Green for a yes, red for a no, amber where a sender cannot know, or where it is a yes for some only. */
type Grade = 'good' | 'bad' | 'warn';

interface Graded {
	readonly endpoint: Endpoint;
	/** how many recipients it had, and how many of them were accepted */
	readonly recipients: number;
	readonly accepted: number;
	readonly misbehaving: readonly string[];
	readonly status: number;
	/** its envelope, the status first; undefined where there is none */
	readonly envelope: string | undefined;
}

/** The grade of a request that was answered. */
export function gradeOfRequest(request: Extract<ReceivedRequest, { answer: unknown }>): Grade {
	const { answer, body } = request;
	const recipients = field(body, 'recipients');
	const status = field(answer.body, 'status');
	return gradeOf({
		...request,
		recipients: Array.isArray(recipients) ? recipients.length : 0,
		status: answer.status,
		envelope: typeof status === 'string' ? status : undefined,
	});
}

function field(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? Object.entries(value).find(([key]) => key === name)?.[1]
		: undefined;
}

/** What an answer says of what was asked. */
function gradeOf({ endpoint, recipients, accepted, misbehaving, status, envelope }: Graded): Grade {
	if (status >= 400 && status < 500) return accepted > 0 ? 'warn' : 'bad';
	if (status >= 300 || envelope === undefined) return withoutAnswer({ endpoint });
	if (!/^(?:success|ok)\b/i.test(envelope)) return accepted > 0 ? 'warn' : 'bad';
	if (endpoint !== 'send') return 'good';
	if (accepted === 0) return 'bad';
	return accepted < recipients || misbehaving.length > 0 ? 'warn' : 'good';
}

/** A send without an answer may have been taken; a sign-in without one is none. */
function withoutAnswer({ endpoint }: Pick<Graded, 'endpoint'>): Grade {
	return endpoint === 'send' ? 'warn' : 'bad';
}
