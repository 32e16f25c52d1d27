import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../../../../../delivery/delivery';
import type { Outcome, OutcomeStatus } from '../../../../../../delivery/outcome';
import type { Known } from '../../../../../../delivery/record';
import { describeRun, namePeople, unique, whatToDo } from './deliveryWords';
import { paragraphs, withMessage } from './withMessage';

/** An outcome that has to be explained. */
type Failure = Exclude<Outcome, { status: 'accepted' | 'skipped' }>;

const TOO_MANY_REQUESTS = 429;
const SLOWER =
	'It was tried several times. Run the workflow again later, or set "Requests per Second" in "Options".';

/** What is known of a run beside its deliveries. */
export interface RunFacts {
	/** What earlier tries knew of recipients that the items no longer ask for. */
	readonly gone: readonly Known[];
	/** What this try had to send. */
	readonly tried: ReadonlySet<Delivery>;
	/** Whether a retry sends once more what may have gone out. */
	readonly resendUnknown: boolean;
}

/**
 * n8n's error for a run that a failure ended: what happened to the run, and who got the message or may have; undefined
 * where there was no failure.
 */
export function deliveryError(
	context: IExecuteFunctions,
	deliveries: readonly Delivery[],
	{ gone, tried, resendUnknown }: RunFacts,
): NodeApiError | undefined {
	const failure = firstFailure(deliveries.filter((one) => tried.has(one)));
	const earlier = firstFailure(deliveries.filter((one) => !tried.has(one)));
	const why = failure ?? earlier;
	if (!why) return undefined;
	const all = [...gone, ...deliveries];
	const of = (status: OutcomeStatus) => all.filter(({ outcome }) => outcome.status === status);
	// Whoever was to get several messages is named as often, but is one person.
	const messages = { unknown: of('unknown'), accepted: of('accepted'), refused: of('refused') };
	const people = {
		unknown: unique(messages.unknown),
		accepted: unique(messages.accepted),
		refused: unique(messages.refused),
	};
	const open = (resend: boolean) =>
		deliveries.filter((one) => one.outcome.status === 'unknown' && one.isOpen(resend)).length;
	const notTried = unique(of('notAttempted')).length;
	const hasRows = context.getInputData().length > 1;
	const reached = [...messages.unknown, ...messages.accepted];
	// Of others nobody knows whether the earlier try that texted them had a key.
	const keyed = new Set<object>(
		deliveries.filter((one) => tried.has(one) && one.content.onceKey !== undefined),
	);
	const ownHint = failure?.status === 'refused' ? failure.hint : undefined;
	const isTooMany = failure?.status === 'refused' && failure.httpStatus === TOO_MANY_REQUESTS;
	const error = new NodeApiError(
		context.getNode(),
		{ message: why.reason },
		{
			description: paragraphs([
				whatToDo({
					isOver: failure === undefined,
					unknown: people.unknown.length,
					refused: people.refused.length,
					reached: unique(reached).length,
					unkeyed: unique(reached.filter((one) => !keyed.has(one))).length,
					toResend: open(resendUnknown),
					resendable: open(true),
					hint: ownHint ?? (isTooMany ? SLOWER : undefined),
				}).join(' '),
				failure ? '' : `Why it is not known: ${why.reason}.`,
				// Where nobody could be texted, none of them is to blame.
				reached.length === 0 && ownHint !== undefined
					? ''
					: [
							...namePeople('May have been texted', people.unknown, hasRows),
							...namePeople('Texted', people.accepted, false),
							...namePeople('Refused', people.refused, hasRows),
							...(notTried > 0 ? [`Not tried: ${notTried}.`] : []),
						].join(' '),
			]),
			...(failure &&
				failure.status !== 'notAttempted' &&
				failure.httpStatus !== undefined && { httpCode: String(failure.httpStatus) }),
		},
	);
	error.context['data'] = numbersOf(messages);
	const counts = {
		accepted: people.accepted.length,
		unknown: people.unknown.length,
		all: unique(all).length,
	};
	return withMessage(
		error,
		describeRun(counts, failure ? { reason: failure.reason } : { isNothingSent: tried.size === 0 }),
	);
}

/** The first failure, in the order of the items; what was not attempted is one where nothing else failed. */
function firstFailure(deliveries: readonly Delivery[]): Failure | undefined {
	const failures = deliveries.flatMap(({ outcome }) =>
		outcome.status === 'accepted' || outcome.status === 'skipped' ? [] : [outcome],
	);
	return failures.find(({ status }) => status !== 'notAttempted') ?? failures[0];
}

function numbersOf(lists: Readonly<Record<string, ReadonlyArray<{ readonly msisdn: string }>>>): IDataObject {
	return Object.fromEntries(
		Object.entries(lists).flatMap(([name, list]) =>
			list.length > 0 ? [[name, list.map(({ msisdn }) => msisdn)]] : [],
		),
	);
}
