import type { Editor } from '../../harness/editor/editor.mts';
import { InputPanel } from '../../harness/editor/inputPanel.mts';
import { SENDER, stopping } from '../../harness/editor/refused.mts';
import {
	CREDENTIAL,
	importCredentials,
	importWorkflows,
	withParameters,
	type Workflow,
} from '../../harness/n8n/workflows.mts';
import { openEditor } from './support/openEditor.mts';
import { openWorld, received, type World } from './support/world.mts';

/** What the editor tells by itself: before a run, on the canvas, and above what came out. */
let world: World;
let editor: Editor;
let problems: readonly string[];

const AMINA = { name: 'Amina', phone: '0700 000 071' };
const BRIAN = { name: 'Brian', phone: '0700 00' };
/** A credential that lets nobody be texted but Amina. */
const NARROW = { id: 'narrow', name: 'Only Amina' };

function workflow(id: string, parameters: Readonly<Record<string, unknown>>): Workflow {
	const message = '=Hi {{ $json.name }}, your order is ready.';
	return withParameters(stopping({ id, customers: [AMINA, BRIAN], message }), SENDER, parameters);
}

/** The same workflow with another credential, or none. */
function withCredential(original: Workflow, credential: typeof NARROW | undefined): Workflow {
	const credentials = credential && { mobiConnectApi: credential };
	const nodes = original.nodes.map((node) => (node.name === SENDER ? { ...node, credentials } : node));
	return { ...original, nodes };
}

/** The same workflow, and a node after ours. */
function withNext(original: Workflow): Workflow {
	const next = {
		id: 'c',
		name: 'Write it down',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [440, 0],
		parameters: {
			assignments: { assignments: [{ id: 'x', name: 'told', value: '', type: 'string' }] },
			options: {},
		},
	};
	const connections = {
		Customers: { main: [[{ node: SENDER, type: 'main', index: 0 }]] },
		[SENDER]: { main: [[{ node: next.name, type: 'main', index: 0 }]] },
	};
	return { ...original, nodes: [...original.nodes, next], connections };
}

const LEAVE_OUT = { safeguards: { unsendableRows: 'skip' } };
const TO_TWO = { recipients: '0700 000 071, 0700 000 072', message: 'Hello' };

beforeAll(async () => {
	world = await openWorld();
	const { account } = world;
	await importCredentials(world.instance, account, [
		{ ...NARROW, type: CREDENTIAL.type, data: { ...account, onlyTheseNumbers: AMINA.phone } },
	]);
	await importWorkflows(world.instance, [
		withNext(workflow('never-run', {})),
		withNext(workflow('preview-never-run', { operation: 'preview' })),
		workflow('some-left-out', LEAVE_OUT),
		workflow('no-sender', { sourceId: '' }),
		withCredential(workflow('preview-alone', { operation: 'preview', ...TO_TWO }), undefined),
		withCredential(workflow('preview-narrow', { operation: 'preview', ...TO_TWO }), NARROW),
	]);
	await world.begin();
	({ editor, problems } = await openEditor(world));
});

afterEach(() => expect(problems).toEqual([]));

afterAll(async () => await world.close());

test.each([
	['Send', 'never-run', ['status', 'to', 'result', 'parts', 'recipients'], 'billableParts'],
	[
		'Preview',
		'preview-never-run',
		['status', 'to', 'result', 'message', 'billableParts', 'cost'],
		'response',
	],
])(
	'before the first run the next node is offered the fields of %s, and "result" can be dragged into it',
	async (_, id, fields, notOfThis) => {
		await editor.open(id);
		const input = new InputPanel(editor);
		const offered = await input.openBeforeRun('Write it down');
		expect(offered).toEqual(expect.arrayContaining(fields));
		expect(offered).not.toContain(notOfThis);
		expect(await input.dragIntoAssignment('result')).toContain('{{ $json.result }}');
	},
);

test('after a run a sentence above the output says who got it, and who did not and why', async () => {
	await editor.open('some-left-out');
	await editor.executeWorkflow();
	await editor.openNode(SENDER);
	expect(await editor.part('output-panel').innerText()).toContain(
		'Sent to 1 number in 1 part. Not sent to 1: too short for a Kenyan number.',
	);
	expect(received(world.sandbox).map(({ to }) => to)).toEqual(['254700000071']);
});

test('a node without a sender is marked on the canvas, and the mark says what is missing', async () => {
	await editor.open('no-sender');
	expect(await editor.issues()).toContain('Parameter "Sender (Source ID)" is required.');
});

test('Preview without a credential wears no mark, and runs', async () => {
	await editor.open('preview-alone');
	await editor.executeWorkflow();
	expect(await editor.part('node-issues').count()).toBe(0);
	await editor.openNode(SENDER);
	expect(await editor.output()).toContain('254700000071, 254700000072');
});

test('Preview with a credential shows what that one does not allow', async () => {
	await editor.open('preview-narrow');
	await editor.executeWorkflow();
	expect(await editor.part('node-issues').count()).toBe(0);
	await editor.openNode(SENDER);
	expect(await editor.part('output-panel').innerText()).toMatch(
		/Nothing would be sent, because of .*"0700 000 072" may not be texted: not one of "Only These Numbers"/,
	);
});
