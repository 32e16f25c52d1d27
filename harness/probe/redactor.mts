import { recipientFinder } from '../../gateway/send/recipientFinder.ts';
import { maskSecrets } from '../../gateway/secrets.ts';

/** A long unbroken run: a token, a key, or a piece of one, in any encoding. No field of a documented answer is as long. */
const TOKEN = /[\w+/=%.-]{24,}|\beyJ[\w-]{8,}/g;
const UUID = /\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
const WEB_ADDRESS = /\bhttps?:\/\/[^\s`|]+/gi;
const E_MAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
const IPV4 = /\b\d{1,3}(\.\d{1,3}){3}\b/g;
const IPV6 = /(?<![\w:])[\da-f]{0,4}(:[\da-f]{0,4}){2,7}(?![\w:])/gi;
/** Eight digits or more, with what people put between them. */
const NUMBER = /\+?\d(?:[\s().-]?\d){7,}/g;

/** Takes out of words what is nobody's business in a public issue. */
export class Redactor {
	readonly #secrets = new Set<string>();
	readonly #text: RegExp;
	readonly #to: string | undefined;

	/**
	 * @param text the text of the message
	 * @param to its recipient's MSISDN; both are told by what stands in their place, but encoded they are secrets
	 */
	constructor(secrets: readonly string[], text: string, to: string | undefined) {
		this.#text = new RegExp(text.replaceAll(/\W/g, '\\$&'), 'gi');
		this.#to = to;
		this.learn(...secrets);
		for (const plain of to === undefined ? [text] : [text, to]) {
			const encoded = spellings(plain).filter((one) => one.toLowerCase() !== plain.toLowerCase());
			for (const spelling of encoded) this.#secrets.add(spelling);
		}
	}

	/** More that is secret from now on. */
	learn(...secrets: readonly string[]): void {
		for (const secret of secrets) for (const spelling of spellings(secret)) this.#secrets.add(spelling);
	}

	/** What JSON can say, without the secrets in its texts, names and numbers. */
	withoutSecrets(value: unknown): unknown {
		if (typeof value === 'string') return this.#mask(value);
		if (typeof value === 'number') {
			const masked = this.#mask(String(value));
			return masked === String(value) ? value : masked;
		}
		if (Array.isArray(value)) return value.map((entry: unknown) => this.withoutSecrets(entry));
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).map(([name, entry]) => [
			this.#mask(name),
			this.withoutSecrets(entry),
		]);
		return Object.fromEntries(entries);
	}

	/** Words without secrets, numbers, addresses and the message's text. */
	redact(words: string): string {
		return this.#mask(words.replace(this.#text, '(the text)'))
			.replace(WEB_ADDRESS, '(a web address)')
			.replace(E_MAIL, '(an e-mail address)')
			.replace(UUID, '***')
			.replace(TOKEN, '***')
			.replace(IPV4, '(an IP address)')
			.replace(IPV6, (found) => (/\d|[a-f]/i.test(found) ? '(an IP address)' : found))
			.replace(NUMBER, (number) => this.#maskNumber(number));
	}

	/** The one place that uses the masking of the package. */
	#mask(text: string): string {
		return maskSecrets(text, [...this.#secrets]);
	}

	#maskNumber(number: string): string {
		const [mention] = this.#to === undefined ? [] : recipientFinder([this.#to])(number);
		return mention === undefined ? '(a number)' : maskNumber(mention.msisdn);
	}
}

/** An MSISDN that its owner knows again and nobody else can call: 2547…678. */
export function maskNumber(msisdn: string): string {
	return `${msisdn.slice(0, 4)}…${msisdn.slice(-3)}`;
}

/** A secret as an answer may repeat it: as JSON and URLs escape it, in base64, in one case. */
function spellings(secret: string): readonly string[] {
	const base64 = Buffer.from(secret).toString('base64');
	return [
		secret,
		secret.trim(),
		secret.toLowerCase(),
		secret.toUpperCase(),
		JSON.stringify(secret).slice(1, -1),
		encodeURIComponent(secret),
		base64,
		base64.replaceAll('=', ''),
		Buffer.from(secret).toString('base64url'),
		Buffer.from(secret).toString('hex'),
	];
}
