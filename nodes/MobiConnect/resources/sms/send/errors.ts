import { NodeApiError, NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../../../../delivery/delivery';
import type { Outcome, OutcomeStatus } from '../../../../../delivery/outcome';
import type { Known } from '../../../../../delivery/record';
import type { ItemProblem } from '../message/messages';
import type { Obstacle } from '../plan/obstacle';

/** An outcome that has to be explained. */
type Failure = Exclude<Outcome, { status: 'accepted' | 'skipped' }>;

/** People or rows that are named before the rest is counted. */
const MAX_NAMED = 10;

/**
 * n8n's error for input that can't be used, found before anything was sent.
 *
 * @param known what earlier tries knew of recipients
 */
export function inputError(
	context: IExecuteFunctions,
	problems: readonly [ItemProblem, ...ItemProblem[]],
	known: readonly Known[],
): NodeOperationError {
	const [{ error, item }, ...rows] = problems;
	const count = context.getInputData().length;
	// What is wrong with every row alike is no row's fault.
	const isOfAll = problems.length === count && rows.every((row) => row.error === error);
	const others = isOfAll ? [] : rows;
	const row = isOfAll ? '' : `, because of row ${item + 1}`;
	const named = others.slice(0, MAX_NAMED).map((other) => `Row ${other.item + 1}: ${other.error.message}.`);
	const rest =
		others.length > MAX_NAMED ? [`And ${others.length - MAX_NAMED} more rows have a problem.`] : [];
	return untouched(
		new NodeOperationError(context.getNode(), error.message, {
			description: [error.hint, ...named, ...rest].join(' '),
		}),
		`${known.length > 0 ? 'Nobody more' : 'Nobody'} was texted${row}: ${error.message}`,
	);
}

/** n8n's error for a run that a safeguard keeps back as a whole, before anything was sent. */
export function obstacleError(
	context: IExecuteFunctions,
	{ error }: Obstacle,
	known: readonly Known[],
): NodeOperationError {
	return untouched(
		new NodeOperationError(context.getNode(), error.message, { description: error.hint }),
		`${known.length > 0 ? 'Nobody more' : 'Nobody'} was texted: ${error.message}`,
	);
}

/** n8n's error for a run that can't be gone on with, before anything was sent. */
export function recordError(context: IExecuteFunctions, error: unknown): NodeOperationError {
	const why = error instanceof Error ? error.message : String(error);
	return untouched(
		new NodeOperationError(context.getNode(), why, {
			description:
				'Look in the MobiConnect portal under Messages who got it, and run the workflow anew for the others.',
		}),
		`Nobody more was texted: ${why}`,
	);
}

/**
 * n8n's error for a run that a failure ended: what happened to the run, and who got the message or may have; undefined
 * where there was no failure.
 *
 * @param gone what earlier tries knew of recipients that the items no longer ask for
 * @param resendUnknown whether a retry sends once more what may have gone out
 */
export function deliveryError(
	context: IExecuteFunctions,
	deliveries: readonly Delivery[],
	{ gone, resendUnknown }: { readonly gone: readonly Known[]; readonly resendUnknown: boolean },
): NodeApiError | undefined {
	const failure = firstFailure(deliveries);
	if (!failure) return undefined;
	const all = [...gone, ...deliveries];
	const everybody = unique(all.map(({ msisdn }) => msisdn));
	const numbers = (status: OutcomeStatus) =>
		all.filter(({ outcome }) => outcome.status === status).map(({ msisdn }) => msisdn);
	// Whoever was to get several messages is named as often, but is one person.
	const messages = {
		unknown: numbers('unknown'),
		accepted: numbers('accepted'),
		refused: numbers('refused'),
	};
	const people = {
		unknown: unique(messages.unknown),
		accepted: unique(messages.accepted),
		refused: unique(messages.refused),
	};
	const reached = unique([...people.unknown, ...people.accepted]).length;
	const notTried = unique(numbers('notAttempted')).length;
	const toResend = deliveries.filter(
		(one) => one.outcome.status === 'unknown' && one.isOpen(resendUnknown),
	).length;
	const error = new NodeApiError(
		context.getNode(),
		{ message: failure.reason },
		{
			description: [
				...(people.unknown.length > 0 ? [LOOK] : []),
				whatToDo(reached, toResend),
				...naming('May have been texted', people.unknown),
				...naming('Texted', people.accepted),
				...naming('Refused', people.refused),
				...(notTried > 0 ? [`Not tried: ${notTried}.`] : []),
			].join(' '),
			...(failure.status !== 'notAttempted' &&
				failure.httpStatus !== undefined && { httpCode: String(failure.httpStatus) }),
		},
	);
	error.context['data'] = withoutEmpty(messages);
	return untouched(error, `${describeRun(people, everybody.length)}: ${failure.reason}`);
}

/** The first failure, in the order of the items; what was not attempted is one where nothing else failed. */
function firstFailure(deliveries: readonly Delivery[]): Failure | undefined {
	const failures = deliveries.flatMap(({ outcome }) =>
		outcome.status === 'accepted' || outcome.status === 'skipped' ? [] : [outcome],
	);
	return failures.find(({ status }) => status !== 'notAttempted') ?? failures[0];
}

interface People {
	readonly unknown: readonly string[];
	readonly accepted: readonly string[];
}

/** What happened to a run: "Nobody was texted", or "1 of 3 texted, then it stopped". */
function describeRun({ accepted, unknown }: People, all: number): string {
	const counts = [
		...(accepted.length > 0 ? [`${accepted.length} of ${all} texted`] : []),
		...(unknown.length > 0 ? [`${unknown.length} of ${all} may have been texted`] : []),
	];
	return counts.length === 0 ? 'Nobody was texted' : `${counts.join(', ')}, then it stopped`;
}

function unique(numbers: readonly string[]): string[] {
	return [...new Set(numbers)];
}

function naming(what: string, numbers: readonly string[]): string[] {
	if (numbers.length === 0) return [];
	const named = numbers.slice(0, MAX_NAMED).join(', ');
	const others = numbers.length > MAX_NAMED ? ` and ${numbers.length - MAX_NAMED} more` : '';
	return [`${what}: ${named}${others}.`];
}

const LOOK =
	'Look in the MobiConnect portal under Messages whether it went out to those who may have been texted.';

/** What to do, in n8n's own words for its buttons. */
function whatToDo(reached: number, toResend: number): string {
	if (reached === 0) return 'Put that right, then run it again.';
	const again =
		toResend > 0 ? `texts ${persons(toResend)} once more, as Resend Unknown asks` : 'texts nobody again';
	return (
		'Put that right, then press Retry in the list of executions, for this run or its newest retry: ' +
		`it goes on where this ended and ${again}. Running the workflow anew texts ${persons(reached)} a second time.`
	);
}

function persons(count: number): string {
	return count === 1 ? '1 person' : `${count} people`;
}

function withoutEmpty(lists: Readonly<Record<string, readonly string[]>>): IDataObject {
	return Object.fromEntries(
		Object.entries(lists).flatMap(([name, list]) => (list.length > 0 ? [[name, [...list]]] : [])),
	);
}

/** n8n takes a message that has, say, "EEXIST" somewhere in it for one of Node.js, and puts another in its place. */
function untouched<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}
