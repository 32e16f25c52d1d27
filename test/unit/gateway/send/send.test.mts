import { jsonPost, SIGN_IN_TIMEOUT_MS } from '../../../../gateway/jsonPost.ts';
import { sendBody } from '../../../../gateway/send/send.ts';

test('the body of a request to send has the documented fields, and nothing else', () => {
	const recipients = ['254700000001', '254700000002'];
	expect(sendBody({ text: 'Hi', recipients, sourceId: 7 })).toEqual({
		message: 'Hi',
		recipients,
		sourceId: 7,
	});
	const given = { text: 'Hi', recipients, sourceId: 7, item: 3 };
	expect(Object.keys(sendBody(given))).toEqual(['message', 'recipients', 'sourceId']);
});

test('a POST gives any answer back, and follows no redirect with the secrets that it holds', () => {
	const { abortSignal, ...post } = jsonPost('https://gateway.example/api/auth', { a: 1 }, SIGN_IN_TIMEOUT_MS);
	expect(abortSignal.aborted).toBe(false);
	expect(post).toEqual({
		method: 'POST',
		url: 'https://gateway.example/api/auth',
		body: { a: 1 },
		json: true,
		timeout: 20_000,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	});
});
