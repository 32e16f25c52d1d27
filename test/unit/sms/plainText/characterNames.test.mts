import fc from 'fast-check';
import { describeCharacter, nameOf } from '../../../../sms/plainText/characterNames.ts';
import { anyCodePoints, anyText } from '../generators/texts.mts';

describe('the name of a character', () => {
	test.each([
		['😀', 'emoji, U+1F600'],
		['🏽', 'emoji, U+1F3FD'],
		['🇰', 'emoji, U+1F1F0'],
		['\u200d', 'zero width joiner, U+200D'],
		['\ufe0f', 'variation selector, U+FE0F'],
		['\u0301', 'combining mark, U+0301'],
		['á', 'Latin letter with acute, U+00E1'],
		['ł', 'Latin letter, U+0142'],
		['ا', 'Arabic letter, U+0627'],
		['Ж', 'Cyrillic letter, U+0416'],
		['ω', 'Greek letter, U+03C9'],
		['አ', 'Ethiopic letter, U+12A0'],
		['अ', 'Devanagari letter, U+0905'],
		['અ', 'Gujarati letter, U+0A85'],
		['你', 'Chinese character, U+4F60'],
		['あ', 'letter, U+3042'],
		['₦', 'currency sign, U+20A6'],
		['‰', 'punctuation, U+2030'],
		['±', 'symbol, U+00B1'],
		['\u0000', 'control character, U+0000'],
		['\ud83d', 'control character, U+D83D'],
		['²', 'character, U+00B2'],
		['', 'character, U+0000'],
	])('of %j is in plain words', (character, name) => {
		expect(nameOf(character)).toBe(name);
	});

	test('is there for anything', () => {
		fc.assert(
			fc.property(fc.oneof(anyCodePoints, anyText), (text) => {
				expect(nameOf(text)).toMatch(/^[a-zA-Z -]+, U\+[0-9A-F]{4,6}$/);
			}),
		);
	});
});

describe('a character with what goes with it', () => {
	test.each([
		['ĩ', 'Latin letter with tilde'],
		['i\u0303', 'Latin letter with combining tilde'],
		['ấ', 'Latin letter with circumflex and acute'],
		['é\u0323', 'Latin letter with combining dot below and acute'],
		['ƀ', 'Latin letter'],
		['x\u0353', 'Latin letter with combining another mark'],
		['x\u0301\u0302\u0303', 'Latin letter with combining marks'],
		['Ａ', 'fullwidth letter'],
		['ａ', 'fullwidth letter'],
		['５', 'fullwidth digit'],
		['，', 'fullwidth comma'],
		['､', 'halfwidth comma'],
		['︓', 'vertical colon'],
		['﹪', 'small percent sign'],
		['❨', 'ornamental parenthesis'],
		['❝', 'ornamental quotation mark'],
		['✻', 'ornamental asterisk'],
		['ᴀ', 'small capital'],
		['∕', 'slash look-alike'],
		['ˆ', 'circumflex look-alike'],
		['‼\ufe0f', 'double exclamation mark'],
		['\u0013', 'control character'],
	])('%j is %s', (written, name) => {
		expect(describeCharacter(written)).toBe(name);
	});
});

describe('each sign that is written once more in Unicode', () => {
	test.each([
		['！', 'exclamation mark'],
		['＃', 'number sign'],
		['＄', 'dollar sign'],
		['％', 'percent sign'],
		['＆', 'ampersand'],
		['（', 'parenthesis'],
		['）', 'parenthesis'],
		['＊', 'asterisk'],
		['＋', 'plus sign'],
		['，', 'comma'],
		['－', 'hyphen'],
		['．', 'full stop'],
		['／', 'slash'],
		['：', 'colon'],
		['；', 'semicolon'],
		['＜', 'less-than sign'],
		['＝', 'equals sign'],
		['＞', 'greater-than sign'],
		['？', 'question mark'],
		['＠', 'at sign'],
		['［', 'square bracket'],
		['＼', 'backslash'],
		['］', 'square bracket'],
		['＾', 'circumflex'],
		['＿', 'underscore'],
		['｛', 'curly bracket'],
		['｜', 'vertical bar'],
		['｝', 'curly bracket'],
		['～', 'tilde'],
	])('%s is a fullwidth %s', (character, sign) => {
		expect(describeCharacter(character)).toBe(`fullwidth ${sign}`);
	});
});

describe('each mark that Latin letters have in a language of many people', () => {
	test.each([
		['\u0300', 'grave'],
		['\u0301', 'acute'],
		['\u0302', 'circumflex'],
		['\u0303', 'tilde'],
		['\u0304', 'macron'],
		['\u0306', 'breve'],
		['\u0307', 'dot above'],
		['\u0308', 'diaeresis'],
		['\u0309', 'hook above'],
		['\u030a', 'ring above'],
		['\u030b', 'double acute'],
		['\u030c', 'caron'],
		['\u030f', 'double grave'],
		['\u0311', 'inverted breve'],
		['\u031b', 'horn'],
		['\u0323', 'dot below'],
		['\u0326', 'comma below'],
		['\u0327', 'cedilla'],
		['\u0328', 'ogonek'],
		['\u0331', 'macron below'],
	])('%j is a %s', (mark, name) => {
		expect(describeCharacter(`x${mark}`)).toBe(`Latin letter with combining ${name}`);
	});
});
