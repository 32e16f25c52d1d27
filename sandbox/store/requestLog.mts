/** Where a request went. `other` is anything below /api that the gateway does not have. */
export type Endpoint = 'auth' | 'refresh' | 'send' | 'other';

/** What was answered, secrets masked. */
export interface GivenAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/** What is known of a request as soon as it is here; passwords, tokens and the app key are masked. */
export interface RequestFacts {
	readonly endpoint: Endpoint;
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** the JSON, or the text when it was none */
	readonly body: unknown;
}

/** What the gateway made of a request. */
export interface Handling {
	/** the name, or else the kind, of the fault that it met; undefined when it was answered as a gateway would */
	readonly planned: string | undefined;
	/** those of its recipients whose misbehaving shows in its answer */
	readonly misbehaving: readonly string[];
	/** how many messages it brought that were accepted */
	readonly accepted: number;
}

/** What a request has come to; `tookMs` counts from its arrival. */
export type RequestState =
	| { readonly state: 'waiting' }
	| { readonly state: 'answered'; readonly answer: GivenAnswer; readonly tookMs: number }
	/** the connection was cut in the middle of the answer */
	| { readonly state: 'truncated'; readonly answer: GivenAnswer; readonly tookMs: number }
	/** the connection was cut instead of an answer */
	| { readonly state: 'dropped'; readonly tookMs: number }
	/** there will never be an answer */
	| { readonly state: 'hanging' };

/** One HTTP request to the gateway. */
export type ReceivedRequest = RequestFacts &
	Handling &
	RequestState & { readonly id: number; readonly receivedAt: string };

/** How many requests came, by what they were. */
export interface RequestCounts {
	requests: number;
	signIns: number;
	refreshes: number;
	sends: number;
}

const COUNTER = { auth: 'signIns', refresh: 'refreshes', send: 'sends' } as const;

/** The most requests that are kept to be looked at. */
export const MAX_REQUESTS = 10_000;
/** The most bytes of bodies, of requests and answers, that are kept with them; counted as they went over the wire. */
export const MAX_KEPT_BODY_BYTES = 64 * 1024 * 1024;

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

	/** Notes a request, counts it, and gives its id. `bytes` are those of its body. */
	open(facts: RequestFacts, at: Date, bytes: number): number {
		const id = this.#nextId++;
		this.#kept.push({
			id,
			...facts,
			receivedAt: at.toISOString(),
			planned: undefined,
			misbehaving: [],
			accepted: 0,
			state: 'waiting',
		});
		this.#sizes.push(bytes);
		this.#bytes += bytes;
		this.#counts.requests += 1;
		if (facts.endpoint !== 'other') this.#counts[COUNTER[facts.endpoint]] += 1;
		this.#dropOldest();
		return id;
	}

	/** Notes what the gateway made of a request. */
	handled(id: number, handling: Handling): void {
		this.#replace(id, (request) => ({ ...request, ...handling }));
	}

	/** Notes what a request has come to. The answer's bytes count as well: that to a send repeats its text for every recipient. */
	close(id: number, state: RequestState, bytes: number): void {
		const index = this.#replace(id, (request) => ({ ...request, ...state }));
		if (index === undefined) return;
		this.#sizes[index] = (this.#sizes[index] ?? 0) + bytes;
		this.#bytes += bytes;
		this.#dropOldest();
	}

	clear(): void {
		this.#kept = [];
		this.#sizes = [];
		this.#bytes = 0;
		this.#counts = { requests: 0, signIns: 0, refreshes: 0, sends: 0 };
	}

	/** Puts another record in a request's place, unless it had to go meanwhile; ids follow each other. */
	#replace(id: number, change: (request: ReceivedRequest) => ReceivedRequest): number | undefined {
		const index = id - (this.#kept[0]?.id ?? Infinity);
		const request = this.#kept[index];
		if (request === undefined) return undefined;
		this.#kept[index] = change(request);
		return index;
	}

	#dropOldest(): void {
		while (this.#kept.length > MAX_REQUESTS || (this.#bytes > MAX_KEPT_BODY_BYTES && this.#kept.length > 1)) {
			this.#kept.shift();
			this.#bytes -= this.#sizes.shift() ?? 0;
		}
	}
}
