import fc from 'fast-check';
import { capitalize, escapeHtml, uncapitalize } from '../../../../nodes/MobiConnect/shared/words.ts';

test.each([
	['the gateway said no', 'The gateway said no'],
	['The gateway said no', 'The gateway said no'],
	['"no" was said', '"no" was said'],
	['éa', 'Éa'],
	['x', 'X'],
	['', ''],
])('the clause %j begins a sentence as %j', (clause, sentence) => {
	expect(capitalize(clause)).toBe(sentence);
});

test.each([
	['The gateway said no', 'the gateway said no'],
	['Too short for a Kenyan number', 'too short for a Kenyan number'],
	['A spreadsheet has rounded this number', 'a spreadsheet has rounded this number'],
	['Not a phone number', 'not a phone number'],
	['Blacklisted', 'blacklisted'],
	['the gateway said no', 'the gateway said no'],
	// Names and abbreviations.
	['MobiConnect refused to sign in: no', 'MobiConnect refused to sign in: no'],
	['MobiConnect', 'MobiConnect'],
	['SMS is off', 'SMS is off'],
	['HTTP 500', 'HTTP 500'],
	['n8n could not keep the access token', 'n8n could not keep the access token'],
	['2 numbers', '2 numbers'],
	['{{ $json.name }} found nothing', '{{ $json.name }} found nothing'],
	['X', 'X'],
	['', ''],
])('the sentence %j goes on after a colon as %j', (sentence, clause) => {
	expect(uncapitalize(sentence)).toBe(clause);
});

test('whatever the words are, only the case of their first letter changes', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(uncapitalize(text).toLowerCase()).toBe(text.toLowerCase());
			expect(uncapitalize(text).slice(1)).toBe(text.slice(1));
			expect(capitalize(text).endsWith(text.slice(1))).toBe(true);
		}),
	);
});

/** A text with its entities read, as a browser reads them. */
function unescapeHtml(html: string): string {
	return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const markup = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', '&lt;', '</p>', '<script>') }),
);

test('whatever a text holds, its HTML has no markup and shows the text', () => {
	fc.assert(
		fc.property(markup, (written) => {
			const html = escapeHtml(written);
			expect(html).not.toMatch(/[<>]/);
			expect(unescapeHtml(html)).toBe(written);
		}),
	);
});
