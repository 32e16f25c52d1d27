import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { parseTemplate, renderPlainReads } from '../../nodes/MobiConnect/shared/template';
import { install } from '../../harness/n8n/install.mts';
import { newest } from '../../harness/n8n/releases.mts';
import { json, template } from '../engine/templates.mts';

/** Evaluates parameters as n8n 2 does, in its isolate; runs inside the installation, with its Node.js. */
const EVALUATE = `
const { Expression, Workflow } = require('n8n-workflow');
const node = { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
const type = { description: { properties: [] } };
const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
(async () => {
	await Expression.initExpressionEngine({
		engine: 'vm', poolSize: 1, maxCodeCacheSize: 1024, bridgeTimeout: 5000, bridgeMemoryLimit: 128,
	});
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	const cases = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
	const values = cases.map(([raw, item]) =>
		workflow.expression.getParameterValue(raw, null, 0, 0, 'Node', [{ json: item }], 'manual', {}));
	process.stdout.write(JSON.stringify(values), () => process.exit(0));
})();
`;

test("a plain read gives what n8n 2's isolate gives", async () => {
	const { folder, node } = await install(newest, () => {});
	const cases = fc.sample(fc.tuple(template, json), 10_000).flatMap(([raw, generated]) => {
		// What crosses to the other process, and what n8n keeps, is JSON.
		const item = JSON.parse(JSON.stringify(generated)) as typeof generated;
		const parsed = parseTemplate(raw);
		const value = parsed && renderPlainReads(parsed, item);
		return value === undefined ? [] : [{ raw, item, value }];
	});
	expect(cases.length).toBeGreaterThan(300);
	const output = execFileSync(node, ['-e', EVALUATE], {
		cwd: folder,
		input: JSON.stringify(cases.map(({ raw, item }) => [raw, item])),
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: { ...process.env, N8N_EXPRESSION_ENGINE: 'vm' },
	});
	const values: unknown = JSON.parse(output);
	expect(values).toEqual(JSON.parse(JSON.stringify(cases.map(({ value }) => value))));
});
