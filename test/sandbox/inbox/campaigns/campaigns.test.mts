import fc from 'fast-check';
import { Campaigns } from '../../../../sandbox/inbox/campaigns/campaigns.mts';
import { campaignRow } from '../../../../sandbox/inbox/campaigns/rows.mts';
import { everything } from '../../../../sandbox/inbox/search.mts';
import type { Piece } from '../../../../sandbox/inbox/types.mts';

const number = (index: number) => String(254_700_100_000 + index);

function campaignsOf(texts: readonly string[]): Campaigns {
	const campaigns = new Campaigns();
	for (const [index, text] of texts.entries()) {
		const at = new Date(index).toISOString();
		campaigns.add({ id: index + 1, to: number(index), text, sourceId: 1, at, request: index });
	}
	return campaigns;
}

const rowsOf = (texts: readonly string[]) => campaignsOf(texts).matching(everything).map(campaignRow);

/** A template as one text. */
const shown = (template: readonly Piece[]) =>
	template.map((piece) => (piece.kind === 'same' ? piece.text : '▢')).join('');
const templatesOf = (texts: readonly string[]) => rowsOf(texts).map(({ template }) => shown(template));
const examplesOf = (template: readonly Piece[]) =>
	template.flatMap((piece) => (piece.kind === 'varies' ? [piece.examples] : []));

test('120 personal texts of one message are one campaign, with what varies and a few examples', () => {
	const names = ['Amina', 'Otieno', 'Mary Wanjiku', 'John Kiprop', 'Njeri'];
	const texts = Array.from(
		{ length: 120 },
		(_, index) =>
			`Dear ${names[index % 5] ?? ''}, your order A-${1041 + index} is ready. Total: KES ${index * 50}.`,
	);
	const [row, ...others] = rowsOf(texts);
	expect(others).toEqual([]);
	expect(row).toMatchObject({ recipients: 120, messages: 120, texts: 120, partsEach: { least: 1, most: 1 } });
	expect(row?.template).toEqual([
		{ kind: 'same', text: 'Dear ' },
		{ kind: 'varies', different: 5, examples: ['Amina', 'John Kiprop', 'Mary Wanjiku', 'Njeri'] },
		{ kind: 'same', text: ', your order ' },
		{ kind: 'varies', different: 120, examples: ['A-1041', 'A-1042', 'A-1043', 'A-1044'] },
		{ kind: 'same', text: ' is ready. Total: KES ' },
		{ kind: 'varies', different: 120, examples: ['0', '100', '1000', '1050'] },
		{ kind: 'same', text: '.' },
	]);
});

test.each([
	['the same text', ['Sale!', 'Sale!'], ['Sale!']],
	['two texts', ['Sale!', 'Closed today'], ['Closed today', 'Sale!']],
	[
		'a name after a greeting without a comma',
		['Hi Amina we open at 8', 'Hi Mary Njeri we open at 9'],
		['Hi ▢ we open at ▢'],
	],
	[
		'a name that is written small',
		['hi amina, we open at 8', 'hi brian, we open at 9'],
		['hi ▢, we open at ▢'],
	],
	['a name alone', ['Amina, we are open', 'Mary Njeri, we are open'], ['▢, we are open']],
	['a title', ['Please call Mr. Kamau today', 'Please call Mr. Ouma today'], ['Please call Mr. ▢ today']],
	['a link', ['Pay at https://a.example/x now', 'Pay at https://a.example/y now'], ['Pay at ▢ now']],
	['a number sign', ['Order #41 is here', 'Order #42 is here'], ['Order #▢ is here']],
	[
		'a word written small, in five',
		['your parcel is in nakuru', 'your parcel is in mombasa'],
		['your parcel is in ▢'],
	],
	[
		'a stretch of words written small, as long as it may be',
		[
			'we have sukuma wiki in our shop this morning, so do come',
			'we have maize in our shop this morning, so do come',
		],
		['we have ▢ in our shop this morning, so do come'],
	],
	[
		'another message that stands between two in alphabetical order',
		['hi amina your parcel has come', 'hi brian we are closed all week', 'hi carol your parcel has come'],
		['hi ▢ your parcel has come', 'hi brian we are closed all week'],
	],
	[
		'a word written small, in four',
		['your code is right', 'your balance is right'],
		['your balance is right', 'your code is right'],
	],
	[
		'capitals throughout',
		['SALE AT OUR SHOP', 'SORRY WE ARE CLOSED'],
		['SORRY WE ARE CLOSED', 'SALE AT OUR SHOP'],
	],
	['lines', ['Hi Amina,\n\nwe open at 8', 'Hi Ben,\n\nwe open at 9'], ['Hi ▢,\n\nwe open at ▢']],
	['nothing but white space', [' ', ' '], ['']],
])('%s: %j is shown as %j', (_, texts, templates) => {
	expect(templatesOf(texts)).toEqual(templates);
});

test('another source is another campaign', () => {
	const campaigns = new Campaigns();
	for (const sourceId of [1, 2])
		campaigns.add({ id: sourceId, to: number(0), text: 'Sale', sourceId, at: '', request: 1 });
	expect(campaigns.matching(everything)).toMatchObject([{ sourceId: 2 }, { sourceId: 1 }]);
});

test('the one with the most recipients comes first, however many messages another has', () => {
	const campaigns = new Campaigns();
	const add = (id: number, text: string, to: string) =>
		campaigns.add({ id, to, text, sourceId: 1, at: '', request: 1 });
	add(1, 'Two numbers', number(1));
	add(2, 'Two numbers', number(2));
	for (let id = 3; id < 10; id += 1) add(id, 'One number', number(1));
	expect(campaigns.matching(everything)).toMatchObject([
		{ recipients: 2, messages: 2 },
		{ recipients: 1, messages: 7 },
	]);
});

/** The fixed words of two messages: no word is in both. */
const POOLS = [
	['karibu', 'your', 'order', 'is', 'ready', 'at', 'the', 'shop', 'please', 'collect'],
	['we', 'remind', 'you', 'that', 'school', 'fees', 'were', 'due', 'last', 'month'],
] as const;

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const name = fc
	.array(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), { minLength: 1, maxLength: 3 })
	.map((parts) => parts.join(' '));
const filling = fc.oneof(
	name,
	fc.integer({ min: 0, max: 99_999 }).map((amount) => `KES ${amount}`),
	fc
		.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 59 }))
		.map(([hour, minute]) => `${hour}:${minute}`),
	fc.integer({ min: 1, max: 9999 }).map((order) => `#A-${order}`),
);

/** A message as its author writes it: fixed words, in some places of which something is put. */
function templateFrom(pool: readonly string[]) {
	return fc
		.tuple(
			fc.subarray([...pool], { minLength: 6 }),
			fc.subarray([1, 2, 3, 4, 5], { minLength: 1, maxLength: 3 }),
		)
		.map(([words, places]) => ({ words, places }));
}

type Template = ReturnType<typeof templateFrom> extends fc.Arbitrary<infer Value> ? Value : never;

function written({ words, places }: Template, fillings: readonly string[]): string {
	return words
		.flatMap((one, index) => (places.includes(index) ? [fillings[places.indexOf(index)] ?? '', one] : [one]))
		.join(' ');
}

const fillings = fc.array(fc.tuple(filling, filling, filling), { minLength: 1, maxLength: 12 });

test('texts from one template are one campaign, and those of two templates are two, in whatever order they come', () => {
	const both = fc.tuple(templateFrom(POOLS[0]), templateFrom(POOLS[1]), fillings, fillings);
	fc.assert(
		fc.property(both, fc.infiniteStream(fc.nat()), ([one, other, ofOne, ofOther], places) => {
			const texts = [
				...ofOne.map((values) => written(one, values)),
				...ofOther.map((values) => written(other, values)),
			];
			const order = texts.map((text) => ({ text, place: places.next().value ?? 0 }));
			const shuffled = order.sort((a, b) => a.place - b.place).map(({ text }) => text);
			const rows = rowsOf(shuffled);
			expect(rows.map(({ messages }) => messages).sort()).toEqual([ofOne.length, ofOther.length].sort());
			expect(templatesOf(shuffled).sort()).toEqual(templatesOf(texts).sort());
		}),
	);
});

test('texts that differ in one word written small, of at least five, are one campaign', () => {
	fc.assert(
		fc.property(
			templateFrom(POOLS[0]),
			fc.nat({ max: 5 }),
			fc.uniqueArray(word, { minLength: 2 }),
			({ words }, place, smalls) => {
				const texts = smalls.map((small) => words.with(place, small).join(' '));
				expect(rowsOf(texts)).toHaveLength(1);
			},
		),
	);
});

test('which texts are a campaign does not depend on their order, whatever they are', () => {
	const text = fc
		.array(fc.oneof(word, filling, fc.constantFrom('sale', 'Sale', 'now.', 'Hi', 'we,')), { maxLength: 9 })
		.map((words) => words.join(' '));
	fc.assert(
		fc.property(fc.uniqueArray(text, { maxLength: 20 }), (texts) => {
			const members = (all: readonly string[]) =>
				campaignsOf(all)
					.matching(everything)
					.map(({ wordings }) => wordings.map(({ wording }) => wording.text).sort())
					.sort((one, other) => (String(one) < String(other) ? -1 : 1));
			expect(members(texts.toReversed())).toEqual(members(texts));
			expect(templatesOf(texts.toReversed()).sort()).toEqual(templatesOf(texts).sort());
		}),
	);
});

test('a template with its own examples in its blanks begins and ends as the texts do', () => {
	fc.assert(
		fc.property(templateFrom(POOLS[1]), fillings, (template, all) => {
			const texts = all.map((values) => written(template, values));
			const [row] = rowsOf(texts);
			const fixed = (row?.template ?? []).flatMap((piece) => (piece.kind === 'same' ? [piece.text] : []));
			for (const text of texts) {
				let from = 0;
				for (const piece of fixed) {
					const found = text.indexOf(piece, from);
					expect(found).toBeGreaterThanOrEqual(from);
					from = found + piece.length;
				}
			}
			for (const examples of examplesOf(row?.template ?? []))
				for (const example of examples) expect(texts.some((text) => text.includes(example))).toBe(true);
		}),
	);
});

test('50,000 texts of their own are put together in the time of one look at each', () => {
	const personal = Array.from(
		{ length: 50_000 },
		(_, index) => `Hi Amina, your code is ${index}. Do not share it.`,
	);
	const strange = Array.from({ length: 50_000 }, (_, index) =>
		Array.from({ length: 12 }, (_unused, place) =>
			((index * 7919 + place * 104_729) % 45_000).toString(26).replaceAll(/\d/g, 'x'),
		).join(' '),
	);
	for (const texts of [personal, strange]) {
		const started = performance.now();
		const campaigns = campaignsOf(texts);
		expect(campaigns.totals.messages).toBe(50_000);
		campaigns.matching(everything).slice(0, 100).map(campaignRow);
		const took = performance.now() - started;
		process.stdout.write(`  ${Math.round(took)} ms\n`);
		// Generous: comparing each with each would take minutes.
		expect(took).toBeLessThan(60_000);
	}
}, 120_000);
