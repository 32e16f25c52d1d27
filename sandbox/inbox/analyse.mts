import { countBy } from './countBy.mts';
import { type Saving, savingOf } from './saving.mts';
import { CAPACITY, type Encoding, measure, splitParts, ucs2Causes } from '../../sms/text.ts';

/** A stretch of a part's text; `nonGsm` says that it is what forces UCS-2. */
export interface Run {
	readonly text: string;
	readonly nonGsm: boolean;
}

/** One part of a message: what is in it, and how full it is, in the units of its encoding. */
export interface Part {
	readonly runs: readonly Run[];
	readonly used: number;
	readonly room: number;
}

/** A character that GSM-7 does not have, and how often it occurs. */
export interface NonGsmCharacter {
	readonly character: string;
	readonly codePoints: readonly string[];
	readonly count: number;
}

/** What a text becomes as an SMS. */
export interface Analysis {
	readonly encoding: Encoding;
	readonly characters: number;
	readonly parts: readonly Part[];
	readonly nonGsmCharacters: readonly NonGsmCharacter[];
	/** undefined where no option of the node saves a part */
	readonly saving: Saving | undefined;
}

/** What a reader sees as one character, whatever it is made of. */
const GRAPHEMES = new Intl.Segmenter();

/** What a text becomes as an SMS, as the node counts it. */
export function analyse(text: string): Analysis {
	const size = measure(text);
	const { encoding, characters } = size;
	const parts = splitParts(text);
	const room = CAPACITY[encoding][parts.length === 1 ? 'single' : 'several'];
	return {
		encoding,
		characters,
		parts: parts.map((part) => ({ runs: runsOf(part, encoding), used: unitsOf(part, encoding), room })),
		nonGsmCharacters: encoding === 'UCS-2' ? nonGsmCharactersOf(text) : [],
		saving: savingOf([{ text, size, messages: 1 }]),
	};
}

/** A part of a text in UCS-2 may look like GSM-7 by itself. */
function unitsOf(part: string, encoding: Encoding): number {
	return encoding === 'UCS-2' ? part.length : measure(part).characters;
}

function runsOf(part: string, encoding: Encoding): Run[] {
	if (encoding === 'GSM-7') return [{ text: part, nonGsm: false }];
	const runs: Run[] = [];
	for (const { segment } of GRAPHEMES.segment(part)) {
		const nonGsm = isNonGsm(segment);
		const last = runs.at(-1);
		if (last?.nonGsm === nonGsm) runs[runs.length - 1] = { text: last.text + segment, nonGsm };
		else runs.push({ text: segment, nonGsm });
	}
	return runs;
}

function nonGsmCharactersOf(text: string): NonGsmCharacter[] {
	const nonGsmCharacters = Array.from(GRAPHEMES.segment(text), ({ segment }) => segment).filter(isNonGsm);
	return [...countBy(nonGsmCharacters, (character) => character)].map(([character, count]) => ({
		character,
		codePoints: codePointsOf(character),
		count,
	}));
}

function isNonGsm(character: string): boolean {
	return ucs2Causes(character).length > 0;
}

function codePointsOf(character: string): string[] {
	return [...character].map(
		(one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
	);
}
