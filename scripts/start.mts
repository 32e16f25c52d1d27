import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT as SANDBOX_PORT } from '../sandbox/commandLine.mts';
import { startSandbox } from '../sandbox/index.mts';
import { seedInstance, startFolder } from '../harness/n8n/seed.mts';
import { install } from '../harness/install/install.mts';
import { createInstance, start } from '../harness/n8n/instance.mts';
import { build, placePackage } from '../harness/n8n/package.mts';
import { newest, releaseFor } from '../harness/install/releases.mts';
import { owner, Rest } from '../harness/n8n/rest.mts';

const HELP = `A whole n8n with this node in it, beside a stand-in for the gateway: nothing it sends goes any further.

Usage: npm start [-- OPTIONS]

  --port NUMBER          n8n's port (default 5678)
  --sandbox-port NUMBER  the sandbox's port (default ${SANDBOX_PORT})
  --n8n VERSION          the version of n8n (default ${newest.version}; also 1.123)
  --no-open              don't open it in the browser
  --help                 print this and end

Ctrl-C ends it. n8n is installed once, into the user's cache folder.
`;

const OPTIONS = {
	port: { type: 'string', default: '5678' },
	'sandbox-port': { type: 'string', default: String(SANDBOX_PORT) },
	n8n: { type: 'string', default: newest.version },
	'no-open': { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

function readOptions() {
	return parseArgs({ options: OPTIONS }).values;
}

async function run(values: ReturnType<typeof readOptions>): Promise<void> {
	const release = releaseFor(values.n8n);
	const port = await freePort('n8n', '--port', values.port);
	const sandboxPort = await freePort('the sandbox', '--sandbox-port', values['sandbox-port']);

	build();
	const installation = await install(release, console.log);
	const sandbox = await startSandbox({ port: sandboxPort });
	const instance = await createInstance(installation, { home: startFolder(release), port });
	await placePackage(instance);
	await seedInstance(
		instance,
		{ ...sandbox.account, baseUrl: sandbox.apiUrl },
		{ log: console.log, tellsWhatIsDone: true },
	);
	console.log(`Starting n8n ${release.version}…`);
	const n8n = await start(instance);
	await Rest.setUp(instance);

	console.log(greeting(instance.url, sandbox.url, instance.files));
	if (!values['no-open']) openInBrowser(instance.url);
	const ending = await Promise.race([asked(), n8n.ended.then(() => 'by itself' as const)]);
	console.log(ending === 'by itself' ? `n8n ended by itself:\n${n8n.output().slice(-2_000)}` : '\nStopping…');
	await n8n.stop();
	await sandbox.close();
	if (ending === 'by itself') process.exitCode = 1;
}

function greeting(url: string, sandboxUrl: string, files: string): string {
	return `
n8n          ${url}
  e-mail     ${owner.email}
  password   ${owner.password}
The inbox    ${sandboxUrl}   what n8n sent
Files        ${files}

The workflows of this project are in it, with a credential for the sandbox. Open "Spreadsheet to SMS" and press
Execute workflow. Ctrl-C ends everything.
`;
}

/** A port that was asked for, once it is sure that nobody else has it. */
async function freePort(what: string, option: string, text: string): Promise<number> {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`${option} is ${text}: give a whole number from 1 to 65535`);
	}
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	}).catch((error: unknown) => {
		const words = String(error);
		const reason = words.includes('EADDRINUSE')
			? 'is in use, perhaps by another n8n or an earlier start'
			: words;
		throw new Error(
			`Port ${port}, meant for ${what}, ${reason}.\nChoose another one: npm start -- ${option} ${port + 1}`,
		);
	});
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Resolves when somebody presses Ctrl-C or ends this process in another polite way. */
async function asked(): Promise<'asked'> {
	return await new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
	});
}

function openInBrowser(url: string): void {
	const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
	if (!process.stdout.isTTY || !hasScreen) return;
	const command =
		process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
	spawn(command, [url], { detached: true, stdio: 'ignore' }).on('error', () => undefined);
}

try {
	const values = readOptions();
	if (values.help) console.log(HELP);
	else await run(values);
} catch (error) {
	// What is wrong is said without the stack: most of it is for whoever typed the command to put right.
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
