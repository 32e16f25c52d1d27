import { Masker } from '../../../../gateway/secrets.ts';
import { BaseUrlError } from '../../../../gateway/endpoints.ts';
import { SignInError } from '../../../../gateway/signIn/signInError.ts';
import { submitWith } from '../../../../nodes/MobiConnect/resources/sms/send/submit.ts';
import { StoppedError } from '../../../../nodes/MobiConnect/shared/session/untilAborted.ts';

const ONE = { text: 'Hi', sourceId: 1, recipients: ['254700000011'] };

/** Submits where the gateway answers so, or throws, and these are the secrets. */
async function outcomeOf(answer: object | Error, ...secrets: string[]) {
	const masker = new Masker(secrets);
	const session = {
		request: async () =>
			answer instanceof Error ? await Promise.reject(answer) : { statusCode: 200, headers: {}, ...answer },
		mask: <T,>(value: T) => masker.mask(value),
	};
	const [outcome] = await submitWith(session as never)(ONE, () => {});
	return outcome;
}

const ACCEPTED = { body: { status: 'success', message: 'Sms scheduled successfully!' } };
const REFUSED = { body: { status: 'error', message: 'No balance, s3cret' } };
const BUSY = {
	statusCode: 429,
	headers: { 'retry-after': '1000' },
	body: { status: 'error', message: '1000' },
};

test.each([
	['a secret that is no word of the answer', ACCEPTED, 's3cret', { status: 'accepted' }],
	['the secret "success"', ACCEPTED, 'success', { status: 'accepted' }],
	[
		'a secret in the words',
		REFUSED,
		's3cret',
		{ status: 'refused', reason: 'the gateway said "No balance, ***"' },
	],
	['the secret "error"', REFUSED, 'error', { status: 'refused' }],
	['the secret "1000"', BUSY, '1000', { status: 'refused', retry: { afterMs: 1_000_000 } }],
	['the secret "status"', { body: '<html>status</html>' }, 'status', { status: 'unknown' }],
])('with %s, what became of a message is what the gateway said', async (_, answer, secret, expected) => {
	const outcome = await outcomeOf(answer, secret);
	expect(outcome).toMatchObject(expected);
	expect(outcome && 'reason' in outcome ? outcome.reason : '').not.toContain(secret);
});

test.each([
	['a stop', new StoppedError('stopped'), { status: 'notAttempted' }],
	['a bad address', new BaseUrlError('Base URL "s3cret"'), { status: 'refused', reason: 'Base URL "***"' }],
	['a refused sign-in', new SignInError('No: s3cret', undefined), { status: 'refused', reason: 'No: ***' }],
	['a busy sign-in', new SignInError('Later', { afterMs: 5 }), { status: 'refused', retry: { afterMs: 5 } }],
	['a broken connection', new Error('reset'), { status: 'unknown' }],
])('%s says whether the message went out', async (_, error, expected) => {
	expect(await outcomeOf(error, 's3cret')).toMatchObject(expected);
});
