import type { Running } from '../../../harness/process.mts';
import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, withParameters } from '../../../harness/n8n/workflows.mts';
import { chain, rows, sendSms, webhook } from '../support/chain.mts';
import { lastExecution, retry, type Execution } from '../support/executions.mts';
import { callWebhook, openWorld, received, type World } from '../support/world.mts';

/** Retry in n8n's list of executions, in a whole n8n: nobody is texted twice, and the rest is. */
let world: World;
let main: Running;
let rest: Rest;

const NAMES = ['Amina', 'Brian', 'Cynthia', 'David', 'Esther', 'Faith'];
const PEOPLE = NAMES.map((name, index) => ({ name, to: `25470000004${index}` }));
const [, , , DAVID = '', ESTHER = ''] = PEOPLE.map(({ to }) => to);

/** One after another, a text each, so that it is known who comes first. */
const ONE_BY_ONE = { message: '=Hi {{ $json.name }}', options: { concurrentRequests: 1 } };
const KEYED = { ...ONE_BY_ONE, safeguards: { onceKey: '={{ $json.name }}, July' } };

const campaign = (id: string, parameters: Record<string, unknown> = ONE_BY_ONE) =>
	chain(id, webhook(id), rows, sendSms(parameters));
const asItWas = campaign('as-it-was');
const asItIs = campaign('as-it-is');
const others = ['twice', 'restarted', 'unknown'].map((id) => campaign(id));
const workflows = [asItWas, asItIs, ...others, campaign('keyed', KEYED), campaign('unkeyed')];

beforeAll(async () => {
	world = await openWorld();
	await importCredentials(world.instance, world.account);
	await importWorkflows(world.instance, workflows);
	({ main, rest } = await world.begin());
	for (const { id } of workflows) await rest.activate(id);
	for (const { id } of workflows) await rest.webhookReady(id);
});

beforeEach(() => {
	world.sandbox.clear();
	world.sandbox.onSend(undefined);
});

afterAll(async () => await world.close());

/** The gateway says no to this number, and to nobody else, from now on. */
function refuse(number: string | undefined): void {
	world.sandbox.onSend(({ recipients }) =>
		number !== undefined && recipients.includes(number)
			? { kind: 'envelopeError', message: 'No such number' }
			: undefined,
	);
}

/** Runs a workflow for everybody, and hands back its execution. */
async function run(id: string, people: readonly object[] = PEOPLE): Promise<Execution> {
	await callWebhook(world.instance, id, { rows: people });
	return await lastExecution(rest, id);
}

const textsOf = (greetings: readonly string[]) =>
	PEOPLE.map(({ name, to }, index) => ({ to, text: `${greetings[index] ?? ''} ${name}` }));
const TO_EACH_ONE_TEXT = textsOf(NAMES.map(() => 'Hi'));

/** What is said of everybody's recipients: accepted, each with the id that the gateway gave its message. */
function acceptedAsReceived(): unknown[] {
	const ids = new Map(world.sandbox.messages().map(({ to, id }) => [to, id]));
	return PEOPLE.map(({ to }) => [{ input: to, status: 'accepted', to, id: ids.get(to) }]);
}

const recipientsIn = (execution: Execution) =>
	execution.output('Send SMS').map(({ recipients }) => recipients);

describe("n8n's Retry after a failure", () => {
	test.each([
		['as it was', asItWas, 'asItWas', ['Hi', 'Hi', 'Hi', 'Hi', 'Hi', 'Hi']],
		['as it is now', asItIs, 'asItIs', ['Hi', 'Hi', 'Hi', 'Hello', 'Hello', 'Hello']],
	] as const)(
		'of the workflow %s texts the rest, and reports the others as they were, with their ids',
		async (_, workflow, version, greetings) => {
			refuse(DAVID);
			const failed = await run(workflow.id);
			expect(failed.error).toMatch(/^3 of 6 texted, then it stopped: .*No such number/);
			refuse(undefined);
			const { nodes } = withParameters(workflow, 'Send SMS', { message: '=Hello {{ $json.name }}' });
			await rest.changeWorkflow(workflow.id, { nodes });

			const retried = await retry(rest, failed, version);

			expect(retried.status).toBe('success');
			expect(received(world.sandbox)).toEqual(textsOf(greetings));
			expect(recipientsIn(retried)).toEqual(acceptedAsReceived());
		},
	);

	test('twice over goes on where each try ended', async () => {
		refuse(DAVID);
		const failed = await run('twice');
		refuse(ESTHER);
		const again = await retry(rest, failed, 'asItWas');
		expect(again.error).toMatch(/^4 of 6 texted, then it stopped: /);
		refuse(undefined);

		const last = await retry(rest, again, 'asItWas');

		expect(last.status).toBe('success');
		expect(received(world.sandbox)).toEqual(TO_EACH_ONE_TEXT);
		expect(recipientsIn(last)).toEqual(acceptedAsReceived());
	});

	test('leaves what may have gone out unknown, however often, and texts the rest', async () => {
		world.sandbox.next('send', { kind: 'ok' }, { kind: 'resetAfterAccept' });
		const failed = await run('unknown');
		expect(failed.error).toMatch(/^1 of 6 texted, 1 of 6 may have been texted, then it stopped: /);

		const retried = await retry(rest, failed, 'asItWas');
		const again = await retry(rest, retried, 'asItIs');

		const unknown = '5 of 6 texted, 1 of 6 may have been texted by an earlier try';
		expect([retried.error, again.error]).toEqual([unknown, `${unknown}; nothing was sent now`]);
		expect(received(world.sandbox)).toEqual(TO_EACH_ONE_TEXT);
	});

	test('after a restart of n8n goes on where the failure was', async () => {
		refuse(DAVID);
		const failed = await run('restarted');
		refuse(undefined);
		await main.stop();
		({ main, rest } = await world.begin());

		const retried = await retry(rest, failed, 'asItWas');

		expect(retried.status).toBe('success');
		expect(received(world.sandbox)).toEqual(TO_EACH_ONE_TEXT);
		expect(recipientsIn(retried)).toEqual(acceptedAsReceived());
	});
});

/** Retries the first execution, after a retry of it has texted one more and failed as well. */
async function retryFirstAgain(id: string): Promise<Execution> {
	refuse(DAVID);
	const failed = await run(id);
	refuse(ESTHER);
	await retry(rest, failed, 'asItWas');
	refuse(undefined);
	return await retry(rest, failed, 'asItWas');
}

describe('an execution that is retried although a later retry knows more', () => {
	test('texts nobody twice with a once key', async () => {
		const last = await retryFirstAgain('keyed');
		expect(last.status).toBe('success');
		expect(received(world.sandbox)).toEqual(TO_EACH_ONE_TEXT);
		expect(last.output('Send SMS')[3]).toMatchObject({
			status: 'skipped',
			result: expect.stringContaining('has gone to this number before'),
		});
	});

	test('texts those again whom the later one has texted, without a once key', async () => {
		await retryFirstAgain('unkeyed');
		expect(received(world.sandbox).filter(({ to }) => to === DAVID)).toHaveLength(2);
		expect(received(world.sandbox)).toHaveLength(7);
	});
});

test('the workflow run anew with once keys texts nobody a second time, and says so of everybody', async () => {
	const people = PEOPLE.map(({ name, to }) => ({ name: `${name} anew`, to }));
	await run('keyed', people);
	const second = await run('keyed', people);
	expect(received(world.sandbox)).toHaveLength(people.length);
	expect(second.output('Send SMS').map(({ status }) => status)).toEqual(people.map(() => 'skipped'));
});

test('a call with a once key is answered, and what the key costs is told', async () => {
	const medians = [];
	for (const id of ['unkeyed', 'keyed']) {
		const took: number[] = [];
		for (let call = 0; call < 15; call += 1) {
			const began = performance.now();
			const response = await callWebhook(world.instance, id, {
				rows: [{ name: `Call ${call}`, to: PEOPLE[0]?.to }],
			});
			expect(await response.json()).toMatchObject([{ status: 'accepted' }]);
			took.push(performance.now() - began);
		}
		medians.push(took.sort((a, b) => a - b)[7] ?? 0);
	}
	const [without = 0, withKey = 0] = medians;
	console.log(
		`A call takes ${without.toFixed(0)} ms, with a once key ${withKey.toFixed(0)} ms (medians): ` +
			`${(withKey - without).toFixed(0)} ms more`,
	);
});
