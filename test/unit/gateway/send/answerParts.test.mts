import { answerParts } from '../../../../gateway/send/answerParts.ts';
import { A, B, row } from './answers.mts';

/** A value in so many lists, or in so many objects. */
const inLists = (depth: number, value: unknown): unknown =>
	depth === 0 ? value : [inLists(depth - 1, value)];
const inObjects = (depth: number, value: unknown): unknown =>
	depth === 0 ? value : { result: inObjects(depth - 1, value) };

describe('the rows of an answer', () => {
	test.each<[string, Record<string, unknown>, unknown[]]>([
		['a list', { data: [row(A), row(B)] }, [A, B]],
		['a list in a JSON text', { data: ` \n${JSON.stringify([row(A)])}` }, [A]],
		['a list of JSON texts', { data: [JSON.stringify(row(A))] }, [A]],
		['a list of numbers', { data: [Number(A), B] }, [Number(A), B]],
		['the envelope itself', row(A), [A]],
		['a map by number', { data: { [A]: 'NEW', '+254 700-000.002': 'NEW' } }, [A, '+254 700-000.002']],
		['lists in lists', { data: inLists(5, row(A)) }, [A]],
		['lists in lists, deeper than anybody looks', { data: inLists(6, row(A)) }, []],
		['objects in objects', { data: inObjects(5, row(A)) }, [A]],
		['objects in objects, deeper than anybody looks', { data: inObjects(6, row(A)) }, []],
		['beside data that is empty', { data: [], messages: [row(A)] }, [A]],
		['not beside data', { data: [row(A)], request: [row(B)] }, [A]],
		['not under a failing name', { data: { failed: [row(A)] } }, []],
		[
			'not under what only has a number in its name',
			{ data: { [`id${A}`]: 1, [`${A}x`]: 1, [`${A}0000`]: 1 } },
			[],
		],
	])('are in %s', (_name, envelope, named) => {
		expect(answerParts(envelope).rows.map((one) => one.named)).toEqual(named);
	});

	test('hold what stands beside the number', () => {
		expect(answerParts({ data: [Number(A), B, `${B} is blacklisted`] }).rows).toEqual([
			{ named: Number(A), said: null },
			{ named: B, said: null },
			{ named: `${B} is blacklisted`, said: `${B} is blacklisted` },
		]);
		expect(answerParts(row(A)).rows).toEqual([{ named: A, said: row(A) }]);
	});
});

test('what is about the request as a whole is there once, the envelope first', () => {
	const summary = { failed: 2 };
	const data = { summary };
	const envelope = { status: 'success', data };
	expect(answerParts(envelope).holders).toEqual([envelope, data, summary]);
});

test('a text is parsed where it is a list or an object, and no other', () => {
	expect(answerParts({ data: ' [1]' }).data).toEqual([1]);
	expect(answerParts({ data: '"[1]"' }).data).toBe('"[1]"');
	expect(answerParts({ data: '[1' }).data).toBe('[1');
});
