import { Deliveries } from '../../../../delivery/deliveries.ts';
import type { Outcome } from '../../../../delivery/outcome.ts';
import {
	previewEntries,
	problemEntries,
	sentEntries,
	toWhom,
	type Entry,
} from '../../../../nodes/MobiConnect/resources/sms/results/entries.ts';
import { readOptions } from '../../../../nodes/MobiConnect/resources/sms/settings/options.ts';
import type {
	PlannedMessage,
	PlannedRecipient,
} from '../../../../nodes/MobiConnect/resources/sms/plan/planMessage.ts';
import { readSafeguards } from '../../../../nodes/MobiConnect/resources/sms/settings/safeguards.ts';
import { InputError } from '../../../../nodes/MobiConnect/shared/inputError.ts';
import { readRecipients } from '../../../../sms/recipients.ts';

const A = '254700000001';
const B = '254700000002';

/** Messages of one text, of which each names its recipients as people write them. */
function messages(...written: readonly string[]): PlannedMessage[] {
	const deliveries = new Deliveries(false);
	return written.map((recipients, item): PlannedMessage => {
		const message = {
			kind: 'message' as const,
			item,
			sourceId: 1,
			options: readOptions({}),
			safeguards: readSafeguards(
				{},
				{ country: 'KE', timeZone: 'Africa/Nairobi', onlyTheseNumbers: '', isEvaluation: false },
			),
			text: 'Hi',
			replaced: [],
			encoding: 'GSM-7' as const,
			characters: 2,
			parts: 1,
		};
		const planned = readRecipients(recipients).map(
			(recipient): PlannedRecipient =>
				recipient.valid ? { ...recipient, ...deliveries.add(item, recipient.msisdn, message) } : recipient,
		);
		return { ...message, recipients: planned };
	});
}

/** Settles the deliveries of a message, in the order of its recipients. */
function settle(message: PlannedMessage | undefined, ...outcomes: readonly Outcome[]): void {
	message?.recipients.forEach((recipient, index) => {
		const outcome = outcomes[index];
		if (recipient.valid && outcome) recipient.delivery.settle(outcome);
	});
}

const sent = (written: string, ...outcomes: readonly Outcome[]): Entry[] => {
	const [message] = messages(written);
	settle(message, ...outcomes);
	return message ? sentEntries(message) : [];
};

describe('the entry of a recipient after sending', () => {
	test.each<[string, Outcome, Entry]>([
		[
			'accepted with an id',
			{ status: 'accepted', id: 8, response: { status: 'success' } },
			{ input: '0700000001', status: 'accepted', to: A, id: 8 },
		],
		['accepted without one', { status: 'accepted' }, { input: '0700000001', status: 'accepted', to: A }],
		[
			'refused',
			{ status: 'refused', reason: 'the gateway said "no"', httpStatus: 400, retry: {} },
			{ input: '0700000001', status: 'refused', reason: 'The gateway said "no"' },
		],
		[
			'unknown',
			{ status: 'unknown', reason: 'the gateway did not answer in time' },
			{ input: '0700000001', status: 'unknown', to: A, reason: 'The gateway did not answer in time' },
		],
		[
			'not attempted',
			{ status: 'notAttempted', reason: 'the execution was stopped' },
			{ input: '0700000001', status: 'notAttempted', reason: 'The execution was stopped' },
		],
	])('that is %s has what is its own, and nothing empty', (_name, outcome, entry) => {
		expect(sent('0700000001', outcome)).toEqual([entry]);
	});

	test('that nobody can text says why', () => {
		expect(sent('0712, 0700000001', { status: 'accepted' }, { status: 'accepted' })).toEqual([
			{
				input: '0712',
				status: 'skipped',
				code: 'INVALID_RECIPIENT',
				reason: 'Too short for a Kenyan number',
			},
			{ input: '0700000001', status: 'accepted', to: A },
		]);
	});

	test.each<[string, Outcome, object]>([
		['accepted', { status: 'accepted', id: 8 }, { to: A, id: 8, reason: 'Sent once, with row 1' }],
		[
			'refused',
			{ status: 'refused', reason: 'no credit' },
			{ reason: 'No credit (it goes once, with row 1)' },
		],
		[
			'unknown',
			{ status: 'unknown', reason: 'who knows' },
			{ to: A, reason: 'Who knows (it goes once, with row 1)' },
		],
	])('that an earlier item asked for, and is %s, says so and names the row', (status, outcome, more) => {
		const [first, second] = messages('0700000001', `${B}, ${A}`);
		settle(first, outcome);
		expect(second && sentEntries(second)[1]).toEqual({
			input: A,
			status,
			code: 'DUPLICATE_RECIPIENT',
			...more,
		});
		expect(first && sentEntries(first)[0]).not.toHaveProperty('code');
	});
});

test('the entries of a preview are ready, but for what nobody can text, and say what goes out once', () => {
	const [first, second] = messages('0700000001', `${A}, 0712`);
	expect(first && previewEntries(first, false)).toEqual([{ input: '0700000001', status: 'ready', to: A }]);
	expect(second && previewEntries(second, false)).toEqual([
		{
			input: A,
			status: 'ready',
			to: A,
			code: 'DUPLICATE_RECIPIENT',
			reason: 'Goes out once, with row 1',
		},
		{ input: '0712', status: 'skipped', code: 'INVALID_RECIPIENT', reason: 'Too short for a Kenyan number' },
	]);
});

test('the entries of an item that can not be sent are skipped, each for its own reason or that of the item', () => {
	const problem = {
		kind: 'problem' as const,
		handling: 'stop' as const,
		item: 0,
		error: new InputError('Message is empty', 'Write it.'),
		recipients: readRecipients('0700000001, 0712'),
		sourceId: undefined,
		text: undefined,
	};
	expect(problemEntries(problem)).toEqual([
		{ input: '0700000001', status: 'skipped', code: 'INVALID_INPUT', reason: 'Message is empty' },
		{ input: '0712', status: 'skipped', code: 'INVALID_RECIPIENT', reason: 'Too short for a Kenyan number' },
	]);
	expect(problemEntries({ ...problem, recipients: [] })).toEqual([]);
});

test('to whom something goes is each MSISDN once, and nothing where nobody gets it', () => {
	const unknown: Outcome = { status: 'unknown', reason: 'who knows' };
	const refused: Outcome = { status: 'refused', reason: 'no' };
	expect(toWhom(sent(`${A}, ${B}, 0700000001`, { status: 'accepted' }, unknown))).toBe(`${A}, ${B}`);
	expect(toWhom(sent(`${A}, ${B}`, refused, { status: 'accepted' }))).toBe(B);
	expect(toWhom(sent(`${A}, 0712`, refused))).toBe('');
	expect(toWhom([])).toBe('');
});
