/** Where a request went. `other` is anything below /api that the gateway does not have. */
export type Endpoint = 'auth' | 'refresh' | 'send' | 'other';

/** What was answered, secrets masked. */
export interface GivenAnswer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** One HTTP request to the gateway; passwords, tokens and the app key are masked. */
export interface ReceivedRequest {
	id: number;
	endpoint: Endpoint;
	method: string;
	path: string;
	headers: Record<string, string>;
	/** the JSON, or the text when it was none */
	body: unknown;
	receivedAt: string;
	/** the kind of the planned answer it got; undefined when it was answered as a gateway would */
	planned: string | undefined;
	/** those of its recipients whose misbehaving shows in its answer */
	misbehaving: readonly string[];
	/** how many messages it brought that were accepted */
	accepted: number;
	/** undefined while there is no answer, and for ever when the connection was dropped or left hanging */
	status: number | undefined;
	answer: GivenAnswer | undefined;
	/** what it has come to */
	state: 'waiting' | 'answered' | 'dropped' | 'hanging';
	/** milliseconds from its arrival until it was answered or dropped */
	took: number | undefined;
}

/** How many requests came, by what they were. */
export interface RequestCounts {
	requests: number;
	signIns: number;
	refreshes: number;
	sends: number;
}

const COUNTER = { auth: 'signIns', refresh: 'refreshes', send: 'sends' } as const;

/** The most requests that are kept to be looked at. */
export const REQUESTS_KEPT = 10_000;
/** The most bytes of bodies, of requests and answers, that are kept with them; counted as they went over the wire. */
export const BODY_BYTES_KEPT = 64 * 1024 * 1024;

/** The last requests, newest last, within two bounds: a number of them, and the size of their bodies. */
export class RequestLog {
	#kept: ReceivedRequest[] = [];
	#sizes: number[] = [];
	#bytes = 0;
	#nextId = 1;
	#counts: RequestCounts = { requests: 0, signIns: 0, refreshes: 0, sends: 0 };

	get requests(): readonly ReceivedRequest[] {
		return this.#kept;
	}

	get counts(): Readonly<RequestCounts> {
		return this.#counts;
	}

	/** Notes a request and counts it. */
	open(
		facts: Pick<ReceivedRequest, 'endpoint' | 'method' | 'path' | 'headers' | 'body'>,
		at: Date,
		bytes: number,
	): ReceivedRequest {
		const request: ReceivedRequest = {
			id: this.#nextId++,
			...facts,
			receivedAt: at.toISOString(),
			planned: undefined,
			misbehaving: [],
			accepted: 0,
			status: undefined,
			answer: undefined,
			state: 'waiting',
			took: undefined,
		};
		this.#kept.push(request);
		this.#sizes.push(bytes);
		this.#bytes += bytes;
		this.#counts.requests += 1;
		if (facts.endpoint !== 'other') this.#counts[COUNTER[facts.endpoint]] += 1;
		this.#dropOldest();
		return request;
	}

	/** Counts what was answered as well: an answer to a send repeats its text for every recipient. */
	addBytes({ id }: ReceivedRequest, bytes: number): void {
		const index = id - (this.#kept[0]?.id ?? Infinity);
		const size = this.#sizes[index];
		if (size === undefined) return;
		this.#sizes[index] = size + bytes;
		this.#bytes += bytes;
		this.#dropOldest();
	}

	clear(): void {
		this.#kept = [];
		this.#sizes = [];
		this.#bytes = 0;
		this.#counts = { requests: 0, signIns: 0, refreshes: 0, sends: 0 };
	}

	#dropOldest(): void {
		while (this.#kept.length > REQUESTS_KEPT || (this.#bytes > BODY_BYTES_KEPT && this.#kept.length > 1)) {
			this.#kept.shift();
			this.#bytes -= this.#sizes.shift() ?? 0;
		}
	}
}
