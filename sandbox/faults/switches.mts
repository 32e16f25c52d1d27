import { z } from 'zod';
import { wholeNumber } from '../input.mts';
import { flag, milliseconds } from './fields.mts';

const lifetime = wholeNumber(0, 315_360_000, 'seconds');

const fields = {
	accessTokenLifetime: lifetime,
	refreshTokenLifetime: lifetime,
	latency: milliseconds,
	tokenNames: z.enum(['snake', 'spaced'], { message: "give 'snake' or 'spaced'" }),
	tokenRefusal: z.union([z.literal(401), z.literal(403), z.literal(200)], {
		errorMap: () => ({ message: 'give 401, 403 or 200 (the envelope that speaks of the token)' }),
	}),
	rowOrder: z.enum(['asSent', 'reversed'], { message: "give 'asSent' or 'reversed'" }),
	recipientFormat: z.enum(['plain', 'plus', 'local', 'number'], {
		message: "give 'plain', 'plus', 'local' or 'number'",
	}),
	misbehavingNumbers: flag,
};

/** What is constant about every answer until it is switched again. */
export interface Switches {
	/** seconds an access token lives */
	accessTokenLifetime: number;
	/** seconds a refresh token lives; documented to be shorter than the access token's */
	refreshTokenLifetime: number;
	/** milliseconds before every answer; what was accepted is accepted before the wait */
	latency: number;
	/** 'spaced' writes "access token" and "expires in", as the vendor's document misspells them */
	tokenNames: 'snake' | 'spaced';
	/** how an access token that is expired or revoked shows: nobody knows, so all three can be had */
	tokenRefusal: 401 | 403 | 200;
	/** the order of the rows in the answer to a send; nothing says that it is the order of the recipients */
	rowOrder: 'asSent' | 'reversed';
	/** how an answer writes a number: 'plain' as documented, +254…, 0…, or as a JSON number */
	recipientFormat: 'plain' | 'plus' | 'local' | 'number';
	/** whether the numbers that misbehave do so */
	misbehavingNumbers: boolean;
}

/** Lifetimes: docs/gateway.md, "Documented". Spelling and refusal: its "Observed" and "Assumed". */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
	accessTokenLifetime: 3600,
	refreshTokenLifetime: 1800,
	latency: 0,
	tokenNames: 'snake',
	tokenRefusal: 401,
	rowOrder: 'asSent',
	recipientFormat: 'plain',
	misbehavingNumbers: true,
};

/** Any of the switches. */
export type SomeSwitches = { [Name in keyof Switches]?: Switches[Name] | undefined };

/** Reads any of the switches; a name that is none of them is refused. */
export const someSwitches = z.object(fields).partial().strict();

/** Puts those switches that are given over the old ones. */
export function switched(old: Readonly<Switches>, given: SomeSwitches): Switches {
	return {
		accessTokenLifetime: given.accessTokenLifetime ?? old.accessTokenLifetime,
		refreshTokenLifetime: given.refreshTokenLifetime ?? old.refreshTokenLifetime,
		latency: given.latency ?? old.latency,
		tokenNames: given.tokenNames ?? old.tokenNames,
		tokenRefusal: given.tokenRefusal ?? old.tokenRefusal,
		rowOrder: given.rowOrder ?? old.rowOrder,
		recipientFormat: given.recipientFormat ?? old.recipientFormat,
		misbehavingNumbers: given.misbehavingNumbers ?? old.misbehavingNumbers,
	};
}
