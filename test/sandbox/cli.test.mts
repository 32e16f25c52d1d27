import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSandbox } from '../../sandbox/index.mts';
import { call } from './client.mts';

function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.mts', ...args]);
	return { child, exit: once(child, 'exit'), errors: text(child.stderr) };
}

/** What it prints once it has started. */
async function greeting(child: ReturnType<typeof run>['child']): Promise<string> {
	let printed = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		printed += String(chunk);
		if (printed.includes('Ctrl-C')) break;
	}
	return printed;
}

/** How a process ends that is asked to: Windows has no signals, and ends it at once. */
function endedBy(signal: NodeJS.Signals): readonly unknown[] {
	return process.platform === 'win32' ? [null, signal] : [0, null];
}

test('prints one page address and the credential, serves, and ends on Ctrl-C', async () => {
	const { child, exit } = run('--port', '0');
	const printed = await greeting(child);
	const url = /^The inbox: +(http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed)?.[1];
	expect(printed.match(/^The /gm)).toHaveLength(1);
	expect(printed).toContain(`Base URL   ${url}/api\n`);
	expect(printed).toContain('User Name  sandbox-user\n');
	expect(printed).toContain('Password   sandbox-password\n');
	expect(printed).toContain('App Key    sandbox-app-key\n');
	expect(printed).toContain('Only this machine can reach it.');
	expect(printed).toContain('Messages are gone when it ends');
	const heard = await call('POST', `${url}/api/auth`, {
		userName: 'sandbox-user',
		password: 'sandbox-password',
	});
	expect(heard.json).toMatchObject({ status: 'success' });
	child.kill('SIGINT');
	expect(await exit).toEqual(endedBy('SIGINT'));
}, 20_000);

test('says what it means to listen on other than the loopback address, and where messages are kept', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-cli-'));
	const data = join(folder, 'messages.data');
	const { child, exit } = run('--port', '0', '--host', '0.0.0.0', '--data', data);
	const printed = await greeting(child);
	expect(printed).toContain(
		'Everybody who can reach this machine at 0.0.0.0 can read the messages and switch the faults.',
	);
	expect(printed).toContain(`Messages are kept in ${data}; 0 were there.`);
	child.kill('SIGTERM');
	expect(await exit).toEqual(endedBy('SIGTERM'));
	await rm(folder, { recursive: true });
}, 20_000);

test('--help tells all and starts nothing', async () => {
	const { child, exit } = run('--help');
	const printed = await text(child.stdout);
	for (const option of ['--port', '--host', '--data', '--capacity', '--help'])
		expect(printed).toContain(option);
	expect(await exit).toEqual([0, null]);
}, 20_000);

test('says plainly that a port is taken', async () => {
	const sandbox = await startSandbox();
	const { exit, errors } = run('--port', new URL(sandbox.url).port);
	expect(await exit).toEqual([1, null]);
	expect(await errors).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken by another program; choose another port/);
	await sandbox.close();
}, 20_000);

test.each([
	['--port', 'many', '--port is "many": give a whole number from 0 to 65535'],
	['--capacity', '0', '--capacity is "0": give a whole number from 1 to 10000000'],
	['--data', '.', "--data is .: this cannot be opened as a sandbox's data file (it is a folder)"],
	['--colour', 'red', "Unknown option '--colour'"],
])(
	'%s %s is refused',
	async (option, value, words) => {
		const { exit, errors } = run(option, value);
		expect(await exit).toEqual([1, null]);
		expect(await errors).toContain(words);
	},
	20_000,
);
