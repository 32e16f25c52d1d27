import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { atTime } from '../../harness/n8n/instance.mts';
import {
	executeWorkflow,
	importCredentials,
	importWorkflows,
	ourWorkflows,
	withFilesOf,
	withParameters,
	WORKFLOWS,
	type Workflow,
} from '../../harness/n8n/workflows.mts';
import { openWorld, received, type World } from './support/world.mts';

/** The campaign of our workflows, by day and by night: n8n's clock begins at these moments of a week in Nairobi. */
const NOON = new Date('2026-07-15T12:00:00+03:00');
const EVENING = new Date('2026-07-15T20:00:00+03:00');
const EIGHT = new Date('2026-07-16T08:00:00+03:00');

/** Those of customers.csv who can be texted and did not say stop. */
const TEXTED = { Amina: 11, Brian: 12, David: 14, Esther: 15, George: 17, Ian: 19 };
const TEXTS = Object.entries(TEXTED).map(([name, last]) => ({
	to: `2547000000${last}`,
	text:
		`Hi ${name}, this Saturday and Sunday everything in our shop is 10% off, until 6 pm. ` +
		'To stop these offers dial *456*9*5# or call us.',
}));
const TO_DAVID = '254700000014';

let world: World;
let campaign: Workflow;

async function ours(id: string): Promise<Workflow> {
	const found = (await ourWorkflows()).find((workflow) => workflow.id === id);
	if (!found) throw new Error(`There is no workflow ${id}`);
	return found;
}

/** The campaign as another workflow, which has texted nobody yet. */
function copy(id: string, safeguards: Readonly<Record<string, unknown>> = {}): Workflow {
	const changed = PREVIEW_AND_SEND.reduce(
		(workflow, node) =>
			withParameters(workflow, node, { safeguards: { ...safeguardsOf(workflow, node), ...safeguards } }),
		campaign,
	);
	return { ...changed, id };
}

const PREVIEW_AND_SEND = ['What would go out?', 'Text each customer'];

const parametersSchema = z.object({ safeguards: z.record(z.unknown()) }).passthrough();

function parametersOf(workflow: Workflow, node: string): z.output<typeof parametersSchema> {
	return parametersSchema.parse(workflow.nodes.find(({ name }) => name === node)?.['parameters']);
}

function safeguardsOf(workflow: Workflow, node: string): Record<string, unknown> {
	return parametersOf(workflow, node).safeguards;
}

/** What a Google spreadsheet might hold. */
const SHEETS = {
	phone: '254 700 000 013',
	rows: [
		{ row_number: 2, name: 'Amina', phone: '0700 000 011' },
		{ row_number: 3, name: 'Cynthia', phone: '0700 000 013' },
		{ row_number: 4, name: 'Halima', phone: '0700 00' },
	],
};

/** The campaign of Google Sheets with other nodes in their place: the rest of it is as it is. */
function withoutGoogle(workflow: Workflow): Workflow {
	const standIns: Record<string, Record<string, unknown>> = {
		'Who said stop': {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(SHEETS), options: {} },
		},
		Customers: {
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		'Write back': { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	};
	const nodes = workflow.nodes.map((node) => ({ ...node, ...standIns[String(node['name'])] }));
	return { ...workflow, nodes };
}

/** What a node gave in an execution, as n8n's command line tells it. */
function outputOf(told: string, node: string): unknown[] {
	const json = told.slice(told.indexOf('\n{'), told.lastIndexOf('}') + 1);
	const { runData } = executionSchema.parse(JSON.parse(json)).data.resultData;
	return (runData[node]?.[0]?.data?.main[0] ?? []).map((item) => item.json);
}

const runSchema = z.object({
	data: z.object({ main: z.array(z.array(z.object({ json: z.unknown() })).nullable()) }).optional(),
});
const executionSchema = z.object({
	data: z.object({ resultData: z.object({ runData: z.record(z.array(runSchema)) }) }),
});

async function execute(moment: Date, id: string): Promise<string> {
	return await executeWorkflow(atTime(world.instance, moment), id);
}

/** The files of results that have not been read yet, in the order of their runs. */
async function newFiles(): Promise<string[]> {
	const run = (file: string) => Number(/^campaign-results-(\d+)\.csv$/.exec(file)?.[1]);
	return (await readdir(world.instance.files))
		.filter((file) => run(file) > 0 && !readBefore.has(file))
		.sort((a, b) => run(a) - run(b));
}

/** What these files say, line by line. */
async function newResults(): Promise<string[][]> {
	const fresh = await newFiles();
	for (const file of fresh) readBefore.add(file);
	const texts = await Promise.all(
		fresh.map(async (file) => await readFile(join(world.instance.files, file), 'utf8')),
	);
	return texts.map((text) =>
		text
			.replace(/^\ufeff/, '')
			.trim()
			.split('\n'),
	);
}

const readBefore = new Set<string>();

beforeAll(async () => {
	world = await openWorld();
	const { instance, account } = world;
	for (const file of ['customers.csv', 'do-not-text.csv']) {
		await copyFile(join(WORKFLOWS, file), join(instance.files, file));
	}
	campaign = withFilesOf(instance, await ours('campaign'));
	await importCredentials(instance, account);
	await importWorkflows(instance, [
		copy('by-day'),
		copy('by-night'),
		copy('refused'),
		copy('limited', { maxRecipients: 5 }),
		copy('nobody-said-stop'),
		withoutGoogle(await ours('google-sheets-campaign')),
	]);
});

beforeEach(() => world.sandbox.clear());

afterEach(() => world.sandbox.onSend(undefined));

afterAll(async () => await world.close());

test.each(['campaign', 'google-sheets-campaign'])('%s previews what it sends', async (id) => {
	const workflow = await ours(id);
	const [preview, send] = PREVIEW_AND_SEND.map((node) => {
		const { message, recipients, sourceId, safeguards } = parametersOf(workflow, node);
		return { message, recipients, sourceId, safeguards };
	});
	expect(preview).toEqual(send);
});

test('by day everybody who did not say stop gets the text, once, and a line says what became of each', async () => {
	await execute(NOON, 'by-day');
	expect(received(world.sandbox)).toEqual(TEXTS);
	expect(await newResults()).toEqual([
		[
			'name,phone,result,sentTo,status',
			'Amina,0700 000 011,Sent,254700000011,accepted',
			'Brian,+254700000012,Sent,254700000012,accepted',
			'Cynthia,254-700-000-013,Not sent: on the list of Do Not Text,,skipped',
			'David,700000014,Sent,254700000014,accepted',
			'Esther,7.00000015E8,Sent,254700000015,accepted',
			'Faith,0700 000 016,Not sent: on the list of Do Not Text,,skipped',
			'George,+254 700 000 017,Sent,254700000017,accepted',
			'Halima,0700 00,Not sent: too short for a Kenyan number,,skipped',
			'Ian,254700000019,Sent,254700000019,accepted',
			'Ian,0700000019,"Sent once, with row 9",254700000019,accepted',
		],
	]);

	world.sandbox.clear();
	await execute(NOON, 'by-day');
	expect(received(world.sandbox)).toEqual([]);
	const [again = []] = await newResults();
	expect(again[1]).toMatch(/^Amina,0700 000 011,"?Not sent: a text about "+Weekend sale, July"+ has/);
});

test('by night nothing goes out before the hour, and then everybody gets it once, though it was begun twice', async () => {
	for (const _ of ['once', 'again']) {
		const held = await execute(EVENING, 'by-night');
		expect(held).toContain(`"waitTill": "${EIGHT.toISOString()}"`);
	}
	expect(received(world.sandbox)).toEqual([]);
	expect(await newResults()).toEqual([]);

	const { main } = await world.begin(atTime(world.instance, EIGHT));
	while ((await newFiles()).length < 2) await pause(200);
	await main.stop();

	expect(received(world.sandbox)).toEqual(TEXTS);
	const lines = (await newResults()).flat();
	const sent = lines.filter((line) => /,Sent,/.test(line)).map((line) => line.split(',')[0]);
	expect(sent.sort()).toEqual(Object.keys(TEXTED));
});

test('above the limit nobody is texted, each line says why, and the run ends as failed', async () => {
	await expect(execute(NOON, 'limited')).rejects.toThrow(
		'Not everybody was texted as meant. campaign-results-',
	);
	expect(received(world.sandbox)).toEqual([]);
	const [lines = []] = await newResults();
	// The quotes around the field's name are doubled, as CSV has them inside a value.
	expect(lines[1]).toContain(
		'the messages are for 6 people, more than ""Most Recipients in a Run"" allows (5)',
	);
	expect(lines).toHaveLength(11);
});

test('whom the gateway refuses does not keep back the others, and gets the text when it is run again', async () => {
	world.sandbox.onSend(({ recipients }) =>
		recipients.includes(TO_DAVID) ? { kind: 'envelopeError', message: 'No such number' } : undefined,
	);
	await expect(execute(NOON, 'refused')).rejects.toThrow(
		'Not everybody was texted as meant. campaign-results-',
	);
	expect(received(world.sandbox)).toEqual(TEXTS.filter(({ to }) => to !== TO_DAVID));
	const [lines = []] = await newResults();
	expect(lines[4]).toMatch(/^David,700000014,"?Not sent: .*No such number/);

	world.sandbox.onSend(undefined);
	world.sandbox.clear();
	await execute(NOON, 'refused');
	expect(received(world.sandbox)).toEqual(TEXTS.filter(({ to }) => to === TO_DAVID));
});

test('with nobody on the list yet it goes to all', async () => {
	await writeFile(join(world.instance.files, 'do-not-text.csv'), 'phone,since\n');
	await execute(NOON, 'nobody-said-stop');
	expect(received(world.sandbox)).toHaveLength(TEXTS.length + 2);
});

test('in Google Sheets each row gets what became of it, and who was texted before keeps it', async () => {
	const stopped = { row_number: '3', result: 'Not sent: on the list of Do Not Text', status: 'skipped' };
	const wrong = { row_number: '4', result: 'Not sent: too short for a Kenyan number', status: 'skipped' };
	const first = await execute(NOON, 'google-sheets-campaign');
	expect(outputOf(first, 'Write back')).toEqual([
		{ row_number: '2', result: 'Sent', status: 'accepted' },
		stopped,
		wrong,
	]);
	expect(received(world.sandbox)).toEqual(TEXTS.slice(0, 1));

	const second = await execute(NOON, 'google-sheets-campaign');
	expect(outputOf(second, 'Write back')).toEqual([stopped, wrong]);
	expect(received(world.sandbox)).toEqual(TEXTS.slice(0, 1));
});
