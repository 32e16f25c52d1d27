import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { collection, type Collection } from '../../shared/collection';
import { describe, InputError } from '../../shared/inputError';
import { memoizeLast } from '../../shared/memoizeLast';
import type { Given } from '../../shared/values';
import { readOptions, type Options } from './options';
import { readSafeguards, type SafeguardContext, type Safeguards } from './safeguards';

/** How items are to be sent. */
export interface Settings {
	readonly options: Options;
	readonly safeguards: Safeguards;
}

/** Reads the options and the safeguards, item by item. */
export interface SettingsReader {
	/** @throws {InputError} naming the field, the value and how to fix it */
	at(item: number): Settings;
	/** What the item's message is about, where a once key is asked for. */
	onceKeyAt(item: number): string | undefined;
	/** What is put at the end of the item's message, where anything is. */
	optOutTextAt(item: number): string | undefined;
}

/** Safeguards of which a row has its own, so that one without it can't be sent. */
const OF_ROW = ['onceKey', 'optOutText'];

export function settingsReader(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	run: Pick<SafeguardContext, 'timeZone' | 'allowed'>,
): SettingsReader {
	const options = collection(context, items, 'options');
	const given = collection(context, items, 'safeguards', ['doNotText']);
	const safeguards = new Map([...given].filter(([name]) => !OF_ROW.includes(name)));
	const settingsOf = memoizeLast((...values: readonly unknown[]): Settings => {
		const read = readOptions(named(options, values));
		const context = { country: read.defaultCountry, ...run };
		return {
			options: read,
			safeguards: readSafeguards(named(safeguards, values.slice(options.size)), context),
		};
	});
	const fields = [...options.values(), ...safeguards.values()];
	const [onceKey, optOutText] = OF_ROW.map((name) => given.get(name));
	return {
		at: (item) => settingsOf(...fields.map((field) => field.at(item))),
		onceKeyAt: (item) => onceKey && onceKeyIn(onceKey.at(item)),
		optOutTextAt: (item) => optOutText && optOutTextIn(optOutText.at(item)),
	};
}

/** Values by the names of their fields. */
function named(fields: Collection, values: readonly unknown[]): Given {
	return Object.fromEntries([...fields.keys()].map((name, index) => [name, values[index]]));
}

function onceKeyIn(value: unknown): string {
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (key !== '') return key;
	throw new InputError(
		`Once Key "${describe(value)}" is not a text or a number`,
		'Name the field that tells one message from another, such as {{ $json.orderId }}, or remove Once Key from Safeguards.',
	);
}

function optOutTextIn(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text !== '') return text;
	throw new InputError(
		`Opt-Out Text "${describe(value)}" is not a text`,
		'Write how to get no more messages, or remove Opt-Out Text from Safeguards.',
	);
}
