import type { Delivery } from './delivery';
import { Gate, type Clock } from './gate';
import type { Outcome } from './outcome';
import type { Submission } from './plan';

/** Sends a text to recipients (MSISDNs) and gives an outcome for each, in their order. It never throws. */
export type Submit = (request: {
	readonly text: string;
	readonly sourceId: number;
	readonly recipients: readonly string[];
}) => Promise<readonly Outcome[]>;

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

/** Sends submissions, several at once, and settles their deliveries. Never throws. */
export async function dispatch(
	submissions: readonly Submission[],
	submit: Submit,
	policy: Policy,
	clock: Clock,
): Promise<void> {
	const gate = new Gate(policy.requestsPerSecond, policy.signal, clock);
	const queue = submissions.values();
	let busy: string | undefined;
	const worker = async () => {
		for (const submission of queue) {
			if (gate.isShut()) return;
			const exhausted = await deliver(submission, submit, policy, gate);
			busy ??= exhausted;
			// Whoever takes nothing after several tries won't take the next one either.
			if (exhausted !== undefined || (policy.stopOnFailure && submission.deliveries.some(isFailure)))
				gate.shut();
		}
	};
	await Promise.all(Array.from({ length: Math.min(policy.concurrentRequests, submissions.length) }, worker));
	if (busy === undefined) return;
	for (const { deliveries } of submissions) {
		for (const delivery of deliveries) {
			if (delivery.outcome.status !== 'notAttempted') continue;
			delivery.settle({ status: 'notAttempted', reason: `the gateway took no more messages: ${busy}` });
		}
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
		open.forEach((delivery) => delivery.begin());
		const outcomes = await submit({ ...content, recipients: open.map(({ msisdn }) => msisdn) });
		outcomes.forEach((outcome, index) => open[index]?.settle(outcome));

		open = open.filter((delivery) => delivery.isRetryable(resendUnknown));
		// Asked of the answer and not of the deliveries: one that was unknown before stays so, and the gateway is busy.
		const busy = outcomes.find(isBusy);
		const afterMs = busy?.retry.afterMs;
		if (busy && (tries === MAX_TRIES || (afterMs ?? 0) > MAX_WAIT_MS)) return busy.reason;
		if (busy || open.length > 0) gate.pause(afterMs, tries);
	}
	return undefined;
}

type Refusal = Extract<Outcome, { status: 'refused' }>;

function isBusy(outcome: Outcome): outcome is Refusal & Required<Pick<Refusal, 'retry'>> {
	return outcome.status === 'refused' && outcome.retry !== undefined;
}

function isFailure({ outcome }: Delivery): boolean {
	return outcome.status !== 'accepted';
}
