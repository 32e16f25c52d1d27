import { shorten } from '../response/json';
import type { RecipientFinder } from './recipientFinder';

/** Words of the gateway as one recipient of a request may read them. */
export type ShowWords = (words: string, own: string | undefined) => string;

/** The most of a text that is searched: what is shown is far shorter. */
const MAX_SEARCHED_CHARACTERS = 2000;

/** Nine or more digits of any script, whatever people put between them: likely somebody's number. */
const NUMBER = /\p{Nd}(?:[\s().,/_\p{Pd}\p{Cf}\u2212]{0,3}\p{Nd}){8,}/gu;

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

const IPV4 = new RegExp(`(?<!\\d\\.?)${OCTET}(?:\\.${OCTET}){3}(?!\\.?\\d)`, 'g');

/** Eight groups, or fewer around a double colon, with an IPv4 address as the last or not. */
const IPV6 =
	/(?<![\w:])(?:(?:[\da-f]{1,4}:){6,7}(?:[\d.]{7,15}|[\da-f]{1,4})|(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}:){0,6}(?:[\d.]{7,15}|[\da-f]{1,4})?)(?![\w:])/gi;

/** A part of a text that is not for everybody. */
interface Secret {
	readonly from: number;
	readonly to: number;
	/** What is read in its place. */
	readonly instead: string;
	/** Who may read it. */
	readonly msisdn?: string;
}

/** A text that is searched once, however many recipients read it. */
interface ReadText {
	readonly text: string;
	readonly secrets: readonly Secret[];
	/** Whom the text names. */
	readonly named: ReadonlySet<string>;
	/** What all others read. */
	readonly toMost: string;
}

/** Shows words without anybody else's number, and without addresses of the network; short, and on one line. */
export function wordShower(find: RecipientFinder): ShowWords {
	const texts = new Map<string, ReadText>();
	const read = (words: string): ReadText => {
		const text = shorten(words, MAX_SEARCHED_CHARACTERS);
		const secrets = secretsIn(text, find);
		const named = new Set(secrets.flatMap(({ msisdn }) => (msisdn === undefined ? [] : [msisdn])));
		return { text, secrets, named, toMost: shorten(without(secrets, text)) };
	};
	return (words, own) => {
		const { text, toMost, named, secrets } = texts.get(words) ?? remember(texts, words, read(words));
		if (own === undefined || !named.has(own)) return toMost;
		const others = secrets.filter(({ msisdn }) => msisdn !== own);
		return shorten(without(others, text));
	};
}

function remember<T>(map: Map<string, T>, key: string, value: T): T {
	map.set(key, value);
	return value;
}

/** Without one of these, a text holds neither a number nor an address. */
const IN_SECRETS = /[\p{Nd}:]/u;

/** In the order of the text. */
function secretsIn(text: string, find: RecipientFinder): Secret[] {
	if (!IN_SECRETS.test(text)) return [];
	const secrets: Secret[] = find(text).map((mention) => ({ ...mention, instead: 'another number' }));
	for (const [pattern, instead] of [
		[IPV6, 'an address'],
		[IPV4, 'an address'],
		[NUMBER, 'another number'],
	] as const) {
		for (const { 0: match, index: from } of blanked(text, secrets).matchAll(pattern)) {
			if (/[\p{Nd}a-f]/iu.test(match)) secrets.push({ from, to: from + match.length, instead });
		}
	}
	return secrets.toSorted((one, other) => one.from - other.from);
}

/** A text with nothing in the places that are known already, and all others where they were. */
function blanked(text: string, secrets: readonly Secret[]): string {
	return [...secrets].reduce(
		(rest, { from, to }) => `${rest.slice(0, from)}${'\0'.repeat(to - from)}${rest.slice(to)}`,
		text,
	);
}

function without(secrets: readonly Secret[], text: string): string {
	return secrets.reduceRight(
		(rest, { from, to, instead }) => `${rest.slice(0, from)}${instead}${rest.slice(to)}`,
		text,
	);
}
