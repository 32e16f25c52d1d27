import fc from 'fast-check';
import { maskNumber, Redactor } from '../../../harness/probe/redactor.mts';

const TO = '254700000001';
const redactor = new Redactor(['correct horse "battery"', 'Ab+/Cd12'], 'Habari (yako)?', TO);

test.each([
	['a secret in a sentence', 'You sent Ab+/Cd12!', 'You sent ***!'],
	['a secret as JSON escapes it', 'is correct horse \\"battery\\"', 'is ***'],
	['a secret as a URL escapes it', 'key=Ab%2B%2FCd12', 'key=***'],
	['a secret in base64', `basic ${Buffer.from('Ab+/Cd12').toString('base64')}`, 'basic ***'],
	[
		'a token that nobody told it of',
		'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x-y_z is bad',
		'Bearer *** is bad',
	],
	['a UUID', 'session 123e4567-e89b-12d3-a456-426614174000', 'session ***'],
	['the recipient', `to ${TO}`, 'to 2547…001'],
	['the recipient as people write it', 'to +254 700-000 001 and 0700000001', 'to 2547…001 and 2547…001'],
	['the recipient in base64', Buffer.from(TO).toString('base64'), '***'],
	['another number', 'not to 0722 000 002', 'not to (a number)'],
	['an IPv4 address', 'from 192.0.2.17:8080', 'from (an IP address):8080'],
	['an IPv6 address', 'from 2001:db8::17', 'from (an IP address)'],
	['an e-mail address', 'ask help@sms.example', 'ask (an e-mail address)'],
	['a web address', 'see https://sms.example/users/7?x=1', 'see (a web address)'],
	['the text in any case', 'You said HABARI (YAKO)? twice', 'You said (the text) twice'],
])('%s is taken out of words', (_name, words, redacted) => {
	expect(redactor.redact(words)).toBe(redacted);
});

test.each([
	'Sms scheduled successfully!',
	'HTTP 200, status `success`',
	'1800 s against 3600 s',
	'not-before-policy',
])('words that give nothing away stay: %s', (words) => {
	expect(redactor.redact(words)).toBe(words);
});

test('secrets go out of the names and numbers of what JSON can say, whose shape stays', () => {
	const numeric = new Redactor(['20242024'], 'Habari', TO);
	expect(numeric.withoutSecrets({ x20242024: [20242024, 1, null, true, { to: TO }] })).toEqual({
		'x***': ['***', 1, null, true, { to: TO }],
	});
});

test('no secret of four characters or more comes through, wherever it stands and however it is spelled', () => {
	const secret = fc
		.string({ minLength: 8, unit: 'grapheme-ascii' })
		.filter((text) => text.trim().length >= 8);
	fc.assert(
		fc.property(secret, fc.string(), fc.string(), (text, before, after) => {
			const own = new Redactor([text], 'Habari', TO);
			for (const spelled of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) {
				expect(own.redact(`${before}${spelled}${after}`)).not.toContain(spelled);
			}
		}),
	);
});

test('a masked number shows its beginning and its end', () => {
	expect(maskNumber(TO)).toBe('2547…001');
});
