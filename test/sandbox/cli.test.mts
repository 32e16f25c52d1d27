import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startSandbox } from '../../sandbox/index.mts';
import { call } from './client.mts';

function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.mts', ...args]);
	return { child, exit: once(child, 'exit'), errors: text(child.stderr) };
}

test('prints one page address and the credential, serves, and ends on Ctrl-C', async () => {
	const { child, exit } = run('--port', '0');
	let printed = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		printed += String(chunk);
		if (printed.includes('Ctrl-C')) break;
	}
	const url = /^The inbox: +(http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed)?.[1];
	expect(printed).toContain(`Base URL   ${url}/api\n`);
	expect(printed).toContain('User Name  sandbox-user\n');
	expect(printed).toContain('Password   sandbox-password\n');
	expect(printed).toContain('App Key    sandbox-app-key\n');
	expect(printed).toContain('Only this machine can reach it.');
	const heard = await call('POST', `${url}/api/auth`, {
		userName: 'sandbox-user',
		password: 'sandbox-password',
	});
	expect(heard.json).toMatchObject({ status: 'success' });
	child.kill('SIGINT');
	expect(await exit).toEqual([0, null]);
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
	['--port', 'many', '--port is many: give a whole number from 0 to 65535'],
	['--capacity', '0', '--capacity is 0: give a whole number from 1 to 10000000'],
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
