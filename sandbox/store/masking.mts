import { Masker } from '../../gateway/secrets.ts';
import type { GivenAnswer, RequestFacts } from './requestLog.mts';

/** What stands where a secret stood. */
const MASK = '***';

const SECRET_FIELD = /password|secret|token$|^app.?key$/i;
const TOKEN_FIELD = /token$/i;
const SECRET_HEADER = new Set(['authorization', 'app-key', 'cookie', 'proxy-authorization']);
const AUTHORIZATION = /^(Bearer |Basic )?(.*)$/is;

/** Tokens known by value, the last that were issued or shown: each is one more thing to look for in every record. */
export const MAX_TOKENS_REMEMBERED = 200;

/** How much is kept, to be looked at, of a body that is not JSON. */
const MAX_KEPT_CHARACTERS = 10_000;
/** How much of it is looked at beyond that, so that no secret is cut in two before it is masked. */
const MAX_SECRET_CHARACTERS = 10_000;

type Headers = NodeJS.Dict<string | string[]>;

/** A request as it came. */
export interface RawRequest extends Omit<RequestFacts, 'headers'> {
	readonly headers: Headers;
}

/**
 * Masks the records: fields and headers that hold secrets by their name, and by value, wherever else they stand and
 * however written, the account's password and app key and the tokens that were issued or shown.
 */
export class RecordMasking {
	readonly #account: readonly string[];
	#tokens = new Set<string>();
	#masker: Masker;

	constructor({ password, appKey }: { readonly password: string; readonly appKey: string }) {
		this.#account = [password, appKey];
		this.#masker = new Masker(this.#account);
	}

	/** A request as it may be shown. */
	request({ headers, body, ...facts }: RawRequest): RequestFacts {
		const shown = AUTHORIZATION.exec(headers['authorization']?.toString() ?? '')?.[2] ?? '';
		this.#remember([shown, ...tokensIn(body)]);
		return {
			...this.#masker.mask(facts),
			headers: this.#masker.mask(maskHeaders(headers)),
			body: typeof body === 'string' ? this.#text(body) : this.#body(body),
		};
	}

	/** An answer as it may be shown. */
	answer({ status, headers, body }: GivenAnswer): GivenAnswer {
		this.#remember(tokensIn(body));
		return { status, headers: this.#masker.mask(headers), body: this.#body(body) };
	}

	#body(body: unknown): unknown {
		return this.#masker.mask(maskBody(body));
	}

	#text(text: string): string {
		return this.#masker
			.mask(text.slice(0, MAX_KEPT_CHARACTERS + MAX_SECRET_CHARACTERS))
			.slice(0, MAX_KEPT_CHARACTERS);
	}

	/** The last shown are the last to be forgotten. */
	#remember(tokens: readonly string[]): void {
		for (const token of tokens) {
			this.#tokens.delete(token);
			this.#tokens.add(token);
		}
		if (this.#tokens.size > MAX_TOKENS_REMEMBERED) {
			// Half of them at once: a masker can't forget, and to begin a new one takes its time.
			this.#tokens = new Set([...this.#tokens].slice(-MAX_TOKENS_REMEMBERED / 2));
			this.#masker = new Masker([...this.#account, ...this.#tokens]);
		}
		this.#masker.add(tokens);
	}
}

/** Of an Authorization only its scheme stays. */
function maskHeaders(headers: Headers): Record<string, string> {
	const shown: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined) continue;
		const text = typeof value === 'string' ? value : value.join(', ');
		shown[name] = SECRET_HEADER.has(name) ? text.replace(AUTHORIZATION, `$1${MASK}`) : text;
	}
	return shown;
}

/** The fields that hold secrets lose their values, however deep they are. */
function maskBody(body: unknown): unknown {
	if (Array.isArray(body)) return body.some((entry) => typeof entry === 'object') ? body.map(maskBody) : body;
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			value !== null && SECRET_FIELD.test(name) ? MASK : maskBody(value),
		]),
	);
}

/** The tokens in a body, by the names of their fields. */
function tokensIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	return Object.entries(body).flatMap(([name, value]) =>
		typeof value === 'string' ? (TOKEN_FIELD.test(name) ? [value] : []) : tokensIn(value),
	);
}
