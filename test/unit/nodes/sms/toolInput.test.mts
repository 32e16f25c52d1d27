import { withToolInput } from '../../../../nodes/MobiConnect/resources/sms/message/toolInput';

const input = { message: 'Hi $& there', amount: 12_000, to: { name: 'Amina' } };
const evaluate = () => input;
const gap = { source: ' $tool.parameters ', left: '[object Object]' };

test('the input of a tool stands in words where n8n would write that it is an object', () => {
	const reading = { value: 'It wants to run Refund\n\nInput:\n[object Object]', gaps: [gap] };
	expect(withToolInput(reading, evaluate)).toEqual({
		value: 'It wants to run Refund\n\nInput:\nmessage: Hi $& there\namount: 12000\nto: {"name":"Amina"}',
		gaps: [],
	});
});

test.each([
	['another object', [{ source: '$json', left: '[object Object]' }]],
	['a field of the input that is not there', [{ source: '$tool.parameters.name', left: 'undefined' }]],
	['nothing', []],
])('a message with %s stays as it is', (_, gaps) => {
	const reading = { value: 'Input: [object Object]', gaps };
	expect(withToolInput(reading, evaluate)).toBe(reading);
});
