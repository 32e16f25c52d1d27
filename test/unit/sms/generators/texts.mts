import fc from 'fast-check';

/** The default alphabet of 3GPP TS 23.038, 6.2.1, row by row from 0x00; the escape at 0x1B is no character. */
export const GSM_BASIC = [
	'@£$¥èéùìòÇ\nØø\rÅå',
	'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
	' !"#¤%&\'()*+,-./',
	'0123456789:;<=>?',
	'¡ABCDEFGHIJKLMNO',
	'PQRSTUVWXYZÄÖÑÜ§',
	'¿abcdefghijklmno',
	'pqrstuvwxyzäöñüà',
].join('');

/** The extension table of 3GPP TS 23.038, 6.2.1.1: each takes the escape and a septet more. */
export const GSM_EXTENSION = '\f^{}\\[~]|€';

/** What a text takes of a part, counted from the tables above alone. */
export function unitsIn(text: string, encoding: 'GSM-7' | 'UCS-2'): number {
	if (encoding === 'UCS-2') return text.length;
	return [...text].reduce((sum, character) => sum + (GSM_EXTENSION.includes(character) ? 2 : 1), 0);
}

export const ANY_UNIT = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

/** Text of any code points there are, halves of pairs among them. */
export const anyCodePoints = fc
	.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 300 })
	.map((codes) => String.fromCodePoint(...codes));

export const gsmCharacter = fc.constantFrom(...GSM_BASIC, ...GSM_EXTENSION);

/** One UTF-16 unit or one surrogate pair, none of which joins with its neighbours. */
export const plainUcs2Character = fc.constantFrom('ж', '你', 'あ', '“', '…', '😀', '🎉', '𝄞', 'a', '€', '{');

/** What joins with its neighbours to one picture: marks, flags, skin tones, families, and halves of pairs. */
export const joiningCharacter = fc.constantFrom(
	'e\u0301',
	'\u0301',
	'🇰🇪',
	'🇰',
	'👍🏽',
	'👨‍👩‍👧‍👦',
	'\u200d',
	'\ufe0f',
	'\ud83d',
	'\ude00',
	'\r\n',
);

/** Texts of up to several parts in either encoding, whatever they are made of. */
export const anyText = fc
	.array(
		fc.oneof(
			{ weight: 3, arbitrary: fc.tuple(gsmCharacter, fc.nat(160)).map(([one, times]) => one.repeat(times)) },
			{
				weight: 1,
				arbitrary: fc.tuple(joiningCharacter, fc.nat(40)).map(([one, times]) => one.repeat(times)),
			},
			{
				weight: 1,
				arbitrary: fc.tuple(plainUcs2Character, fc.nat(70)).map(([one, times]) => one.repeat(times)),
			},
			{ weight: 1, arbitrary: fc.array(gsmCharacter, { maxLength: 60 }).map((all) => all.join('')) },
			{ weight: 1, arbitrary: fc.array(ANY_UNIT, { maxLength: 60 }).map((all) => all.join('')) },
		),
		{ maxLength: 6 },
	)
	.map((pieces) => pieces.join(''));
