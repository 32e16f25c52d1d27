import { z } from 'zod';
import {
	body,
	common,
	flag,
	headers,
	headerText,
	how,
	httpStatus,
	object,
	retryAfter,
	text,
} from './fields.mts';

/** A kind of fault, with the fields that it has. */
function fault<Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) {
	return z.object({ kind: z.literal(kind), ...fields, ...common }).strict();
}

/** The gateway refuses, or talks nonsense, and takes no message. All words are made up. */
const plain = [
	fault('status', { status: httpStatus, body: body.optional(), headers: headers.default({}) }),
	fault('envelopeError', {
		message: text.default('Your request could not be processed'),
		wordsIn: z.enum(['message', 'data'], { message: "give 'message' or 'data'" }).default('message'),
	}),
	fault('tokenExpired', { message: text.default('Access token expired') }),
	fault('unauthorized', { message: text.default('Unauthorized') }),
	fault('forbidden', { message: text.default('Forbidden') }),
	fault('tooMany', { retryAfter: retryAfter.optional() }),
	fault('unavailable', { retryAfter: retryAfter.optional() }),
	fault('html', { status: httpStatus.default(200) }),
	fault('notJson', { status: httpStatus.default(200), body: text.default('OK, queued') }),
	fault('empty', { status: httpStatus.default(200) }),
	fault('redirect', {
		status: z
			.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)], {
				errorMap: () => ({ message: 'give 301, 302, 303, 307 or 308' }),
			})
			.default(302),
		location: headerText.default('/api/moved'),
	}),
] as const;

/** The gateway's own answer, with other fields; what they may say is assumed (docs/gateway.md, "Assumed"). */
const envelope = fault('envelope', {
	/** put over the fields of a success */
	body: object.default({}),
	/** names of fields that are missing */
	without: z.array(text, { message: 'give a list of names' }).default([]),
	status: httpStatus.default(200),
	/** whether the messages are accepted all the same */
	afterAccept: flag.default(false),
});

/** What the answer says of some of a send's recipients; what it may say is assumed (docs/gateway.md, "Assumed"). */
const rows = fault('rows', {
	recipients: z
		.union([z.enum(['all', 'first', 'last']), z.array(z.string())], {
			errorMap: () => ({ message: "give 'all', 'first', 'last' or a list of numbers" }),
		})
		.default('first'),
	/** put over the fields of their rows; 'leftOut': they have no row */
	row: z
		.union([z.literal('leftOut'), z.record(z.unknown())], {
			errorMap: () => ({ message: "give 'leftOut' or a JSON object" }),
		})
		.default('leftOut'),
	/** a name beside `data` under which the answer lists them */
	listedUnder: text.min(1, 'give a name').optional(),
	listedAs: z
		.enum(['numbers', 'objects', 'map'], { message: "give 'numbers', 'objects' or 'map'" })
		.default('numbers'),
	/** whether their messages are accepted all the same */
	afterAccept: flag.default(false),
});

const plainFault = z.discriminatedUnion('kind', [...plain]);

const anyFault = z.discriminatedUnion('kind', [
	...plain,
	envelope,
	rows,
	fault('ok', {}),
	fault('reset', { how }),
	fault('resetAfterAccept', { how }),
	fault('truncated', { afterAccept: flag.default(true) }),
	fault('hang', { afterAccept: flag.default(false) }),
	fault('acceptThen', { answer: plainFault }),
]);

/** What one of the next answers shall be. */
export type Answer = z.input<typeof anyFault>;
/** An answer with its defaults filled in. */
export type FullAnswer = z.output<typeof anyFault>;
/** An answer that accepts nothing, with its defaults filled in. */
export type PlainAnswer = z.output<typeof plainFault>;
/** What an answer says of some recipients, with its defaults filled in. */
export type RowsFault = z.output<typeof rows>;

/** Checks one answer at the door. */
export const answerSchema = anyFault;
/** Checks a list of answers at the door. */
export const answersSchema = z
	.array(anyFault, { message: 'give a list of answers' })
	.min(1, 'give at least one answer');

/** The kinds of answers that there are. */
export const ANSWER_KINDS: readonly Answer['kind'][] = anyFault.options.map(({ shape }) => shape.kind.value);
