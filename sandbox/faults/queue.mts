import type { Answer, FullAnswer } from './fault.mts';
import { answerSchema, answersSchema } from './fault.mts';
import { InputError, read } from '../input.mts';

/** The endpoints whose next answers can be planned. */
export type PlannedEndpoint = 'auth' | 'refresh' | 'send';

/** A fault that is planned, and how many more requests in a row it befalls. */
export interface PlannedName {
	readonly name: string;
	readonly times: number;
}

/** What a deciding function is told of a send request. `index` counts from 0, since the start or the last clearing. */
export interface SendView {
	message: string;
	recipients: string[];
	sourceId: number;
	index: number;
}

/** Decides a send request's answer; undefined leaves it to the plan. */
export type Decide = (request: SendView) => Answer | undefined;

/** What the next answers are to be: a queue for each endpoint, and a function that goes before the queue of `send`. */
export class Plan {
	#queues: Record<PlannedEndpoint, Array<{ answer: FullAnswer; left: number }>> = {
		auth: [],
		refresh: [],
		send: [],
	};
	#decide: Decide | undefined;

	add(endpoint: PlannedEndpoint, answers: readonly unknown[]): void {
		const checked = read(answersSchema, answers, 'answers');
		if (endpoint !== 'send' && checked.some(({ kind }) => kind === 'rows')) {
			throw new InputError(
				`endpoint is "${endpoint}", and the kind of an answer is "rows": plan it for 'send', the only one with recipients`,
			);
		}
		for (const answer of checked) {
			this.#queues[endpoint].push({ answer, left: answer.repeat });
		}
	}

	decideBy(decide: Decide | undefined): void {
		this.#decide = decide;
	}

	/** The answer planned for the request at hand, used up by asking. A send nobody could read is not put to the function. */
	take(endpoint: PlannedEndpoint, send: () => SendView | undefined): FullAnswer | undefined {
		return this.#decided(endpoint, send) ?? this.#queued(endpoint);
	}

	/** How many answers are still planned for each endpoint. */
	waiting(): Record<PlannedEndpoint, number> {
		const left = (endpoint: PlannedEndpoint) =>
			this.#queues[endpoint].reduce((sum, entry) => sum + entry.left, 0);
		return { auth: left('auth'), refresh: left('refresh'), send: left('send') };
	}

	/** What is planned for each endpoint, in the order in which it will come. */
	names(): Record<PlannedEndpoint, PlannedName[]> {
		const named = (endpoint: PlannedEndpoint) =>
			this.#queues[endpoint].map(({ answer, left }) => ({ name: nameOf(answer), times: left }));
		return { auth: named('auth'), refresh: named('refresh'), send: named('send') };
	}

	/** Forgets what is planned: everything is normal again. */
	forget(): void {
		this.#queues = { auth: [], refresh: [], send: [] };
	}

	#decided(endpoint: PlannedEndpoint, send: () => SendView | undefined): FullAnswer | undefined {
		if (endpoint !== 'send' || this.#decide === undefined) return undefined;
		const request = send();
		const answer = request && this.#decide(request);
		return answer && read(answerSchema, answer, 'answer');
	}

	#queued(endpoint: PlannedEndpoint): FullAnswer | undefined {
		const first = this.#queues[endpoint][0];
		if (first === undefined) return undefined;
		first.left -= 1;
		if (first.left === 0) this.#queues[endpoint].shift();
		return first.answer;
	}
}

/** What a fault is called by who planned it, or else by its kind. */
export function nameOf({ name, kind }: FullAnswer): string {
	return name ?? kind;
}
