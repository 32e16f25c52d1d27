import { isGsm7 } from '../text';

/**
 * Letters that to Unicode are not a letter and a mark, by what they become. As in the Latin-ASCII transform of Unicode
 * CLDR, but that ŋ is ng, as it is in the names of South Sudan and Uganda, and that ɔ and ʊ are among them.
 */
const LETTERS_BY_TWIN: Readonly<Record<string, string>> = {
	a: 'ⱥ',
	b: 'ƀɓƃ',
	c: 'ȼƈ',
	d: 'đðɖɗƌ',
	e: 'ɛɇ',
	f: 'ƒ',
	g: 'ǥɠ',
	h: 'ħɦ',
	i: 'ıɨɩ',
	j: 'ɉȷ',
	k: 'ƙ',
	l: 'łƚŀ',
	n: 'ɲƞ',
	o: 'ɔ',
	p: 'ƥ',
	q: 'ĸ',
	r: 'ɍɽ',
	s: 'ſȿ',
	t: 'ŧƭƫʈⱦ',
	u: 'ʉʊ',
	v: 'ʋ',
	y: 'ƴɏ',
	z: 'ƶȥ',
	"'n": 'ŉ',
	dz: 'ǆǳ',
	ff: 'ﬀ',
	fi: 'ﬁ',
	fl: 'ﬂ',
	ffi: 'ﬃ',
	ffl: 'ﬄ',
	ij: 'ĳ',
	lj: 'ǉ',
	ng: 'ŋ',
	nj: 'ǌ',
	oe: 'œ',
	st: 'ﬅﬆ',
	th: 'þ',
};

/** Capitals that are not the capital of a letter above, or are capitals throughout. */
const CAPITALS_BY_TWIN: Readonly<Record<string, string>> = {
	DZ: 'ǄǱ',
	Dz: 'ǅǲ',
	IJ: 'Ĳ',
	LJ: 'Ǉ',
	Lj: 'ǈ',
	NJ: 'Ǌ',
	Nj: 'ǋ',
	SS: 'ẞ',
};

const small = lettersIn(LETTERS_BY_TWIN);

/** Every such letter with its twin. A capital pair begins a name more often than it is in capitals: Œ is Oe. */
const TWINS: ReadonlyMap<string, string> = new Map([
	...small,
	...small.flatMap(([letter, twin]) => {
		const capital = letter.toUpperCase();
		const isOne = capital !== letter && capital.length === 1 && !isGsm7(capital);
		return isOne ? [[capital, twin.charAt(0).toUpperCase() + twin.slice(1)] as const] : [];
	}),
	...lettersIn(CAPITALS_BY_TWIN),
]);

function lettersIn(table: Readonly<Record<string, string>>): Array<readonly [letter: string, twin: string]> {
	return Object.entries(table).flatMap(([twin, letters]) =>
		[...letters].map((letter) => [letter, twin] as const),
	);
}

/** Combining marks of letters, and the strokes among them that strike out: a price that no longer holds, say. */
const MARK = '(?:[\\u0300-\\u036f]|[\\u1ab0-\\u1aff]|[\\u1dc0-\\u1dff])';
const STRUCK_OUT = `${MARK}*[\\u0335-\\u0338]`;

/** A Latin letter and its marks; of a plain one, only with marks. */
const LETTER = new RegExp(
	`(?:[A-Za-z](?=${MARK})|(?![A-Za-z])\\p{Script=Latin})(?!${STRUCK_OUT})${MARK}*`,
	'gu',
);

/**
 * The text with plain letters: those of Latin script that GSM-7 lacks without their marks. Those that it has keep them,
 * and are made one character where letter and mark are two.
 *
 * @param put decides what takes the place of each letter for which there is a plain twin
 */
export function plainLetters(text: string, put: (from: string, to: string) => string): string {
	return text.replace(LETTER, (letter) => put(letter, plainLetter(letter)));
}

/** The letter with its innermost mark where GSM-7 has it so, and with none where it hasn't: ǖ is ü, and ấ is a. */
function plainLetter(letter: string): string {
	const [base = '', mark = ''] = letter.normalize('NFD');
	const marked = `${base}${mark}`.normalize('NFC');
	if (isGsm7(marked)) return marked;
	return isGsm7(base) ? base : (TWINS.get(base) ?? letter);
}
