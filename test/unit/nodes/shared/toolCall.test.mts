import { answering } from '../../../../nodes/MobiConnect/shared/toolCall.ts';

const TYPE = 'n8n-nodes-mobiconnect.mobiConnect';

/** What a try of a call is given. */
function call(args: object, settings: object = {}, type = `${TYPE}Tool`) {
	return { getInputData: () => [{ json: args }], getNode: () => ({ type, ...settings }) } as never;
}

class Failure extends Error {
	readonly description = 'First, 1 &lt; 2.<br>Second.';
}

const fail = async () => await Promise.reject(new Failure('Nobody was texted'));
const TOLD = [[{ json: { error: 'Nobody was texted', hint: 'First, 1 < 2.\nSecond.' } }]];

test('a call that fails is answered with the reason, as plain text', async () => {
	expect(await answering(call({}), fail)).toEqual(TOLD);
	const bare = async () => await Promise.reject(new Error('No'));
	expect(await answering(call({}), bare)).toEqual([[{ json: { error: 'No', hint: '' } }]]);
});

test.each([TYPE, `${TYPE}HitlTool`])('what is no tool fails as it does: %s', async (type) => {
	await expect(answering(call({}, {}, type), fail)).rejects.toThrow('Nobody was texted');
});

test('what succeeds is handed on', async () => {
	expect(await answering(call({}), async () => await Promise.resolve([[]]))).toEqual([[]]);
});

test.each([
	[{ retryOnFail: false, maxTries: 3 }, 1],
	[{ retryOnFail: true }, 3],
	[{ retryOnFail: true, maxTries: 1 }, 2],
	[{ retryOnFail: true, maxTries: 4 }, 4],
	[{ retryOnFail: true, maxTries: 9 }, 5],
])('with the settings %j the try that is answered is number %i, as n8n has no other', async (node, last) => {
	const [args, other] = [{ phone: '254700000011' }, { phone: '254700000011' }];
	for (let nth = 1; nth < last; nth += 1) {
		await expect(answering(call(args, node), fail)).rejects.toThrow('Nobody was texted');
	}
	if (last > 1) await expect(answering(call(other, node), fail)).rejects.toThrow('Nobody was texted');
	expect(await answering(call(args, node), fail)).toEqual(TOLD);
});

test('a tool whose answer n8n would throw away does nothing, and says what to change', async () => {
	const run = jest.fn(async () => await Promise.resolve([[]]));
	const context = call({}, { onError: 'continueErrorOutput' });
	await expect(answering(context, run)).rejects.toThrow('Nobody was texted: with On Error on');
	expect(run).not.toHaveBeenCalled();
	const outOfOrder = Object.assign(context, { getNextRunIndex: () => 0 });
	expect(await answering(outOfOrder, run)).toEqual([[]]);
});
