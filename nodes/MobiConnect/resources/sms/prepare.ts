import type { IExecuteFunctions } from 'n8n-workflow';
import type { Submission } from '../../../../delivery/outcome';
import { plan, type Place } from '../../../../delivery/plan';
import { isProblem, readMessages, type ItemMessage, type ItemProblem } from './messages';
import { DEFAULTS, readOptions, type Options } from './options';

/** Everything that a run would send, before anything is: what Preview shows, and what Send then does. */
export interface Prepared {
	/** One per input item, in order. */
	readonly readings: ReadonlyArray<PlannedMessage | ItemProblem>;
	readonly submissions: readonly Submission[];
	/** Those of the first message that can be sent, for what concerns the run as a whole. */
	readonly options: Options;
}

/** A message with the place that carries each of its recipients. */
export interface PlannedMessage extends ItemMessage {
	readonly places: readonly Place[];
}

export function prepare(context: IExecuteFunctions): Prepared {
	const readings = readMessages(context, context.getInputData());
	const messages = readings.filter((reading): reading is ItemMessage => !isProblem(reading));
	const options = messages[0]?.options ?? readOptions(DEFAULTS);
	const { submissions, places } = plan(messages, options);
	const placed = places.values();
	return {
		readings: readings.map((reading) =>
			isProblem(reading) ? reading : { ...reading, places: placed.next().value ?? [] },
		),
		submissions,
		options,
	};
}
