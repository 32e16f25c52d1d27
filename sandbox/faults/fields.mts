import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { wholeNumber } from '../input.mts';

/** A text. */
export const text = z.string({ message: 'give a text' });
/** Yes or no. */
export const flag = z.boolean({ message: 'give true or false' });
/** A text that a header can hold. */
export const headerText = text.refine((value) => isAllowed(() => validateHeaderValue('x', value)), {
	message: 'give a text without line breaks, of characters up to U+00FF, which is what a header can hold',
});
/** Headers by their names. */
export const headers = z.record(
	z.string().refine((name) => isAllowed(() => validateHeaderName(name)), {
		message: 'give a name of letters, digits and hyphens, which is what a header can have',
	}),
	headerText,
	{ message: 'give an object of texts' },
);
/** A JSON object. */
export const object = z.record(z.unknown(), { message: 'give a JSON object' });
/** An HTTP status that ends an exchange. */
export const httpStatus = wholeNumber(200, 599);
/** How long something is put off. */
export const milliseconds = wholeNumber(0, 600_000, 'milliseconds');
/** A response's body, as it is or as JSON. */
export const body = z.union([z.string(), z.record(z.unknown())], {
	errorMap: () => ({ message: 'give a text or a JSON object' }),
});
/** What a Retry-After header says. */
export const retryAfter = z.union([z.number().min(0, 'give 0 or more seconds'), headerText], {
	errorMap: () => ({ message: 'give seconds as a number, or an HTTP date' }),
});
/** How a connection ends: by RST or by FIN. */
export const how = z.enum(['reset', 'close'], { message: "give 'reset' or 'close'" }).default('reset');

/** What every fault can have. */
export const common = {
	/** milliseconds before this response, on top of the latency */
	delay: milliseconds.default(0),
	/** how many requests in a row get this response */
	repeat: wholeNumber(1, 1_000_000).default(1),
	/** what it is called while it is planned and where it happened; its kind when left out, for which the page has a word */
	name: text.min(1, 'give a name').max(100, 'give at most 100 characters').optional(),
};

function isAllowed(check: () => void): boolean {
	try {
		check();
		return true;
	} catch {
		return false;
	}
}
