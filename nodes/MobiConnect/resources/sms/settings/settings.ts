import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { refuseGap, type Reading } from '../../../shared/parameters/gaps';
import { asInputError, describe, InputError } from '../../../shared/inputError';
import { collection, type Collection } from '../../../shared/parameters/parameters';
import type { Given } from '../../../shared/values';
import { messageOptions } from './fields';
import { readOptions, type Options } from './options';
import { safeguardOptions } from './safeguardFields';
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
	run: Omit<SafeguardContext, 'country'>,
): SettingsReader {
	const options = collection(context, items, {
		path: 'options',
		label: 'Options',
		labels: labelsOf(messageOptions),
	});
	const safeguards = collection(context, items, {
		path: 'safeguards',
		label: 'Safeguards',
		labels: labelsOf(safeguardOptions),
		lists: ['doNotText'],
	});
	let last: { readonly given: readonly [Given, Given]; readonly read: Settings | InputError } | undefined;
	return {
		at(item) {
			const given = [valuesIn(options.at(item)), valuesIn(safeguards.at(item))] as const;
			const isKnown = last?.given.every((values, index) => isSame(values, given[index])) ?? false;
			const { read } = isKnown && last ? last : (last = { given, read: settingsIn(...given, run) });
			if (read instanceof InputError) throw read;
			return read;
		},
		onceKeyAt(item) {
			const reading = safeguards.at(item)['onceKey'];
			return reading && onceKeyIn(reading);
		},
		optOutTextAt(item) {
			const reading = safeguards.at(item)['optOutText'];
			return reading && optOutTextIn(reading);
		},
	};
}

function labelsOf(fields: readonly INodeProperties[]): Readonly<Record<string, string>> {
	return Object.fromEntries(fields.map(({ name, displayName }) => [name, displayName]));
}

/** The values of a collection, but for those that a row has of its own. */
function valuesIn(readings: ReturnType<Collection['at']>): Given {
	return Object.fromEntries(
		Object.entries(readings).flatMap(([name, { value }]) => (OF_ROW.includes(name) ? [] : [[name, value]])),
	);
}

/** Whether two items say the same: most runs do for all of them. */
function isSame(values: Given, others: Given | undefined): boolean {
	const names = Object.keys(values);
	return (
		others !== undefined &&
		names.length === Object.keys(others).length &&
		names.every((name) => values[name] === others[name])
	);
}

/** The settings, or what is wrong with them: the same error for all items, by which it is known to be no row's. */
function settingsIn(
	optionsGiven: Given,
	safeguardsGiven: Given,
	run: Omit<SafeguardContext, 'country'>,
): Settings | InputError {
	try {
		const options = readOptions(optionsGiven);
		return {
			options,
			safeguards: readSafeguards(safeguardsGiven, { country: options.defaultCountry, ...run }),
		};
	} catch (error) {
		return asInputError(error);
	}
}

function onceKeyIn({ value, gaps }: Reading): string {
	refuseGap('Once Key', gaps);
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (key !== '') return key;
	throw new InputError(
		`Once Key "${describe(value)}" is not a text or a number`,
		'Name the field that tells one message from another, such as {{ $json.orderId }}, or remove Once Key from Safeguards.',
	);
}

function optOutTextIn({ value, gaps }: Reading): string {
	refuseGap('Opt-Out Text', gaps);
	const text = typeof value === 'string' ? value.trim() : '';
	if (text !== '') return text;
	throw new InputError(
		`Opt-Out Text "${describe(value)}" is not a text`,
		'Write how to get no more messages, or remove Opt-Out Text from Safeguards.',
	);
}
