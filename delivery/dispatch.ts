import { ClaimAhead, type Claim } from './claimAhead';
import type { Delivery } from './delivery';
import { Gate, type Clock } from './gate';
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
	readonly concurrentRequests: number;
	/** 0 for no limit. */
	readonly requestsPerSecond: number;
	/** Whether the first failure ends the run: what is under way finishes, nothing further starts. */
	readonly stopOnFailure: boolean;
	/** Whether what may have gone out is sent once more. */
	readonly resendUnknown: boolean;
	/** Aborted when somebody stops the execution. */
	readonly signal: AbortSignal | undefined;
}

/** How often one submission is tried in all. */
export const MAX_TRIES = 6;

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
	const gate = new Gate(policy.requestsPerSecond, policy.signal, clock);
	const queue = new ClaimAhead(submissions, claim, policy.concurrentRequests);
	let end: string | undefined;
	const work = async () => {
		for (let next = await queue.next(); next && !gate.isShut(); next = await queue.next()) {
			const exhausted = await deliver(next, submit, policy, gate);
			// Whoever takes nothing after several tries won't take the next one either.
			end ??= exhausted && `the gateway took no more messages: ${exhausted}`;
			if (exhausted !== undefined || (policy.stopOnFailure && next.deliveries.some(isFailure))) gate.shut();
		}
	};
	const worker = async () =>
		await work().catch((error: unknown) => {
			end ??= error instanceof Error ? error.message : String(error);
			gate.shut();
		});
	await Promise.all(Array.from({ length: Math.min(policy.concurrentRequests, submissions.length) }, worker));
	await queue.drain();
	if (end !== undefined) explainRest(submissions, end);
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
	for (let tries = 1; tries <= MAX_TRIES && open.length > 0 && (await gate.pass()); tries++) {
		const leaving = open;
		const outcomes = await submit({ ...content, recipients: open.map(({ msisdn }) => msisdn) }, () =>
			leaving.forEach((delivery) => delivery.begin()),
		);
		outcomes.forEach((outcome, index) => open[index]?.settle(outcome));

		open = open.filter((delivery) => delivery.isRetryable(resendUnknown));
		// Asked of the answer and not of the deliveries: one that was unknown before stays so, and the gateway is busy.
		const busy = outcomes.find(isBusy);
		const afterMs = busy?.retry.afterMs;
		if (busy && (tries === MAX_TRIES || (afterMs ?? 0) > MAX_WAIT_MS)) return busy.reason;
		if (busy) gate.busy(afterMs, tries);
		else gate.open();
		if (!busy && open.length > 0) gate.pause(undefined, tries);
	}
	return undefined;
}

type Refusal = Extract<Outcome, { status: 'refused' }>;

function isBusy(outcome: Outcome): outcome is Refusal & Required<Pick<Refusal, 'retry'>> {
	return outcome.status === 'refused' && outcome.retry !== undefined;
}

function isFailure({ outcome: { status } }: Delivery): boolean {
	return status !== 'accepted' && status !== 'skipped';
}
