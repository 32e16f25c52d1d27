import { ClaimAhead, type Claim } from './claimAhead';
import { ConcurrencyLimit } from './concurrencyLimit';
import type { Delivery } from './delivery';
import { Gate, type Clock, type Limit } from './gate';
import type { Outcome } from './outcome';
import type { Submission } from './plan';

/**
 * Sends a text to recipients (MSISDNs) and gives an outcome for each, in their order. It calls `onLeave` when the
 * request leaves, and never throws.
 */
export type Submit = (
	request: { readonly text: string; readonly sourceId: number; readonly recipients: readonly string[] },
	onLeave: () => void,
) => Promise<readonly Outcome[]>;

export interface Policy {
	/** The most requests under way at a time. */
	readonly concurrentRequests: number;
	/** Whether it is so many from the start and all the time, whatever the gateway makes of it. */
	readonly fixedConcurrency: boolean;
	/** 0 for no limit. */
	readonly requestsPerSecond: number;
	/** Whether the first failure ends the run: what is under way finishes, nothing further starts. */
	readonly stopOnFailure: boolean;
	/** Whether what may have gone out is sent once more. */
	readonly resendUnknown: boolean;
	/** Aborted when somebody stops the execution. */
	readonly signal: AbortSignal | undefined;
}

/** How often one submission is tried in all, where nothing else was under way. */
export const MAX_TRIES = 6;

/**
 * What a refusal counts of a try where others were under way: the gateway may have refused only how many there were, and
 * fewer are next. It counts for something, or a message that is refused for a reason of its own would be tried for ever.
 */
export const CROWDED_TRY = 1 / 4;

/** The longest wait that a gateway may ask for, in milliseconds: a run must end some day. */
export const MAX_WAIT_MS = 5 * 60 * 1000;

/** What is done with submissions. */
export interface Carrier {
	readonly claim: Claim;
	readonly submit: Submit;
}

/** Claims and sends submissions, several at once, and settles their deliveries. Never throws. */
export async function dispatch(
	submissions: readonly Submission[],
	{ claim, submit }: Carrier,
	policy: Policy,
	clock: Clock,
): Promise<void> {
	const limit = limitOf(policy);
	const gate = new Gate(policy.requestsPerSecond, limit, policy.signal, clock);
	const queue = new ClaimAhead(submissions, claim, () => limit.current);
	const workers: Array<Promise<void>> = [];
	let working = 0;
	let end: string | undefined;
	const work = async () => {
		try {
			while (working <= limit.current) {
				const next = await queue.next();
				if (!next || gate.isShut()) return;
				const exhausted = await deliver(next, submit, policy, gate);
				// Whoever takes nothing after several tries won't take the next one either.
				end ??= exhausted && `the gateway took no more messages: ${exhausted}`;
				if (exhausted !== undefined || (policy.stopOnFailure && next.deliveries.some(isFailure))) gate.shut();
				employ();
			}
		} catch (error) {
			end ??= error instanceof Error ? error.message : String(error);
			gate.shut();
		} finally {
			working -= 1;
		}
	};
	/** As many workers as may have a request under way: each has one submission in hand. */
	const employ = () => {
		while (working < limit.current && !queue.isEmpty && !gate.isShut()) {
			working += 1;
			workers.push(work());
		}
	};
	employ();
	// Those that come meanwhile are waited for as well.
	for (const one of workers) await one;
	await queue.drain();
	if (end !== undefined) explainRest(submissions, end);
}

function limitOf({ concurrentRequests, fixedConcurrency }: Policy): Limit {
	return fixedConcurrency
		? { current: concurrentRequests, note: () => {} }
		: new ConcurrencyLimit(concurrentRequests);
}

function explainRest(submissions: readonly Submission[], reason: string): void {
	for (const delivery of submissions.flatMap(({ deliveries }) => deliveries)) {
		if (delivery.outcome.status === 'notAttempted') delivery.settle({ status: 'notAttempted', reason });
	}
}

/** Tries one submission as often as its outcomes allow. Gives the last refusal where that was not often enough. */
async function deliver(
	{ content, deliveries }: Submission,
	submit: Submit,
	{ resendUnknown }: Policy,
	gate: Gate,
): Promise<string | undefined> {
	let open = deliveries.filter((delivery) => delivery.isOpen(resendUnknown));
	for (let tries = 0; tries < MAX_TRIES && open.length > 0; ) {
		const turn = await gate.pass();
		if (!turn) break;
		const leaving = open;
		const outcomes = await submit({ ...content, recipients: open.map(({ msisdn }) => msisdn) }, () => {
			gate.leave(turn);
			leaving.forEach((delivery) => delivery.begin());
		});
		outcomes.forEach((outcome, index) => open[index]?.settle(outcome));

		open = open.filter((delivery) => delivery.isRetryable(resendUnknown));
		// Asked of the answer and not of the deliveries: one that was unknown before stays so, and the gateway is busy.
		const busy = outcomes.find(isBusy);
		const afterMs = busy?.retry.afterMs;
		gate.end(turn, busy ? 'refused' : outcomes.some(isLost) ? 'lost' : 'taken');
		tries += busy && turn.leftAt !== undefined && turn.underWay > 1 ? CROWDED_TRY : 1;
		if (busy && (tries >= MAX_TRIES || (afterMs ?? 0) > MAX_WAIT_MS)) return busy.reason;
		if (busy) gate.busy(afterMs, Math.ceil(tries));
		else gate.open();
		if (!busy && open.length > 0) gate.pause(undefined, tries);
	}
	return undefined;
}

type Refusal = Extract<Outcome, { status: 'refused' }>;

function isBusy(outcome: Outcome): outcome is Refusal & Required<Pick<Refusal, 'retry'>> {
	return outcome.status === 'refused' && outcome.retry !== undefined;
}

/** Whether it came to nothing, of which too many at once may be the reason: a broken connection, a time-out, a 5xx. */
function isLost(outcome: Outcome): boolean {
	if (outcome.status !== 'unknown' || outcome.response !== undefined) return false;
	return outcome.httpStatus === undefined || outcome.httpStatus >= 500;
}

function isFailure({ outcome: { status } }: Delivery): boolean {
	return status !== 'accepted' && status !== 'skipped';
}
