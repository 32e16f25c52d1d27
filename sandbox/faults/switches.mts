import { z } from 'zod';
import { wholeNumber } from '../input.mts';
import { flag, milliseconds } from './fields.mts';

const lifetime = wholeNumber(0, 315_360_000, 'seconds');

/** Lifetimes: docs/gateway.md, "Documented". Spelling and refusal: its "Observed" and "Assumed". */
const switches = z
	.object({
		/** seconds an access token lives */
		accessTokenLifetime: lifetime.default(3600),
		/** seconds a refresh token lives; documented to be shorter than the access token's */
		refreshTokenLifetime: lifetime.default(1800),
		/** milliseconds before every answer; what was accepted is accepted before the wait */
		latency: milliseconds.default(0),
		/** 'spaced' writes "access token" and "expires in", as the vendor's document misspells them */
		tokenNames: z.enum(['snake', 'spaced'], { message: "give 'snake' or 'spaced'" }).default('snake'),
		/** how an access token that is expired or revoked shows: nobody knows, so all three can be had */
		tokenRefusal: z
			.union([z.literal(401), z.literal(403), z.literal(200)], {
				errorMap: () => ({ message: 'give 401, 403 or 200 (the envelope that speaks of the token)' }),
			})
			.default(401),
		/** the order of the rows in the answer to a send; nothing says that it is the order of the recipients */
		rowOrder: z.enum(['asSent', 'reversed'], { message: "give 'asSent' or 'reversed'" }).default('asSent'),
		/** how an answer writes a number: 'plain' as documented, +254…, 0…, or as a JSON number */
		recipientFormat: z
			.enum(['plain', 'plus', 'local', 'number'], { message: "give 'plain', 'plus', 'local' or 'number'" })
			.default('plain'),
		/** whether the numbers that misbehave do so */
		misbehavingNumbers: flag.default(true),
	})
	.strict();

/** What is constant about every answer until it is switched again. */
export type Switches = Readonly<z.output<typeof switches>>;

/** The switches when nobody sets any. */
export const DEFAULT_SWITCHES: Switches = switches.parse({});

/** Reads any of the switches; a name that is none of them is refused. */
export const someSwitches = switches.partial();

/** Any of the switches. */
export type SomeSwitches = Readonly<z.output<typeof someSwitches>>;

/** Puts those switches that are given over the old ones. */
export function switched(old: Switches, given: SomeSwitches): Switches {
	const changes = Object.entries(given).filter(([, value]) => value !== undefined);
	return switches.parse({ ...old, ...Object.fromEntries(changes) });
}
