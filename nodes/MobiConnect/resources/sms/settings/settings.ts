import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { refuseGap, type Gap, type Reading } from '../../../shared/parameters/gaps';
import { asInputError, describe, InputError, readOnce } from '../../../shared/inputError';
import { collection, isFixed, type Collection } from '../../../shared/parameters/parameters';
import type { Given } from '../../../shared/values';
import { advancedOptions, messageOptions, priceOptions } from '../fields/optionFields';
import { readOptions, type Options } from './options';
import { safeguardOptions } from '../fields/safeguardFields';
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
const OF_ROW = ['onceKey', 'optOutText'] as const;

export function settingsReader(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	run: Omit<SafeguardContext, 'country'>,
): SettingsReader {
	const options = collection(context, items, {
		path: 'options',
		label: 'Options',
		labels: LABELS,
	});
	const safeguards = collection(context, items, {
		path: 'safeguards',
		label: 'Safeguards',
		labels: LABELS,
		lists: ['doNotText'],
	});
	const ofRow = (name: (typeof OF_ROW)[number], textIn: (reading: Reading) => string) => {
		const readAt = (item: number) => {
			const reading = safeguards.at(item)[name];
			return reading && textIn(reading);
		};
		return isFixed(context, `safeguards.${name}`) ? readOnce(readAt) : readAt;
	};
	let last:
		| { readonly given: readonly [Readings, Readings]; readonly read: Settings | InputError }
		| undefined;
	return {
		at(item) {
			const given = [withoutOfRow(options.at(item)), withoutOfRow(safeguards.at(item))] as const;
			const isKnown = last?.given.every((readings, index) => isSame(readings, given[index])) ?? false;
			const { read } = isKnown && last ? last : (last = { given, read: settingsIn(...given, run) });
			if (read instanceof InputError) throw read;
			return read;
		},
		onceKeyAt: ofRow('onceKey', onceKeyIn),
		optOutTextAt: ofRow('optOutText', optOutTextIn),
	};
}

const LABELS = labelsOf([...messageOptions, ...priceOptions, ...safeguardOptions, ...advancedOptions]);

function labelsOf(fields: readonly INodeProperties[]): Readonly<Record<string, string>> {
	return Object.fromEntries(
		fields.map(({ name, displayName }) => [name, displayName.replace(' (Advanced)', '')]),
	);
}

/** What a collection gives for an item. */
type Readings = ReturnType<Collection['at']>;

function withoutOfRow(readings: Readings): Readings {
	return Object.fromEntries(Object.entries(readings).filter(([name]) => !OF_ROW.some((one) => one === name)));
}

/** Whether two items say the same: most runs do for all of them. */
function isSame(readings: Readings, others: Readings | undefined): boolean {
	const names = Object.keys(readings);
	return (
		others !== undefined &&
		names.length === Object.keys(others).length &&
		names.every((name) => {
			const [one, other] = [readings[name], others[name]];
			return one?.value === other?.value && isSameGap(one?.gaps[0], other?.gaps[0]);
		})
	);
}

function isSameGap(one: Gap | undefined, other: Gap | undefined): boolean {
	return one?.source === other?.source && one?.left === other?.left;
}

/** @throws {InputError} for a field in which an expression left a gap; an empty list is none */
function valuesIn(readings: Readings): Given {
	return Object.fromEntries(
		Object.entries(readings).map(([name, { value, gaps }]) => {
			if (!Array.isArray(value)) refuseGap(LABELS[name] ?? name, gaps);
			return [name, value];
		}),
	);
}

/** The settings, or what is wrong with them: the same error for all items, by which it is known to be no row's. */
function settingsIn(
	optionsGiven: Readings,
	safeguardsGiven: Readings,
	run: Omit<SafeguardContext, 'country'>,
): Settings | InputError {
	try {
		const options = readOptions(valuesIn(optionsGiven));
		const context = { country: options.defaultCountry, ...run };
		return { options, safeguards: readSafeguards(valuesIn(safeguardsGiven), context) };
	} catch (error) {
		return asInputError(error);
	}
}

function onceKeyIn({ value, gaps }: Reading): string {
	refuseGap('Text Only Once About', gaps);
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (key !== '') return key;
	throw new InputError(
		value === ''
			? 'Text Only Once About is empty'
			: `Text Only Once About "${describe(value)}" is not a text or a number`,
		'Name the field that tells one message from another, such as {{ $json.orderId }}, or remove "Text Only Once About" from "Safeguards".',
		[`"${describe(value)}"`],
	);
}

function optOutTextIn({ value, gaps }: Reading): string {
	refuseGap('Opt-Out Text', gaps);
	const text = typeof value === 'string' ? value.trim() : '';
	if (text !== '') return text;
	throw new InputError(
		value === '' ? 'Opt-Out Text is empty' : `Opt-Out Text "${describe(value)}" is not a text`,
		'Write how to get no more messages, or remove "Opt-Out Text" from "Safeguards".',
		[`"${describe(value)}"`],
	);
}
