import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { call } from '../client.mts';
import { bytesIn, type Installed, installPacked, ROOT, start, type Started } from './installed.mts';
import { example, printedInEveryLanguage, readme } from './readme.mts';

const execute = promisify(execFile);
const MAX_INSTALLED_BYTES = 3_000_000;

let installed: Installed;
let sandbox: Started;
// Building takes most of it, on a busy machine.
beforeAll(async () => {
	installed = await installPacked();
	sandbox = await start(installed);
}, 300_000);
afterAll(async () => {
	await sandbox.stop();
	await installed.remove();
});

test('the archive installs by itself, without a native part, in less than three megabytes', async () => {
	const modules = join(installed.folder, 'node_modules');
	const folders = (await readdir(modules)).filter((name) => !name.startsWith('.'));
	expect(folders).toEqual(['mobiconnect-sandbox']);
	const files = await readdir(modules, { recursive: true });
	expect(files.filter((file) => file.endsWith('.node'))).toEqual([]);
	expect(await bytesIn(modules)).toBeLessThan(MAX_INSTALLED_BYTES);
});

test('the archive holds what the package needs and nothing else', async () => {
	const files = await readdir(join(installed.folder, 'node_modules/mobiconnect-sandbox'), {
		recursive: true,
	});
	expect(files.map((file) => file.replace(/chunk-\w+/, 'chunk')).sort()).toEqual([
		'Dockerfile',
		'LICENSE.md',
		'README.md',
		'dist',
		'dist/LICENSES.txt',
		'dist/chunk.mjs',
		'dist/cli.mjs',
		'dist/index.d.mts',
		'dist/index.mjs',
		'package.json',
	]);
	expect(readFileSync(join(ROOT, 'sandbox/LICENSE.md'))).toEqual(readFileSync(join(ROOT, 'LICENSE.md')));
});

test('npx finds the command, which prints its help', async () => {
	const { stdout } = await execute('npx', ['mobiconnect-sandbox', '--help'], {
		cwd: installed.folder,
	});
	expect(stdout).toContain('Usage: npx mobiconnect-sandbox [OPTIONS]');
});

test('the command prints what the README shows, but for the port', () => {
	const { port } = new URL(sandbox.url);
	expect(sandbox.greeting.replaceAll(`:${port}`, ':8254')).toBe(readme.slice(...shownGreeting()));
});

/** Where the README shows what the command prints. */
function shownGreeting(): [number, number] {
	const begin = readme.indexOf('The inbox:  ');
	return [begin, readme.indexOf('```', begin)];
}

test.each([
	['/', 'text/html', 'id="app"'],
	['/page.js', 'text/javascript', 'sandbox/inbox'],
	['/style.css', 'text/css', '{'],
	['/icon.svg', 'image/svg+xml', '<svg'],
])('the page is built in: %s', async (path, type, part) => {
	const heard = await call('GET', `${sandbox.url}${path}`);
	expect(heard.headers.get('content-type')).toContain(type);
	expect(heard.text).toContain(part);
});

test('a message that is sent as the README says arrives in the inbox', async () => {
	const code = example('Use it in tests, from any', 'sh', sandbox.url);
	const { stdout } = await execute('bash', ['-euc', code]);
	expect(JSON.parse(stdout)).toEqual(printedInEveryLanguage());
	const page = await call('GET', `${sandbox.url}/sandbox/inbox/messages.csv`);
	expect(page.text).toContain('Habari from curl');
});

test('the README’s example for code compiles, and prints what it says', async () => {
	const code = example('Use it in tests, from Java', 'ts');
	expect(await compiled('example.mts', code)).toBe('');
	const { stdout } = await execute(process.execPath, ['example.mjs'], { cwd: installed.folder });
	expect(stdout).toBe(example('Use it in tests, from Java', 'text'));
}, 60_000);

test('the types know what the sandbox takes and gives', async () => {
	const code = `
		import { DEFAULT_SWITCHES, InputError, MISBEHAVING_NUMBERS, startSandbox } from 'mobiconnect-sandbox';
		import type { ReceivedMessage, Sandbox, Switches } from 'mobiconnect-sandbox';

		const sandbox: Sandbox = await startSandbox({ port: 0, switches: { latency: 5 } });
		sandbox.next('send', { kind: 'acceptThen', answer: { kind: 'status', status: 500 } });
		// @ts-expect-error -- there is no such kind
		sandbox.next('send', { kind: 'late' });
		// @ts-expect-error -- a status must be given
		sandbox.next('send', { kind: 'status' });
		// @ts-expect-error -- there is no such endpoint
		sandbox.next('sms', { kind: 'ok' });
		// @ts-expect-error -- a text is no number
		sandbox.set({ latency: 'slow' });
		// @ts-expect-error -- what it says is read only
		sandbox.switches.latency = 3;
		const messages: readonly ReceivedMessage[] = sandbox.messages();
		const switches: Switches = DEFAULT_SWITCHES;
		const request = sandbox.requests()[0];
		if (request?.state === 'answered') console.log(request.answer.status.toFixed());
		console.log(messages, switches, new InputError('').message, MISBEHAVING_NUMBERS[0]?.number);
	`;
	expect(await compiled('types.mts', code)).toBe('');
}, 60_000);

/** What the compiler has to say of a program, at its strictest, with nothing at hand but the package. */
async function compiled(file: string, code: string): Promise<string> {
	await writeFile(join(installed.folder, file), code);
	const options = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
	const target = ['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
	const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, ...target, file];
	const { stdout } = await execute(process.execPath, args, { cwd: installed.folder }).catch(
		(error: unknown) => z.object({ stdout: z.string() }).parse(error),
	);
	return stdout;
}

describe('a file that keeps the messages', () => {
	test('is refused without its library, with what to install', async () => {
		const refused = await execute(installed.command, ['--port', '0', '--data', 'kept.data'], {
			cwd: installed.folder,
		}).catch((error: unknown) => error);
		expect(refused).toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^--data is kept\.data: .* npm install lmdb@\d+\.\d+\.\d+,/),
		});
	});

	test('is kept with it', async () => {
		const link = join(installed.folder, 'node_modules/lmdb');
		await symlink(join(ROOT, 'node_modules/lmdb'), link);
		const before = await start(installed, '--data', 'kept.data');
		await execute('bash', ['-euc', example('Use it in tests, from any', 'sh', before.url)]);
		await before.stop();
		const after = await start(installed, '--data', 'kept.data');
		await after.stop();
		await unlink(link);
		expect(before.greeting).toContain('Messages are kept in kept.data; 0 were there.');
		expect(after.greeting).toContain('Messages are kept in kept.data; 1 were there.');
	});
});
