import { recentRefusal, rememberRefusal } from '../../../../gateway/signIn/refusals.ts';
import { SignInError } from '../../../../gateway/signIn/signInError.ts';

const T0 = 1_767_225_600_000;
const MINUTE_MS = 60_000;
const REFUSED = new SignInError('MobiConnect refused to sign in: Bad credentials', undefined);

let keys = 0;

/** The key of an account that no other test has: refusals are remembered for the process. */
const newKey = () => `account ${++keys}`;

const isRemembered = (key: string, now: number) => recentRefusal(key, now) !== undefined;

describe('a refused account', () => {
	test('is refused again in the words of the gateway, and told since when and why', () => {
		const key = newKey();
		rememberRefusal(key, REFUSED, T0);
		const error = recentRefusal(key, T0 + 12_400);
		expect(error).toBeInstanceOf(SignInError);
		expect(error?.message).toBe(
			'MobiConnect refused to sign in: Bad credentials (that was 12 s ago; the same details are tried once a minute, so that the account is not locked)',
		);
		expect(error?.retry).toBeUndefined();
	});

	test.each([
		['at the same moment', 0, true],
		['in the last millisecond of the minute', MINUTE_MS - 1, true],
		['a minute later', MINUTE_MS, false],
		['long after', 100 * MINUTE_MS, false],
		['by a clock that was set back', -1, false],
	])('is remembered %s (%i ms): %j', (_name, afterMs, remembered) => {
		const key = newKey();
		rememberRefusal(key, REFUSED, T0);
		expect(isRemembered(key, T0 + afterMs)).toBe(remembered);
	});

	test('is not remembered under another key: an account with another password is tried at once', () => {
		rememberRefusal(newKey(), REFUSED, T0);
		expect(isRemembered(newKey(), T0)).toBe(false);
	});

	test('that was refused again is remembered from then on', () => {
		const key = newKey();
		rememberRefusal(key, REFUSED, T0);
		rememberRefusal(key, new SignInError('Locked', undefined), T0 + MINUTE_MS);
		expect(recentRefusal(key, T0 + MINUTE_MS + 1)?.message).toContain('Locked (that was 0 s ago');
	});

	test('is not one where asking again may help, and nobody named a time', () => {
		const key = newKey();
		rememberRefusal(key, new SignInError('Slow down', {}), T0);
		expect(isRemembered(key, T0)).toBe(false);
	});

	test.each([
		['until then', 5000, 4999, { afterMs: 1 }],
		['no longer than that', 5000, 5000, undefined],
		['for an hour at the most', 999_999_999, 3_600_000, undefined],
	])('for which the gateway named a time is remembered %s', (_, afterMs, laterMs, retry) => {
		const key = newKey();
		rememberRefusal(key, new SignInError('Slow down', { afterMs }), T0);
		expect(recentRefusal(key, T0 + laterMs)?.retry).toEqual(retry);
	});

	test('is forgotten after a hundred others, the one refused longest ago first', () => {
		const all = Array.from({ length: 100 }, newKey);
		const [first = '', second = ''] = all;
		for (const key of all) rememberRefusal(key, REFUSED, T0);
		expect(all.every((key) => isRemembered(key, T0))).toBe(true);
		// The first is refused once more, so that the second is the oldest.
		rememberRefusal(first, REFUSED, T0);
		rememberRefusal(newKey(), REFUSED, T0);
		expect(isRemembered(first, T0)).toBe(true);
		expect(isRemembered(second, T0)).toBe(false);
		expect(all.slice(2).every((key) => isRemembered(key, T0))).toBe(true);
	});
});
