import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import {
	markTemplate,
	parseTemplate,
	renderPlainReads,
} from '../../nodes/MobiConnect/shared/parameters/template';
import { install } from '../../harness/install/install.mts';
import { newest } from '../../harness/install/releases.mts';
import { anyTemplate, json, template } from '../engine/text/templates.mts';

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
	const valueOf = ([raw, item]) => {
		try {
			return { value: workflow.expression.getParameterValue(raw, null, 0, 0, 'Node', [{ json: item }], 'manual', {}) };
		} catch (error) {
			return { error: error.message };
		}
	};
	const values = cases.map(valueOf);
	process.stdout.write(JSON.stringify(values), () => process.exit(0));
})();
`;

/** What n8n 2 gives for each raw value and item, or the error with which it fails. */
async function evaluate(cases: ReadonlyArray<readonly [raw: string, item: IDataObject]>): Promise<unknown[]> {
	const { folder, node } = await install(newest, () => {});
	const output = execFileSync(node, ['-e', EVALUATE], {
		cwd: folder,
		input: JSON.stringify(cases),
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: { ...process.env, N8N_EXPRESSION_ENGINE: 'vm' },
	});
	return z.array(z.unknown()).parse(JSON.parse(output));
}

/** What crosses to the other process, and what n8n keeps, is JSON. */
const item = json.map((generated) =>
	z.record(z.custom<IDataObject[string]>()).parse(JSON.parse(JSON.stringify(generated))),
);

test("a plain read gives what n8n 2's isolate gives", async () => {
	const cases = fc.sample(fc.tuple(template, item), 10_000).flatMap(([raw, one]) => {
		const parsed = parseTemplate(raw);
		const reading = parsed && renderPlainReads(parsed, one);
		return reading === undefined ? [] : [{ raw, one, value: reading.value }];
	});
	expect(cases.length).toBeGreaterThan(300);
	const values = await evaluate(cases.map(({ raw, one }) => [raw, one]));
	expect(values).toEqual(JSON.parse(JSON.stringify(cases.map(({ value }) => ({ value })))));
});

test("marks in a text change nothing of it in n8n 2's isolate", async () => {
	const cases = fc.sample(fc.tuple(anyTemplate, item), 2000).flatMap(([raw, one]) => {
		const parsed = parseTemplate(raw) ?? [];
		const marked = parsed.length > 1 ? markTemplate(parsed, '\0') : undefined;
		return marked === undefined ? [] : [{ raw, marked, one }];
	});
	expect(cases.length).toBeGreaterThan(300);
	const plain = await evaluate(cases.map(({ raw, one }) => [raw, one]));
	const marked = await evaluate(cases.map(({ marked, one }) => [`=${marked}`, one]));
	const withoutMarks: unknown = JSON.parse(JSON.stringify(marked).replaceAll('\\u0000', ''));
	expect(withoutMarks).toEqual(plain);
});
