import { answerSchema, type FullAnswer, type RowsFault } from './fault.mts';
import { MISBEHAVING_NUMBERS } from './misbehavingNumbers.mts';

/** What its misbehaving numbers do to a send. */
export interface Misbehaviour {
	/** what befalls some of its recipients */
	readonly rows: readonly RowsFault[];
	/** what befalls it as a whole */
	readonly request: FullAnswer | undefined;
	/** the numbers that are behind it */
	readonly numbers: readonly string[];
}

const FAULTS = new Map(
	MISBEHAVING_NUMBERS.map(({ number, name, once, fault }) => [
		number,
		{ once, fault: answerSchema.parse({ ...fault, name }) },
	]),
);

/** The numbers that misbehave, and which of those that do so once have done it. */
export class NumberFaults {
	readonly #done = new Set<string>();

	/** What befalls a send to these recipients; of several faults of the whole request, that of the first recipient. */
	take(recipients: readonly string[]): Misbehaviour {
		const { rows, numbers } = this.takeRows(recipients);
		for (const recipient of recipients) {
			const found = FAULTS.get(recipient);
			if (found === undefined || found.fault.kind === 'rows' || this.#done.has(recipient)) continue;
			if (found.once) this.#done.add(recipient);
			return { rows, request: found.fault, numbers: [...numbers, recipient] };
		}
		return { rows, request: undefined, numbers };
	}

	/** Only what befalls some of the recipients. */
	takeRows(recipients: readonly string[]): Misbehaviour {
		const rows: RowsFault[] = [];
		const numbers = new Set<string>();
		for (const recipient of recipients) {
			const found = FAULTS.get(recipient);
			if (found?.fault.kind !== 'rows' || numbers.has(recipient)) continue;
			rows.push(found.fault);
			numbers.add(recipient);
		}
		return { rows, request: undefined, numbers: [...numbers] };
	}

	/** All of them misbehave again. */
	clear(): void {
		this.#done.clear();
	}
}
