import { maskTexts } from './maskTexts';
import { fold, Spellings, type Reading } from './spellings';

/** What stands where a secret stood. */
const MASK = '***';

/** Shorter ones are too common as plain words: masking "ok" would mangle every answer and hide nothing. */
const MIN_MASKED_LENGTH = 4;

/** Of the table that tells which four characters may begin a secret: three bits of hash for each. */
const HASH_BITS = 12;
const HASH_MASK = 2 ** HASH_BITS - 1;

/**
 * Masks secrets in whatever the gateway said: it may repeat what it was sent, and its words go to errors, logs and
 * outputs. A secret is found as it is and in any case, as JSON, URLs and HTML escape it, one over the other too, and
 * in base64.
 */
export class Masker {
	readonly #spellings = new Spellings();
	readonly #secrets = new Set<string>();
	/** What is looked for, by the character it begins with. */
	readonly #words = new Map<string, string[]>();
	readonly #beginnings = new Uint8Array(HASH_MASK + 1);
	/** Whether a number could spell a secret. */
	#numeric = false;

	constructor(secrets: Iterable<string> = []) {
		this.add(secrets);
	}

	/** Looks for these secrets as well. Those that it knows cost nothing. */
	add(secrets: Iterable<string>): void {
		for (const secret of [...secrets].flatMap(asSent)) {
			if (secret.length < MIN_MASKED_LENGTH || this.#secrets.has(secret)) continue;
			this.#secrets.add(secret);
			this.#numeric ||= /^[-+.\de]+$/i.test(secret);
			this.#spellings.teach(secret);
			for (const word of wordsOf(secret)) this.#lookFor(fold(word));
		}
	}

	/** The value with every secret masked in its texts, keys and numbers; the same value where there is none. */
	mask<T>(value: T): T;
	mask(value: unknown): unknown {
		if (this.#secrets.size === 0) return value;
		// An answer for a hundred recipients has one text a hundred times.
		const masked = new Map<string, string>();
		return maskTexts(value, {
			numeric: this.#numeric,
			text: (text) => {
				const known = masked.get(text) ?? this.#maskText(text);
				masked.set(text, known);
				return known;
			},
		});
	}

	#lookFor(word: string): void {
		const alike = this.#words.get(word.charAt(0)) ?? [];
		if (alike.includes(word)) return;
		this.#words.set(word.charAt(0), [...alike, word]);
		let hash = 0;
		for (let at = 0; at < MIN_MASKED_LENGTH; at += 1) hash = hashed(hash, word, at);
		this.#beginnings[hash] = 1;
	}

	#maskText(text: string): string {
		let rest = text;
		// Again, because a mask and what stands beside it may spell a secret that has asterisks.
		for (;;) {
			const places = this.#find(rest);
			if (places.length === 0) return rest;
			rest = replaced(rest, places);
		}
	}

	/** Where secrets stand, in order; those that overlap or touch are one place. */
	#find(text: string): Place[] {
		const places: Place[] = [];
		const folded = fold(text);
		const readings = this.#spellings.read(folded);
		let hash = 0;
		let lastSpelled = -1;
		for (let last = 0; last < folded.length; last += 1) {
			hash = hashed(hash, folded, last);
			if (readings.has(last)) lastSpelled = last;
			const start = last - MIN_MASKED_LENGTH + 1;
			if (start < 0 || (this.#beginnings[hash] === 0 && lastSpelled < start)) continue;
			const end = this.#endOf(start, folded, readings);
			const before = places.at(-1);
			if (end === -1) continue;
			if (before && start <= before.end) before.end = Math.max(before.end, end);
			else places.push({ start, end });
		}
		return places;
	}

	/** Where the longest secret that begins at a place ends, or -1. */
	#endOf(start: number, folded: string, readings: ReadonlyMap<number, readonly Reading[]>): number {
		let end = -1;
		const meant = readings.get(start)?.map((reading) => reading.meant.charAt(0)) ?? [folded.charAt(start)];
		for (const first of new Set(meant)) {
			for (const word of this.#words.get(first) ?? []) {
				end = Math.max(end, endOfWord(word, start, folded, readings));
			}
		}
		return end;
	}
}

/** A value with the secrets masked, for once; who masks many values with the same secrets keeps a {@link Masker}. */
export function maskSecrets<T>(value: T, secrets: Iterable<string>): T {
	return new Masker(secrets).mask(value);
}

interface Place {
	readonly start: number;
	end: number;
}

/** The last four characters leave their mark on a hash; older ones have been shifted out. */
function hashed(hash: number, text: string, at: number): number {
	return ((hash << (HASH_BITS / MIN_MASKED_LENGTH)) ^ text.charCodeAt(at)) & HASH_MASK;
}

/** Around a header's value HTTP keeps no space (RFC 9110, 5.5), and who pastes a key often pastes one along. */
function asSent(secret: string): string[] {
	return [secret, secret.trim()];
}

/** All that gives a secret away: itself in any case, its base64 alone and after "Bearer ", and inside of a longer one. */
function wordsOf(secret: string): Set<string> {
	const whole = [secret, `Bearer ${secret}`].flatMap((text) => {
		const base64 = Buffer.from(text).toString('base64');
		return [base64, base64.replaceAll('=', '')];
	});
	const base64 = [...whole, ...[0, 1, 2].map((offset) => insideBase64(secret, offset))];
	const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const words = [secret, secret.toLowerCase(), secret.toUpperCase(), ...base64, ...urlSafe];
	return new Set(words.filter((word) => word.length >= MIN_MASKED_LENGTH));
}

/** Base64 puts three bytes into four characters: those that a secret alone decides, so many bytes into the three. */
function insideBase64(secret: string, offset: number): string {
	const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
	return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** Where a word that begins at a place ends, at the latest, or -1. Every state is gone through once. */
function endOfWord(
	word: string,
	start: number,
	folded: string,
	readings: ReadonlyMap<number, readonly Reading[]>,
): number {
	let end = -1;
	const states = [{ done: 0, at: start }];
	const seen = new Set<number>();
	for (let { done, at } of states) {
		while (done < word.length && word[done] === folded[at] && !readings.has(at)) {
			done += 1;
			at += 1;
		}
		if (done === word.length) end = Math.max(end, at);
		for (const { meant, end: next } of readings.get(at) ?? []) {
			const state = (done + meant.length) * (folded.length + 1) + next;
			if (!word.startsWith(meant, done) || seen.has(state)) continue;
			seen.add(state);
			states.push({ done: done + meant.length, at: next });
		}
	}
	return end;
}

function replaced(text: string, places: readonly Place[]): string {
	let rest = '';
	let from = 0;
	for (const { start, end } of places) {
		rest += text.slice(from, start) + MASK;
		from = end;
	}
	return rest + text.slice(from);
}
