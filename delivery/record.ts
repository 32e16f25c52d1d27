import type { Delivery, LastingOutcome } from './delivery';

/** Someone whom an item asks to text, and the delivery that does it. */
export interface Request {
	readonly item: number;
	readonly msisdn: string;
	readonly delivery: Delivery;
}

/** What is known of a recipient from an earlier try: the message went out, or may have. */
export interface Known {
	readonly item: number;
	readonly msisdn: string;
	readonly outcome: LastingOutcome;
	/** Whether it may have gone out, and was sent once more all the same. */
	readonly resent: boolean;
}

/** The form that records are written in. */
const VERSION = 1;

/**
 * What is known of the recipients of a run, as text: who got the message, and who may have. Whoever is not in it surely
 * got nothing. Outcomes that differ in the gateway's id only are written once.
 *
 * @param gone what earlier tries knew of recipients that the items no longer ask for
 */
export function formatRecord(requests: Iterable<Request>, gone: readonly Known[]): string {
	const outcomes: unknown[] = [];
	const indexes = new Map<string, number>();
	const indexOf = (outcome: object): number => {
		const text = JSON.stringify(outcome);
		const index = indexes.get(text) ?? outcomes.push(outcome) - 1;
		indexes.set(text, index);
		return index;
	};
	const entries: unknown[] = [];
	const add = ({ item, msisdn, outcome, resent }: Known) => {
		const { id, ...rest } = { id: undefined, ...outcome };
		entries.push([
			item,
			msisdn,
			indexOf({ ...rest, ...(resent && { resent }) }),
			...(id === undefined ? [] : [id]),
		]);
	};
	gone.forEach(add);
	for (const { item, msisdn, delivery } of requests) {
		const { lasting: outcome, resent } = delivery;
		if (outcome) add({ item, msisdn, outcome, resent });
	}
	return JSON.stringify({ version: VERSION, outcomes, entries });
}

/**
 * Reads what {@link formatRecord} wrote; nothing is known where there is no record.
 *
 * @throws {TypeError} for anything else: whoever can't read a record must not send
 */
export function parseRecord(text: string | undefined): Known[] {
	if (text === undefined) return [];
	const { version, outcomes, entries } = recordIn(parseJson(text));
	if (version !== VERSION || !Array.isArray(outcomes) || !Array.isArray(entries)) throw unreadable();
	return entries.map((entry: unknown): Known => {
		if (!Array.isArray(entry)) throw unreadable();
		const [item, msisdn, index, id]: unknown[] = entry;
		const { resent, ...outcome } = recordIn(outcomes[Number(index)]);
		if (typeof item !== 'number' || typeof msisdn !== 'string') throw unreadable();
		return { item, msisdn, outcome: outcomeIn(outcome, id), resent: resent === true };
	});
}

function outcomeIn(value: Readonly<Record<string, unknown>>, id: unknown): LastingOutcome {
	const { status, reason, response, httpStatus } = value;
	const told = typeof response === 'object' && response !== null ? { response } : {};
	if (status === 'accepted') {
		return { status, ...told, ...((typeof id === 'number' || typeof id === 'string') && { id }) };
	}
	if (status === 'unknown' && typeof reason === 'string') {
		return { status, reason, ...told, ...(typeof httpStatus === 'number' && { httpStatus }) };
	}
	throw unreadable();
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw unreadable();
	}
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null) throw unreadable();
	return { ...value };
}

function unreadable(): TypeError {
	return new TypeError('The record of an earlier try was written by another version of this package');
}

/**
 * Settles deliveries with what is known of them. A recipient is known by its item and number; where its row has moved,
 * by its number alone, as long as nobody else's row has claimed what is known.
 *
 * @returns what is known of recipients that nobody asks for any more
 */
export function restore(requests: Iterable<Request>, known: readonly Known[]): Known[] {
	const byItem = new Pool(known, ({ item, msisdn }) => `${item} ${msisdn}`);
	const strangers: Request[] = [];
	for (const request of requests) {
		const found = byItem.take(request);
		if (found) request.delivery.restore(found);
		else strangers.push(request);
	}
	const byNumber = new Pool(byItem.rest(), ({ msisdn }) => msisdn);
	for (const request of strangers) {
		const found = byNumber.take(request);
		if (found) request.delivery.restore(found);
	}
	return byNumber.rest();
}

/** Things known, to be taken by what they are known by, each once. */
class Pool {
	private readonly entries = new Map<string, Known[]>();

	constructor(
		known: readonly Known[],
		private readonly keyOf: (of: Pick<Known, 'item' | 'msisdn'>) => string,
	) {
		for (const one of known) {
			const key = keyOf(one);
			const others = this.entries.get(key);
			if (others) others.push(one);
			else this.entries.set(key, [one]);
		}
	}

	take(request: Pick<Known, 'item' | 'msisdn'>): Known | undefined {
		return this.entries.get(this.keyOf(request))?.shift();
	}

	rest(): Known[] {
		return [...this.entries.values()].flat();
	}
}
