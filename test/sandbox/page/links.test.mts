import fc from 'fast-check';
import { linksIn } from '../../../sandbox/page/components/message/links.ts';

test.each([
	['Pay at https://pay.example/x?a=1&b=2.', ['https://pay.example/x?a=1&b=2']],
	[
		'(see http://shop.example/a), or HTTPS://SHOP.EXAMPLE',
		['http://shop.example/a', 'https://shop.example/'],
	],
	['https://a.example/1,https://b.example/2', ['https://a.example/1,https://b.example/2']],
	['https://a.example/Nairobi_(city).', ['https://a.example/Nairobi_(city)']],
	['(https://a.example/Nairobi_(city))', ['https://a.example/Nairobi_(city)']],
	['“https://a.example/x”!', ['https://a.example/x']],
	['javascript:alert(1) data:text/html,x file:///etc ftp://a.example', []],
	['www.shop.example or shop.example/x', []],
	['https:// and http://% and xhttps://a.example', []],
	['https://a.example/"onclick="x', ['https://a.example/']],
	['https://a.example/<b>', ['https://a.example/']],
])('%j holds the links %j', (text, links) => {
	expect(linksIn(text).map(({ href }) => href)).toEqual(links);
});

test('every link is http or https, stands where it says, and none overlaps another', () => {
	const text = fc
		.array(
			fc.oneof(
				fc.webUrl({ withQueryParameters: true, withFragments: true }),
				fc.string({ unit: 'binary' }),
				fc.constantFrom('https://', 'javascript:', ' ', '”'),
			),
		)
		.map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(text, (whole) => {
			let last = 0;
			for (const { start, end, href } of linksIn(whole)) {
				expect(start).toBeGreaterThanOrEqual(last);
				expect(end).toBeGreaterThan(start);
				expect(whole.slice(start, end)).toMatch(/^https?:\/\//i);
				expect(href).toMatch(/^https?:\/\/[^"<>\s]+$/);
				last = end;
			}
		}),
	);
});
