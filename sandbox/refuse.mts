import type { ErrorHandler } from 'hono';
import { InputError } from './explain.mts';

/** Answers what somebody did wrong with 400 and its words; anything else is the sandbox's own fault and goes on. */
export const refuseInput: ErrorHandler = (error, context) => {
	if (error instanceof InputError) return context.json({ error: error.message }, 400);
	throw error;
};
