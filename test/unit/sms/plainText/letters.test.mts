import { plainText } from '../../../../sms/plainText/plainText.ts';
import { GSM_BASIC } from '../generators/texts.mts';

function plain(text: string) {
	return plainText(text, { punctuation: false, letters: true });
}

describe('names lose the marks that GSM-7 lacks, and keep the others', () => {
	test.each([
		['Wangarĩ', 'Wangari'],
		['Mũthoni wa Kĩmani', 'Muthoni wa Kimani'],
		['WANGARĨ MŨTHONI', 'WANGARI MUTHONI'],
		['Wangari\u0303', 'Wangari'],
		['Mu\u0303thoni', 'Muthoni'],
		['José Muñoz, ĩ', 'José Muñoz, i'],
		['Jose\u0301, Mun\u0303oz', 'José, Muñoz'],
		['Ngũgĩ wa Thiong’o', 'Ngugi wa Thiong’o'],
		['François', 'Francois'],
		['Ça, ç', 'Ça, c'],
		['Zoë', 'Zoe'],
		['Nguyễn Thị Ấn', 'Nguyen Thi An'],
		['Łukasz Đặng', 'Lukasz Dang'],
		['İstanbul, Işık', 'Istanbul, Isik'],
		['Œuvre, œuf', 'Oeuvre, oeuf'],
		['Þór Guðrún', 'Thor Gudrun'],
		['Ŋor, Naŋole', 'Ngor, Nangole'],
		['Ɛnɛ Ɔkɔ ɛ\u0303', 'Ene Oko e'],
		['Ɓala ɗan ƙasa ƴa', 'Bala dan kasa ya'],
		['Straße, GROẞ', 'Straße, GROSS'],
		['Ĳssel, ĳs', 'IJssel, ijs'],
		['Ǆ ǅ ǆ Ǉ ǈ ǉ', 'DZ Dz dz LJ Lj lj'],
		['oﬃce, ﬁve', 'office, five'],
	])('%j is %j', (written, expected) => {
		expect(plain(written).text).toBe(expected);
	});
});

describe('of several marks, those stay with which GSM-7 has the letter', () => {
	test.each([
		['ǖ', 'ü'],
		['ǻ', 'å'],
		['ǿ', 'ø'],
		['ǽ', 'æ'],
		['ề', 'e'],
		['ấ', 'a'],
		['o\u0308\u0303', 'ö'],
		['x\u0303\u0301', 'x'],
		['\u212b', 'Å'],
	])('%j is %j', (written, expected) => {
		expect(plain(written).text).toBe(expected);
	});
});

describe('what stays', () => {
	test.each([
		['what GSM-7 has', [...GSM_BASIC, '😀'].join('')],
		['other scripts', 'Сергей, Ἀθηνᾶ, مُحَمَّد, ኢትዮጵያ, क़, ά'],
		['emoji', '❤️ 👍🏽 🇰🇪 1️⃣ 👨‍👩‍👧‍👦'],
		['marks on what is no letter', '5\u0303 \u0301 -\u0302'],
		['what is struck out', 'F\u0336R\u0336E\u0336E\u0336, i\u0303\u0336, ĩ\u0338'],
		['punctuation, fullwidth letters and small capitals', '“Ａ” ᴀ Ａ\u0303'],
		['numerals, superscripts and signs', 'Ⅷ ² ª º ™ ½'],
		['a letter without a plain twin', 'ə Ʒ ǂ'],
	])('%s', (_what, written) => {
		expect(plain(written)).toEqual({ text: written, replaced: [] });
	});
});

test.each([
	['a', 'ⱥ'],
	['b', 'ƀɓƃ'],
	['c', 'ȼƈ'],
	['d', 'đðɖɗƌ'],
	['e', 'ɛɇ'],
	['f', 'ƒ'],
	['g', 'ǥɠ'],
	['h', 'ħɦ'],
	['i', 'ıɨɩ'],
	['j', 'ɉȷ'],
	['k', 'ƙ'],
	['l', 'łƚŀ'],
	['n', 'ɲƞ'],
	['o', 'ɔ'],
	['p', 'ƥ'],
	['q', 'ĸ'],
	['r', 'ɍɽ'],
	['s', 'ſȿ'],
	['t', 'ŧƭƫʈⱦ'],
	['u', 'ʉʊ'],
	['v', 'ʋ'],
	['y', 'ƴɏ'],
	['z', 'ƶȥ'],
	["'n", 'ŉ'],
	['dz', 'ǆǳ'],
	['ff', 'ﬀ'],
	['fi', 'ﬁ'],
	['fl', 'ﬂ'],
	['ffi', 'ﬃ'],
	['ffl', 'ﬄ'],
	['ij', 'ĳ'],
	['lj', 'ǉ'],
	['ng', 'ŋ'],
	['nj', 'ǌ'],
	['oe', 'œ'],
	['st', 'ﬅﬆ'],
	['th', 'þ'],
	['B', 'ɃƁƂ'],
	['D', 'ĐÐƉƊƋ'],
	['K', 'Ƙ'],
	['Y', 'ƳɎ'],
	['Ng', 'Ŋ'],
	['DZ', 'ǄǱ'],
	['Dz', 'ǅǲ'],
	['IJ', 'Ĳ'],
	['LJ', 'Ǉ'],
	['Lj', 'ǈ'],
	['NJ', 'Ǌ'],
	['Nj', 'ǋ'],
	['SS', 'ẞ'],
])('%s is what stands for each of %s', (twin, letters) => {
	for (const letter of letters) expect([letter, plain(letter).text]).toEqual([letter, twin]);
});

test('a replacement is reported with its letter, and with the mark', () => {
	expect(plain('ĩ i\u0303 Ĩ e\u0301 ł').replaced).toEqual([
		{ from: 'ĩ', to: 'i', name: 'Latin letter with tilde', count: 1 },
		{ from: 'i\u0303', to: 'i', name: 'Latin letter with combining tilde', count: 1 },
		{ from: 'Ĩ', to: 'I', name: 'Latin letter with tilde', count: 1 },
		{ from: 'e\u0301', to: 'é', name: 'Latin letter with combining acute', count: 1 },
		{ from: 'ł', to: 'l', name: 'Latin letter', count: 1 },
	]);
});

test('a letter under a hundred thousand marks takes no time to speak of', () => {
	expect(plain(`ĩ${'\u0303'.repeat(100_000)}`).text).toBe('i');
	expect(plain(`ĩ${'\u0303'.repeat(100_000)}\u0336`).replaced).toEqual([]);
});
