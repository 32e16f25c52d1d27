import { SegmentedMessage } from 'sms-segments-calculator';

/** A stretch of a part's text; `culprit` says that it is what forces UCS-2. */
export interface Run {
	text: string;
	culprit: boolean;
}

/** One part of a message: what is in it, and how full it is, in the units of its encoding. */
export interface Part {
	runs: Run[];
	used: number;
	room: number;
}

/** A character that GSM-7 does not have, and how often it occurs. */
export interface Culprit {
	character: string;
	codePoints: string[];
	count: number;
}

/** What a text becomes as an SMS. */
export interface Analysis {
	encoding: 'GSM-7' | 'UCS-2';
	characters: number;
	parts: Part[];
	culprits: Culprit[];
}

/** What a text becomes, in short. */
export type Summary = { encoding: Analysis['encoding']; parts: number };

/**
 * The longest text that is analysed. The library's work grows with the square of the length: this many characters take
 * it a quarter of a second, four times as many would hold up all others for six.
 */
export const ANALYSIS_LIMIT = 10_000;

/** What a text becomes as an SMS, by the library; undefined when it is beyond the limit. */
export function analyse(text: string): Analysis | undefined {
	if (text.length > ANALYSIS_LIMIT) return undefined;
	const message = new SegmentedMessage(text);
	const unit = message.encodingName === 'GSM-7' ? 7 : 16;
	const ucs2 = message.encodingName === 'UCS-2';
	const parts = message.segments.map((segment) => {
		const used = segment.messageSizeInBits() / unit;
		return { runs: runsOf(segment, ucs2), used, room: used + Math.floor(segment.freeSizeInBits() / unit) };
	});
	return {
		encoding: message.encodingName,
		characters: message.numberOfCharacters,
		parts,
		culprits: ucs2 ? culpritsOf(message.getNonGsmCharacters()) : [],
	};
}

/** The same in short. */
export function summarise(text: string): Summary | undefined {
	const analysis = analyse(text);
	return analysis && { encoding: analysis.encoding, parts: analysis.parts.length };
}

/** A part's entries are characters, or pieces of its header, which have no text. */
function runsOf(entries: readonly { raw?: string; isGSM7?: boolean }[], ucs2: boolean): Run[] {
	const runs: Run[] = [];
	for (const { raw, isGSM7 } of entries) {
		if (raw === undefined) continue;
		const culprit = ucs2 && isGSM7 === false;
		const last = runs.at(-1);
		if (last?.culprit === culprit) last.text += raw;
		else runs.push({ text: raw, culprit });
	}
	return runs;
}

function culpritsOf(characters: readonly string[]): Culprit[] {
	const counts = new Map<string, number>();
	for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
	return [...counts].map(([character, count]) => ({ character, codePoints: codePointsOf(character), count }));
}

function codePointsOf(character: string): string[] {
	return [...character].map(
		(one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
	);
}
