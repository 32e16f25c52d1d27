/** A way in which a gateway may write what it repeats. */
export type Dress = (text: string) => string;

const json: Dress = (text) => JSON.stringify(text).slice(1, -1);
const html =
	(entity: (character: string) => string): Dress =>
	(text) =>
		text.replaceAll(/[&<>"']/g, entity);
const NAMES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

/** Escapes, which leave a text readable character by character; one may lie over another. */
export const ESCAPES: Readonly<Record<string, Dress>> = {
	'as it is': (text) => text,
	'in lower case': (text) => text.toLowerCase(),
	'in upper case': (text) => text.toUpperCase(),
	'in JSON': json,
	'in JSON with \\/, as PHP writes it': (text) => json(text).replaceAll('/', '\\/'),
	'in JSON with \\u for all but ASCII': (text) =>
		json(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	'in JSON with \\u for HTML, as Go writes it': (text) =>
		json(text).replaceAll(/[&<>']/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16).toUpperCase()}`),
	'in JSON with \\u for everything': (text) =>
		units(text)
			.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
			.join(''),
	'in a URL': encodeURIComponent,
	'in a URL with hex in lower case': (text) =>
		encodeURIComponent(text).replaceAll(/%../g, (hex) => hex.toLowerCase()),
	'in a URL with + for a space': (text) => encodeURIComponent(text).replaceAll('%20', '+'),
	'in a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
	'in a URL with every byte in hex': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
	'in HTML by name': html((character) => `&${NAMES[character] ?? ''};`),
	'in HTML by number': html((character) => `&#${character.charCodeAt(0)};`),
	'in HTML by number, as PHP writes it': html((character) => `&#0${character.charCodeAt(0)};`),
	'in HTML by number in hex': html((character) => `&#x${character.charCodeAt(0).toString(16)};`),
	'in HTML by number for all but ASCII': (text) =>
		text.replaceAll(/[^ -~]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`),
};

const base64 =
	(before: string, after = ''): Dress =>
	(text) =>
		Buffer.from(before + text + after).toString('base64');
const base64url =
	(before: string): Dress =>
	(text) =>
		Buffer.from(before + text).toString('base64url');

/** Encodings of a text as a whole. */
export const ENCODINGS: Readonly<Record<string, Dress>> = {
	'in base64': base64(''),
	'in base64 without padding': (text) => base64('')(text).replaceAll('=', ''),
	'in base64 for URLs': base64url(''),
	'in base64 with Bearer': base64('Bearer '),
	'in base64 for URLs with Bearer': base64url('Bearer '),
};

/** A longer base64 that has the text in it: what the text alone decides of it must not stay. */
export const AROUND: ReadonlyArray<Dress> = [
	base64('a', 'b'),
	base64('ab', 'bc'),
	base64('amina:', '\n'),
	base64('{"password":"', '"}'),
	base64url('?'),
];
