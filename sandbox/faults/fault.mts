import { z } from 'zod';

const wait = {
	/** milliseconds before this answer, on top of the latency */
	delay: z
		.number({ message: 'give milliseconds as a number' })
		.min(0, 'give 0 or more milliseconds')
		.max(600_000, 'give at most 600000 milliseconds')
		.default(0),
	/** how many requests in a row get this answer */
	repeat: z
		.number({ message: 'give a whole number' })
		.int('give a whole number')
		.min(1, 'give 1 or more')
		.default(1),
};

const httpStatus = z
	.number({ message: 'give an HTTP status as a number' })
	.int('give a whole number')
	.min(200, 'give a status from 200 to 599')
	.max(599, 'give a status from 200 to 599');
const body = z.union([z.string(), z.record(z.unknown())], {
	errorMap: () => ({ message: 'give a text or a JSON object' }),
});
const headers = z.record(z.string({ message: 'give a text' }), { message: 'give an object of texts' });
const message = z.string({ message: 'give a text' });
const retryAfter = z.union([z.number().min(0, 'give 0 or more seconds'), z.string()], {
	errorMap: () => ({ message: 'give seconds as a number, or an HTTP date' }),
});

/** Answers that take no message: the gateway refuses, or talks nonsense. */
const plain = [
	z
		.object({
			kind: z.literal('status'),
			status: httpStatus,
			body: body.optional(),
			headers: headers.default({}),
			...wait,
		})
		.strict(),
	z
		.object({
			kind: z.literal('envelopeError'),
			message: message.default('Your request could not be processed'),
			wordsIn: z.enum(['message', 'data'], { message: "give 'message' or 'data'" }).default('message'),
			...wait,
		})
		.strict(),
	z
		.object({ kind: z.literal('tokenExpired'), message: message.default('Access token expired'), ...wait })
		.strict(),
	z.object({ kind: z.literal('unauthorized'), message: message.default('Unauthorized'), ...wait }).strict(),
	z.object({ kind: z.literal('forbidden'), message: message.default('Forbidden'), ...wait }).strict(),
	z.object({ kind: z.literal('tooMany'), retryAfter: retryAfter.optional(), ...wait }).strict(),
	z.object({ kind: z.literal('unavailable'), retryAfter: retryAfter.optional(), ...wait }).strict(),
	z.object({ kind: z.literal('html'), status: httpStatus.default(200), ...wait }).strict(),
	z
		.object({
			kind: z.literal('notJson'),
			status: httpStatus.default(200),
			body: z.string().default('OK, queued'),
			...wait,
		})
		.strict(),
	z.object({ kind: z.literal('empty'), status: httpStatus.default(200), ...wait }).strict(),
	z
		.object({
			kind: z.literal('redirect'),
			status: z
				.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)], {
					errorMap: () => ({ message: 'give 301, 302, 303, 307 or 308' }),
				})
				.default(302),
			location: z.string({ message: 'give an address' }).default('/api/moved'),
			...wait,
		})
		.strict(),
] as const;

const how = z.enum(['reset', 'close'], { message: "give 'reset' or 'close'" }).default('reset');

const plainAnswer = z.discriminatedUnion('kind', [...plain]);

/** Answers in which the connection suffers, or messages are taken whatever the answer says. */
const answer = z.discriminatedUnion('kind', [
	...plain,
	z.object({ kind: z.literal('ok'), ...wait }).strict(),
	z.object({ kind: z.literal('reset'), how, ...wait }).strict(),
	z.object({ kind: z.literal('resetAfterAccept'), how, ...wait }).strict(),
	z.object({ kind: z.literal('truncated'), afterAccept: z.boolean().default(true), ...wait }).strict(),
	z.object({ kind: z.literal('hang'), afterAccept: z.boolean().default(false), ...wait }).strict(),
	z.object({ kind: z.literal('acceptThen'), answer: plainAnswer, ...wait }).strict(),
]);

/** What one of the next answers shall be. */
export type Answer = z.input<typeof answer>;
/** An answer with its defaults filled in. */
export type FullAnswer = z.output<typeof answer>;
/** An answer that accepts nothing, with its defaults filled in. */
export type PlainAnswer = z.output<typeof plainAnswer>;

/** Checks one answer at the door. */
export const answerSchema = answer;
/** Checks a list of answers at the door. */
export const answersSchema = z
	.array(answer, { message: 'give a list of answers' })
	.min(1, 'give at least one answer');

/** The kinds of answers that there are. */
export const ANSWER_KINDS: readonly Answer['kind'][] = answer.options.map(({ shape }) => shape.kind.value);
