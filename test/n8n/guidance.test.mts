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
const DEAR = 'leaves 70 for a part instead of 160';
const LONG = 'longer than one part';
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
		workflow('plain-text', { message: '' }),
		workflow('replaced', { message: '', options: { plainPunctuation: true } }),
		workflow('question', { message: '', operation: 'sendAndWait' }),
		workflow('dear-text', { message: '=Hi {{ $json.name + "€".repeat(99) }}, it’s ready' }),
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

test.each([
	['a plain text of one part', 'plain-text', 'a'.repeat(160), []],
	['a plain text of two', 'plain-text', 'a'.repeat(161), [LONG]],
	['characters that count twice', 'plain-text', `${'a'.repeat(158)}€`, []],
	['characters that count twice, one too many', 'plain-text', `${'a'.repeat(159)}€`, [LONG]],
	['a curly quote', 'plain-text', 'It’s ready', [DEAR]],
	['an emoji in a long text', 'plain-text', `${'a'.repeat(69)}😀`, [LONG, DEAR]],
	['a curly quote that is replaced', 'replaced', `${'a'.repeat(100)}’`, []],
	['a long question, of which the link is no part', 'question', 'a'.repeat(161), []],
])('while somebody types %s, the editor says what it costs and nothing else', async (_, id, text, told) => {
	await editor.open(id);
	await editor.openForm(SENDER);
	const hints = editor.part('node-hint').filter({ hasText: 'Message' });
	// What goes away was there: an editor that is not ready yet tells nothing either.
	await editor.field('message').fill(`${'a'.repeat(161)}😀`);
	await hints.first().waitFor();
	await editor.field('message').fill([...text].slice(0, -1).join(''));
	await editor.field('message').pressSequentially([...text].at(-1) ?? '');
	await hints.nth(told.length).waitFor({ state: 'detached' });
	if (told.length > 0) await hints.nth(told.length - 1).waitFor();
	expect(await hints.allInnerTexts()).toEqual(told.map((words) => expect.stringContaining(words)));
});

test('of an expression the editor says what is dear whatever stands in the row', async () => {
	await editor.open('dear-text');
	await editor.openForm(SENDER);
	const hints = editor.part('node-hint').filter({ hasText: 'Message' });
	await hints.first().waitFor();
	expect(await hints.allInnerTexts()).toEqual([expect.stringContaining(DEAR)]);
});

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
