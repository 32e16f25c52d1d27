import { NodeHelpers, type INode, type INodeProperties } from 'n8n-workflow';
import { NodeHelpers as NodeHelpers1, type INodeProperties as INodeProperties1 } from 'n8n-workflow-1';
import { z } from 'zod';
import { readSendingHours } from '../../../../nodes/MobiConnect/resources/sms/settings/sendingHours.ts';
import { sendingHoursField } from '../../../../nodes/MobiConnect/resources/sms/fields/sendingHoursField.ts';
import { InputError } from '../../../../nodes/MobiConnect/shared/inputError.ts';

const NAIROBI = 'Africa/Nairobi';
const GROUP = { from: '08:00', to: '18:00', days: ['monday'], outside: 'stop' };

const ALL_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const read = (changes: object) => readSendingHours({ hours: { ...GROUP, ...changes } }, NAIROBI);

describe('the safeguard', () => {
	test('gives the hours by the clocks of the workflow, and what to do outside of them', () => {
		expect(readSendingHours({ hours: GROUP }, NAIROBI)).toEqual({
			hours: { fromMinute: 480, toMinute: 1080, days: [1], timeZone: NAIROBI },
			outside: 'stop',
		});
	});

	test.each<[name: string, changes: object, hours: object]>([
		['the whole day', { from: '00:00', to: '24:00' }, { fromMinute: 0, toMinute: 1440 }],
		['hours that go on after midnight', { from: '20:00', to: '6 am' }, { fromMinute: 1200, toMinute: 360 }],
		['hours until midnight', { to: '00:00' }, { toMinute: 0 }],
		['hours as numbers', { from: 9, to: 1830 }, { fromMinute: 540, toMinute: 1110 }],
		['days in another order, and twice', { days: ['sunday', 'monday', 'sunday'] }, { days: [1, 7] }],
		['days as ISO numbers', { days: [7, 1, '3'] }, { days: [1, 3, 7] }],
		['one day as a number', { days: 6 }, { days: [6] }],
		['days as a text', { days: ' Mon, tues;Wednesday THU\nfriday ' }, { days: [1, 2, 3, 4, 5] }],
	])('takes %s', (_name, changes, hours) => {
		expect(read(changes).hours).toMatchObject(hours);
	});

	test('takes both choices of what to do', () => {
		expect(read({ outside: 'skip' }).outside).toBe('skip');
		expect(read({ outside: 'stop' }).outside).toBe('stop');
	});
});

/** What a reader throws, in two lines; '' where it throws nothing. */
function complaint(given: unknown, timeZone = NAIROBI): string {
	try {
		readSendingHours(given, timeZone);
		return '';
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return error instanceof InputError ? `${error.message}\n${error.hint}` : '';
	}
}

const TIME = 'Write hours and minutes, such as 08:00 or 8:00 am.';
const DAY = 'Use names such as monday, or numbers from 1 for Monday to 7 for Sunday.';
const NO_DAY = 'Choose at least one day, or remove "Sending Hours" from "Safeguards".';
const BEGINNING = 'Use 00:00 for its beginning.';
const WHOLE_DAY = 'For the whole day, use 00:00 and 24:00.';

test.each<[changes: object, message: string, hint: string]>([
	[{ from: '' }, 'From "" is not a time of day', TIME],
	[{ from: undefined }, 'From "undefined" is not a time of day', TIME],
	[{ from: null }, 'From "null" is not a time of day', TIME],
	[{ from: '25:00' }, 'From "25:00" is not a time of day', TIME],
	[{ from: 8.5 }, 'From "8.5" is not a time of day', TIME],
	[{ from: true }, 'From "true" is not a time of day', TIME],
	[{ from: ['08:00'] }, 'From "["08:00"]" is not a time of day', TIME],
	[{ from: '24:00' }, 'From "24:00" is the end of the day', BEGINNING],
	[{ from: '24:00', to: '24:00' }, 'From "24:00" is the end of the day', BEGINNING],
	[{ to: 'late' }, 'To "late" is not a time of day', TIME],
	[{ to: undefined }, 'To "undefined" is not a time of day', TIME],
	[{ to: '8 am' }, 'To "8 am" is the same time as From', WHOLE_DAY],
	[{ from: '0', to: '00:00' }, 'To "00:00" is the same time as From', WHOLE_DAY],
	[{ days: [] }, 'Days names no day', NO_DAY],
	[{ days: '' }, 'Days names no day', NO_DAY],
	[{ days: ' , ' }, 'Days " , " names no day', NO_DAY],
	[{ days: undefined }, 'Days names no day', NO_DAY],
	[{ days: null }, 'Days names no day', NO_DAY],
	[{ days: [0] }, 'Days "0" is not a day of the week', DAY],
	[{ days: [8] }, 'Days "8" is not a day of the week', DAY],
	[{ days: [1.5] }, 'Days "1.5" is not a day of the week', DAY],
	[{ days: ['monday', ''] }, 'Days "" is not a day of the week', DAY],
	[{ days: ['m'] }, 'Days "m" is not a day of the week', DAY],
	[{ days: ['mo'] }, 'Days "mo" is not a day of the week', DAY],
	[{ days: 'mon-fri' }, 'Days "mon-fri" is not a day of the week', DAY],
	[{ days: ['mondays'] }, 'Days "mondays" is not a day of the week', DAY],
	[{ days: [['monday']] }, 'Days "["monday"]" is not a day of the week', DAY],
	[{ days: { monday: true } }, 'Days "{"monday":true}" is not a day of the week', DAY],
	[{ outside: 'wait' }, 'Outside These Hours "wait" is not a choice', 'Use "stop" or "skip".'],
	[{ outside: undefined }, 'Outside These Hours "undefined" is not a choice', 'Use "stop" or "skip".'],
])('%j is refused: %s', (changes, message, hint) => {
	expect(complaint({ hours: { ...GROUP, ...changes } })).toBe(`Sending Hours, ${message}\n${hint}`);
});

test.each<[given: unknown, shown: string]>([
	[{}, ''],
	[undefined, ''],
	[null, ''],
	['', ''],
	['08:00-18:00', ' "08:00-18:00"'],
	[[], ''],
	[GROUP, ` "${JSON.stringify(GROUP)}"`],
	[{ hours: undefined }, ''],
	[{ hours: null }, ' "{"hours":null}"'],
	[{ hours: '08:00-18:00' }, ' "{"hours":"08:00-18:00"}"'],
	[{ hours: [GROUP] }, ` "${JSON.stringify({ hours: [GROUP] })}"`],
])('%j is no hours at all, which is not the same as no limit', (given, shown) => {
	expect(complaint(given)).toBe(
		`Sending Hours${shown} does not say from when to when\nOpen "Safeguards" and add the hours, or remove "Sending Hours".`,
	);
});

test('hours without a field are refused as that field would be without a value', () => {
	expect(complaint({ hours: {} })).toBe(`Sending Hours, From "undefined" is not a time of day\n${TIME}`);
	expect(complaint({ hours: { from: '8', to: '9', days: ['friday'] } })).toContain('Outside These Hours');
});

test.each(['', 'Mars/Olympus', 'DEFAULT'])('the time zone %j is refused', (timeZone) => {
	expect(complaint({ hours: GROUP }, timeZone)).toBe(
		`Sending Hours: the workflow's time zone "${timeZone}" is not known\nOpen the settings of the workflow and choose a Timezone.`,
	);
});

const NODE: INode = {
	id: '1',
	name: 'MobiConnect',
	type: 'mobiConnect',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const SAFEGUARDS: INodeProperties[] = [
	{
		displayName: 'Safeguards',
		name: 'safeguards',
		type: 'collection',
		default: {},
		options: [sendingHoursField],
	},
];

/** The types of the two versions differ in what this field has no need of; as JSON it is the same. */
const SAFEGUARDS_1 = z.array(z.custom<INodeProperties1>()).parse(SAFEGUARDS);

/** What both versions take for a node's parameters. */
interface Fields {
	[name: string]: string | number | Array<string | number> | Fields;
}

const fieldsSchema: z.ZodType<Fields> = z.lazy(() =>
	z.record(z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])), fieldsSchema])),
);

/** Parameters as n8n keeps them: JSON. */
function asSaved(parameters: unknown): Fields {
	return fieldsSchema.parse(JSON.parse(JSON.stringify(parameters)));
}

/** A node's parameters -> the same with defaults filled in, or left out. */
type ParametersOf = (parameters: Fields, withDefaults: boolean) => unknown;

const VERSIONS: ReadonlyArray<[version: string, parametersOf: ParametersOf]> = [
	[
		'2',
		(parameters, withDefaults) =>
			NodeHelpers.getNodeParameters(SAFEGUARDS, parameters, withDefaults, false, NODE, null),
	],
	[
		'1',
		(parameters, withDefaults) =>
			NodeHelpers1.getNodeParameters(SAFEGUARDS_1, parameters, withDefaults, false, NODE, null),
	],
];

describe.each(VERSIONS)('the field in n8n %s', (_version, parametersOf) => {
	/** What a run is given of safeguards, after n8n has left out defaults to save them, and filled them in again. */
	function savedAndRun(safeguards: object): unknown {
		const given = asSaved({ safeguards });
		return asSaved(parametersOf(asSaved(parametersOf(given, false)), true))['safeguards'];
	}

	test('gives hours of a day that the reader takes, as it is added', () => {
		expect(readSendingHours(sendingHoursField.default, NAIROBI)).toEqual({
			hours: { fromMinute: 480, toMinute: 1080, days: [1, 2, 3, 4, 5, 6, 7], timeZone: NAIROBI },
			outside: 'stop',
		});
	});

	test('keeps hours with nothing but defaults, or messages would go out at night', () => {
		const added = { sendingHours: { hours: { ...GROUP, days: ALL_DAYS } } };
		expect(added.sendingHours).toEqual(sendingHoursField.default);
		expect(savedAndRun(added)).toEqual(added);
	});

	test.each<[name: string, safeguards: object]>([
		['hours that somebody changed', { sendingHours: { hours: { ...GROUP, from: '09:00', days: [] } } }],
		['hours that somebody removed, which the reader refuses', { sendingHours: {} }],
		['the absence of hours', {}],
	])('keeps %s', (_name, safeguards) => {
		expect(savedAndRun(safeguards)).toEqual(safeguards);
	});

	test('fills in what an imported workflow leaves out', () => {
		expect(savedAndRun({ sendingHours: { hours: { from: '09:00' } } })).toEqual({
			sendingHours: { hours: { ...GROUP, from: '09:00', days: ALL_DAYS } },
		});
	});
});
