import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ANSWER_KINDS } from '../../../sandbox/faults/fault.mts';
import { MISBEHAVING_NUMBERS, type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { LMDB } from '../../../sandbox/store/dataFile.mts';
import { call } from '../client.mts';
import { ROOT } from './installed.mts';
import { example, printedInEveryLanguage, readme } from './readme.mts';

const execute = promisify(execFile);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.forget());
afterAll(() => sandbox.close());

const INTERPRETERS: ReadonlyArray<readonly [language: string, command: string, argument: string]> = [
	['sh', 'bash', '-euc'],
	['python', 'python3', '-c'],
	['php', 'php', '-r'],
];
const AT_HAND = INTERPRETERS.filter(([, command]) => spawnSync(command, ['--version']).status === 0);

test.each(AT_HAND)('the example in %s signs in, sends and reads the inbox', async (language, ...by) => {
	const [command, argument] = by;
	const code = example('Use it in tests, from any', language, sandbox.url).replace('<?php\n', '');
	const { stdout } = await execute(command, [argument, code]);
	expect(JSON.parse(stdout)).toEqual(printedInEveryLanguage());
});

describe('planned faults, as they are documented', () => {
	const planSchema = z.object({
		endpoint: z.string(),
		answers: z.array(z.object({ kind: z.string() }).passthrough()),
	});
	const plan = planSchema.parse(JSON.parse(example('Plan what goes wrong', 'json')));
	const ask = (answers: readonly unknown[]) =>
		call('POST', `${sandbox.url}/sandbox/next`, { endpoint: plan.endpoint, answers });

	test('are all the kinds there are', () => {
		expect(new Set(plan.answers.map(({ kind }) => kind))).toEqual(new Set(ANSWER_KINDS));
	});

	test('are accepted as they stand', async () => {
		const heard = await call('POST', `${sandbox.url}/sandbox/next`, plan);
		expect(heard).toMatchObject({ status: 200, json: { send: plan.answers.length } });
	});

	test.each(plan.answers)(
		'of kind $kind are accepted, and refused with a field that is none',
		async (answer) => {
			expect(await ask([answer])).toMatchObject({ status: 200, json: { send: 1 } });
			expect(await ask([{ ...answer, wrong: 1 }])).toMatchObject({
				status: 400,
				json: {
					error: 'body.answers[0].wrong is 1: there is no such field here; correct its name, or leave it out',
				},
			});
		},
	);

	test('of a kind that is none are refused, in the words that are shown', async () => {
		const shown = /^\{ "error": "body\.answers.*$/m.exec(readme)?.[0] ?? '';
		const { error } = z.object({ error: z.string() }).parse(JSON.parse(shown));
		const heard = await ask([{ kind: 'late' }]);
		expect(heard.status).toBe(400);
		expect(heard.json['error']).toContain(error.replace(/…$/, ''));
	});
});

test('the numbers that are suggested misbehave', () => {
	const numbers = MISBEHAVING_NUMBERS.map(({ number }) => number);
	const suggested = [...readme.matchAll(/^\| (\d{12}) /gm)].map(([, number]) => number);
	expect(suggested.length).toBeGreaterThan(3);
	expect(numbers).toEqual(expect.arrayContaining(suggested));
});

test('the version of lmdb that is to be installed is the one that is tested', () => {
	const versionIn = (file: string, field: string) => {
		const manifest: unknown = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
		return z.object({ [field]: z.object({ lmdb: z.string() }) }).parse(manifest)[field]?.lmdb;
	};
	expect(LMDB).toBe(`lmdb@${versionIn('package.json', 'devDependencies')}`);
	expect(LMDB).toBe(`lmdb@${versionIn('sandbox/package.json', 'peerDependencies')}`);
	expect(readme.match(/lmdb@[\d.]+/g)).toEqual([LMDB, LMDB]);
});
