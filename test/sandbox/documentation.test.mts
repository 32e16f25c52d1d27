import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ANSWER_KINDS, answersSchema } from '../../sandbox/faults/fault.mts';
import { DEFAULT_PORT, HELP } from '../../sandbox/commandLine.mts';
import {
	DEFAULT_CAPACITY,
	DEFAULT_SWITCHES,
	MISBEHAVING_NUMBERS,
	startSandbox,
} from '../../sandbox/index.mts';

const run = promisify(execFile);
const page = readFileSync('docs/sandbox.md', 'utf8');
/** Without the spaces that align its tables. */
const flat = page.replaceAll(/ +/g, ' ');
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
	language,
	text,
}));

/** The shell examples, each with the JSON that stands below it, if any. */
const examples = blocks.flatMap(({ language, text }, index) => {
	const below = blocks[index + 1];
	return language === 'sh'
		? [{ command: text, expected: below?.language === 'json' ? below.text : undefined }]
		: [];
});

test('the HTTP examples do what they say', async () => {
	const sandbox = await startSandbox();
	const mark = '\n=== next ===\n';
	const script = examples.map(({ command }) => `${command}printf '${mark}'\n`).join('');
	const asked = run('bash', ['-euc', script.replaceAll('http://127.0.0.1:8254', sandbox.url)]);
	await Promise.allSettled([asked]);
	await sandbox.close();
	const { stdout } = await asked;
	const answers = stdout.split(mark);
	expect(examples.length).toBeGreaterThan(10);
	for (const [index, { expected }] of examples.entries()) {
		const answer = answers[index] ?? '';
		if (expected === undefined) expect(answer).toMatch(/^\uFEFFid,time,number/);
		else expect(JSON.parse(answer)).toMatchObject(withAnything(JSON.parse(expected)));
	}
}, 30_000);

/** In the document, "…" stands for whatever it may be. */
function withAnything(value: unknown): Record<string, unknown> {
	const text = JSON.stringify(value);
	const parsed: unknown = JSON.parse(text, (_, part: unknown): unknown =>
		part === '…' ? expect.anything() : part,
	);
	return z.record(z.unknown()).parse(parsed);
}

test('the code example does what it says', async () => {
	const code = blocks.find(({ language }) => language === 'ts')?.text ?? '';
	const printed = blocks.at(-1)?.text;
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-example-'));
	const file = join(folder, 'example.mts');
	await writeFile(
		file,
		code.replace('./sandbox/index.mts', pathToFileURL(resolve('sandbox/index.mts')).href),
	);
	const { stdout } = await run(process.execPath, ['--import', 'tsx', file]);
	expect(stdout).toBe(printed);
	await rm(folder, { recursive: true });
}, 30_000);

test('names every option, switch and planned answer, with its default', () => {
	for (const option of HELP.match(/--[a-z]+/g) ?? []) expect(flat).toContain(`\`${option}`);
	expect(flat).toContain(`Default: ${DEFAULT_PORT} |`);
	expect(flat).toContain(`Default: ${DEFAULT_CAPACITY} |`);
	for (const [name, value] of Object.entries(DEFAULT_SWITCHES)) {
		const shown = typeof value === 'string' ? `\`"${value}"\`` : String(value);
		expect(flat).toContain(`| \`${name}\` | ${shown} |`);
	}
	const planned = flat.slice(flat.indexOf('## Planned answers'), flat.indexOf('## Numbers that misbehave'));
	const rows = [...planned.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind);
	expect(rows.filter((kind) => kind !== 'kind').sort()).toEqual([...ANSWER_KINDS].sort());
});

test('lists every number that misbehaves, with its name, what the gateway does and what the node does', () => {
	const section = flat.slice(
		flat.indexOf('## Numbers that misbehave'),
		flat.indexOf('## The HTTP interface'),
	);
	const rows = section.split('\n').filter((line) => /^\| \d/.test(line));
	expect(rows).toEqual(
		MISBEHAVING_NUMBERS.map(
			({ number, name, gateway, node }) => `| ${number} | ${name} | ${gateway} | ${node} |`,
		),
	);
});

test('the faults that are written out are faults', () => {
	const faults = [...page.matchAll(/`(\{ "kind": .*? \})`/g)].map(([, text = '']) => text);
	expect(faults.length).toBeGreaterThan(5);
	for (const text of faults)
		expect(answersSchema.safeParse([JSON.parse(text)])).toMatchObject({ success: true });
});
