import * as fc from 'fast-check';
import {
	linkedText,
	withLink,
	withoutLink,
	type Link,
} from '../../../../nodes/MobiConnect/resources/sms/message/link';
import { readOptions } from '../../../../nodes/MobiConnect/resources/sms/settings/options';
import { readSafeguards } from '../../../../nodes/MobiConnect/resources/sms/settings/safeguards';

const URL = `https://n8n.example.com/webhook-waiting/1041/${'a'.repeat(36)}?q=t5k2&signature=${'f'.repeat(64)}`;
const options = readOptions({});
const settings = (given: Readonly<Record<string, unknown>> = {}) => ({
	options,
	safeguards: readSafeguards(given, {
		country: options.defaultCountry,
		timeZone: 'Africa/Nairobi',
		onlyTheseNumbers: '',
		isEvaluation: false,
	}),
});
const linked = (text: string, link: Omit<Link, 'url'> = {}, given: Readonly<Record<string, unknown>> = {}) =>
	linkedText(text, { url: URL, ...link }, settings(given));

test('a text that fits goes out whole', () => {
	expect(linked('Refund?', { cutTo: 3 })).toEqual(linked('Refund?'));
	expect(linked('Refund?').message.text).toBe(`Refund?\n${URL}`);
});

test('a text that is not to be cut stays whole at any length', () => {
	const text = 'x'.repeat(2000);
	expect(linked(text)).toEqual({ message: expect.objectContaining({ text: `${text}\n${URL}` }) });
});

test('Longest Message in Parts cuts where it allows less', () => {
	expect(linked('x'.repeat(2000), { cutTo: 3 }, { maxParts: 2 }).message.parts).toBe(2);
});

test('what is left is plain, so that more of it is', () => {
	const { message } = linked('“Refund” '.repeat(200), { cutTo: 3 });
	expect(message.encoding).toBe('GSM-7');
	expect(message.text).toMatch(/^"Refund" "Refund" .*\.\.\.\nhttps:/);
});

test('of any text as much is left as fits, and the link is whole', () => {
	const text = fc.string({ unit: 'grapheme', minLength: 100, maxLength: 600 });
	fc.assert(
		fc.property(text, fc.integer({ min: 2, max: 4 }), (written, cutTo) => {
			const { message, uncut } = linked(written, { cutTo });
			expect(message.text.endsWith(`\n${URL}`)).toBe(true);
			expect(Buffer.from(message.text).toString()).toBe(message.text);
			if (uncut === undefined) return;
			expect(uncut).toBe(written);
			if (message.encoding === 'GSM-7') expect(message.parts).toBe(cutTo);
			else expect(message.parts).toBeLessThanOrEqual(Math.max(cutTo, 3));
		}),
	);
});

test('a link is taken off again where it was put', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(withoutLink(withLink(text, URL), URL)).toBe(text.trimEnd());
		}),
	);
	expect(withoutLink('Refund?', URL)).toBe('Refund?');
});
