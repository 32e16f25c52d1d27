/** One way to read what stands at a place of a text. */
export interface Reading {
	/** The character meant; two units beyond U+FFFF. */
	readonly meant: string;
	/** The place after it. */
	readonly end: number;
	/** How many encodings lie over one another here. */
	readonly layers: number;
}

/** A place in the tree of all spellings: the letters that may follow, and what is meant where one is complete. */
interface Branch {
	readonly next: Map<string, Branch>;
	meant?: string;
}

/** JSON in JSON in HTML happens; with each further layer a run of backslashes could be read in twice as many ways. */
const MAX_LAYERS = 3;

const JSON_LETTERS: Readonly<Record<string, string>> = {
	'\b': 'b',
	'\f': 'f',
	'\n': 'n',
	'\r': 'r',
	'\t': 't',
};

/** The entities of ASCII (WHATWG HTML, 13.5), of which PHP's `htmlentities` uses more than the famous five. */
const NAMED = '\t\n!"#$%&\'()*+,./:;<=>?@[\\]^_`{|}';
const NAMES =
	'Tab NewLine excl quot num dollar percnt amp apos lpar rpar ast plus comma period sol colon semi lt equals gt quest ' +
	'commat lbrack bsol rbrack Hat lowbar grave lbrace vert rbrace';
const ENTITIES = new Map(NAMES.split(' ').map((name, index) => [NAMED.charAt(index), name]));

/** What each of them begins with; a plus alone is a space. */
const INTRODUCES = /[\\%&+]/;

/**
 * Texts without the differences of case, place by place: the length stays. `İ` alone would grow in lower case, and
 * what the lower case of `Σ` is depends on where it stands.
 */
export function fold(text: string): string {
	return text.replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ');
}

/** The spellings of ASCII and of the characters that it was taught: JSON, URLs, HTML, and these over one another. */
export class Spellings {
	readonly #taught: Branch = { next: new Map() };
	readonly #roots = [ASCII, this.#taught];
	readonly #characters = new Set<string>();

	/** Learns how the characters of a text may be spelled, whichever their case. */
	teach(text: string): void {
		for (const character of text + text.toLowerCase() + text.toUpperCase()) {
			if (character <= LAST_OF_ASCII || this.#characters.has(character)) continue;
			this.#characters.add(character);
			addSpellings(this.#taught, character);
		}
	}

	/**
	 * The readings at those places of a folded text where there are more than the character that stands there. From the
	 * end to the beginning, so that the letters of a spelling have been read when it is: they may be spelled as well.
	 */
	read(folded: string): ReadonlyMap<number, readonly Reading[]> {
		const readings = new Map<number, readonly Reading[]>();
		if (!INTRODUCES.test(folded)) return readings;
		for (let at = folded.length - 1; at >= 0; at -= 1) {
			if (!INTRODUCES.test(folded.charAt(at))) continue;
			const found = [plain(folded, at)];
			// It grows on the way: what is meant may begin a spelling in its turn.
			for (const first of found) {
				for (const root of this.#roots) step(root, first, 0, { folded, readings, found });
			}
			if (found.length > 1) readings.set(at, found);
		}
		return readings;
	}
}

/** A text as far as it has been read. */
interface Text {
	readonly folded: string;
	readonly readings: ReadonlyMap<number, readonly Reading[]>;
	/** At the place that is being read. */
	readonly found: Reading[];
}

function plain(folded: string, at: number): Reading {
	return { meant: folded.charAt(at), end: at + 1, layers: 0 };
}

/** Goes on from a branch with a letter, and finds every spelling that is complete there or further on. */
function step(from: Branch, letter: Reading, layersBefore: number, text: Text): void {
	const branch = letter.layers < MAX_LAYERS ? from.next.get(letter.meant) : undefined;
	if (branch === undefined) return;
	const { end } = letter;
	const layers = Math.max(layersBefore, letter.layers);
	if (branch.meant !== undefined) note(text.found, { meant: branch.meant, end, layers: layers + 1 });
	for (const next of text.readings.get(end) ?? [plain(text.folded, end)]) step(branch, next, layers, text);
}

function note(found: Reading[], { meant, end, layers }: Reading): void {
	const known = found.some((one) => one.end === end && one.meant === meant && one.layers <= layers);
	if (!known) found.push({ meant, end, layers });
}

/** Every way to write a character other than as it is. */
function* spellingsOf(character: string): Generator<string> {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16);
	// JSON, JavaScript, Python.
	yield Array.from({ length: character.length }, (_, unit) => {
		return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
	}).join('');
	const letter = JSON_LETTERS[character];
	if (letter !== undefined) yield `\\${letter}`;
	if (code < 0x100) yield `\\x${hex.padStart(2, '0')}`;
	if (/[!-/:-@[-`{-~]/.test(character)) yield `\\${character}`;
	// URLs, and forms with their space.
	yield Buffer.from(character).toString('hex').replaceAll(/../g, '%$&');
	if (character === ' ') yield '+';
	// HTML; PHP writes an apostrophe with a leading zero.
	for (const digits of [1, 3, 4]) yield `&#${String(code).padStart(digits, '0')};`;
	for (const digits of [1, 2, 4]) yield `&#x${hex.padStart(digits, '0')};`;
	const name = ENTITIES.get(character);
	if (name !== undefined) yield `&${name};`;
}

function addSpellings(root: Branch, character: string): void {
	for (const spelling of spellingsOf(character)) {
		let branch = root;
		for (const letter of fold(spelling)) {
			const next: Branch = branch.next.get(letter) ?? { next: new Map() };
			branch.next.set(letter, next);
			branch = next;
		}
		branch.meant = fold(character);
	}
}

const LAST_OF_ASCII = '\x7f';

/** What spellings are made of, so that one may lie over another; the same for all secrets. */
const ASCII: Branch = { next: new Map() };
for (let code = 0; code < 0x80; code += 1) addSpellings(ASCII, String.fromCharCode(code));
