import type { Entry } from '../../../../nodes/MobiConnect/resources/sms/results/entries.ts';
import { describeEntries } from '../../../../nodes/MobiConnect/resources/sms/results/resultText.ts';

const accepted = (input: string): Entry => ({ input, status: 'accepted', to: input });
const ready = (input: string): Entry => ({ input, status: 'ready', to: input });
const refused = (input: string, reason = 'The gateway said "no"'): Entry => ({
	input,
	status: 'refused',
	reason,
});
const skipped = (input: string): Entry => ({
	input,
	status: 'skipped',
	code: 'INVALID_RECIPIENT',
	reason: 'Too short for a Kenyan number',
});
const unknown = (input: string): Entry => ({
	input,
	status: 'unknown',
	to: input,
	reason: 'No answer in time',
});
const notAttempted = (input: string): Entry => ({ input, status: 'notAttempted', reason: 'The run ended' });
const duplicate = (entry: Entry, reason: string): Entry => ({
	...entry,
	code: 'DUPLICATE_RECIPIENT',
	reason,
});

describe('what became of one recipient alone', () => {
	test.each<[Entry, string]>([
		[accepted('a'), 'Sent'],
		[ready('a'), 'Ready'],
		[refused('a'), 'Not sent: the gateway said "no"'],
		[refused('a', 'MobiConnect refused to sign in'), 'Not sent: MobiConnect refused to sign in'],
		[skipped('0712'), 'Not sent: too short for a Kenyan number'],
		[skipped(''), 'Not sent: too short for a Kenyan number'],
		[unknown('a'), 'Not known: no answer in time'],
		[notAttempted('a'), 'Not sent: the run ended'],
		[duplicate(accepted('a'), 'Sent once, with row 1'), 'Sent once, with row 1'],
		[duplicate(ready('a'), 'Goes out once, with row 1'), 'Goes out once, with row 1'],
		[{ input: 'a', status: 'refused' }, 'Not sent'],
	])('is said without its name: %j', (entry, text) => {
		expect(describeEntries([entry], 'after')).toBe(text);
	});
});

describe('what became of several recipients', () => {
	test.each<[string, Entry[], string]>([
		['nobody', [], ''],
		['all of them sent', [accepted('a'), accepted('b')], 'Sent to 2 of 2'],
		['all of them ready', [ready('a'), ready('b')], 'Ready for 2 of 2'],
		[
			'one of them sent, and one not',
			[accepted('a'), skipped('0712')],
			'Sent to 1 of 2. Not sent to 0712: too short for a Kenyan number',
		],
		[
			'one of them ready, and one not',
			[skipped('0712'), ready('a')],
			'Ready for 1 of 2. Not sent to 0712: too short for a Kenyan number',
		],
		[
			'none of them sent, for one reason',
			[refused('a'), refused('b')],
			'Not sent to a, b: the gateway said "no"',
		],
		[
			'none of them sent, for several reasons',
			[refused('a'), skipped('b'), refused('c'), notAttempted('d')],
			'Not sent to a, c: the gateway said "no". Not sent to b: too short for a Kenyan number. Not sent to d: the run ended',
		],
		[
			'refused and not attempted for one reason, which share a sentence',
			[refused('a', 'Busy'), { ...notAttempted('b'), reason: 'Busy' }],
			'Not sent to a, b: busy',
		],
		[
			'unknown ones, which come first',
			[refused('a'), unknown('b'), accepted('c'), unknown('d')],
			'Sent to 1 of 4. Not known for b, d: no answer in time. Not sent to a: the gateway said "no"',
		],
		[
			'an unknown one and a refused one for one reason, which do not share a sentence',
			[refused('a', 'No answer in time'), unknown('b')],
			'Not known for b: no answer in time. Not sent to a: no answer in time',
		],
		[
			'three of a kind',
			['a', 'b', 'c'].map((input) => refused(input)),
			'Not sent to a, b, c: the gateway said "no"',
		],
		[
			'four of a kind, of whom three are named',
			['a', 'b', 'c', 'd'].map((input) => refused(input)),
			'Not sent to a, b, c and 1 more: the gateway said "no"',
		],
		[
			'an empty field',
			[accepted('a'), skipped('')],
			'Sent to 1 of 2. Not sent to an empty field: too short for a Kenyan number',
		],
		[
			'duplicates that were sent',
			[accepted('a'), duplicate(accepted('a'), 'Sent once, with row 1')],
			'Sent to 2 of 2',
		],
		[
			'duplicates only, all sent with one other row',
			['a', 'a'].map((input) => duplicate(accepted(input), 'Sent once, with row 1')),
			'Sent once, with row 1',
		],
		[
			'duplicates only, sent with several rows',
			['1', '2'].map((row) => duplicate(accepted('a'), `Sent once, with row ${row}`)),
			'Sent to 2 of 2',
		],
		[
			'duplicates sent with one other row, and one not sent',
			[duplicate(accepted('a'), 'Sent once, with row 1'), skipped('0712')],
			'Sent to 1 of 2. Not sent to 0712: too short for a Kenyan number',
		],
	])('says it of %s', (_name, entries, text) => {
		expect(describeEntries(entries, 'after')).toBe(text);
	});

	test('is said of a hundred thousand in one go', () => {
		const entries = Array.from({ length: 100_000 }, (_, index) => refused(String(index)));
		expect(describeEntries(entries, 'after')).toBe(
			'Not sent to 0, 1, 2 and 99997 more: the gateway said "no"',
		);
	});
});

describe('before a run, of what nobody has tried to send yet', () => {
	test.each<[string, Entry[], string]>([
		['one ready', [ready('a')], 'Ready'],
		['a duplicate', [duplicate(ready('a'), 'Goes out once, with row 1')], 'Goes out once, with row 1'],
		['one left out', [skipped('0712')], 'Would not be sent: too short for a Kenyan number'],
		['one kept back', [notAttempted('a')], 'Would not be sent: the run ended'],
		[
			'one ready and one left out',
			[ready('a'), skipped('0712')],
			'Ready for 1 of 2. Would not be sent to 0712: too short for a Kenyan number',
		],
	])('it is said that it would not be sent: %s', (_name, entries, text) => {
		expect(describeEntries(entries, 'before')).toBe(text);
	});
});
