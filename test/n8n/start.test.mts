import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { install } from '../../harness/install/install.mts';
import { freePorts } from '../../harness/n8n/ports.mts';
import { processesWith, type } from './support/terminal.mts';
import { release } from './support/world.mts';

/** A user's cache folder with the installed n8n in it and nothing else. */
let cache: string;
let installed: string;

beforeAll(async () => {
	({ folder: installed } = await install(release, () => undefined));
});

beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'start-'));
	await mkdir(join(cache, 'n8n-nodes-mobiconnect'));
});

afterEach(async () => {
	expect(await processesWith(cache)).toEqual([]);
	await rm(cache, { recursive: true, force: true });
});

/** How many processes have shared each core, of late: all takes that much longer on a machine that is busy. */
function timesSlower(): number {
	const [processes = 1] = loadavg();
	return Math.max(1, processes / availableParallelism());
}

function npmStart(...args: string[]): ReturnType<typeof type> {
	return type('npm', ['start', '--', '--no-open', '--n8n', release.version, ...args], {
		XDG_CACHE_HOME: cache,
	});
}

test('npm start brings up n8n and the sandbox, the second time in under 20 s if the machine is free, and Ctrl-C ends all of it', async () => {
	await symlink(installed, join(cache, 'n8n-nodes-mobiconnect', basename(installed)));
	const [port = 0, sandboxPort = 0] = await freePorts(2);
	const ports = ['--port', String(port), '--sandbox-port', String(sandboxPort)];
	const seconds: number[] = [];
	for (const _ of ['first', 'second']) {
		const began = performance.now();
		const start = npmStart(...ports);
		await start.says(/Ctrl-C ends everything/);
		seconds.push((performance.now() - began) / 1000);
		expect(start.output()).toContain(`http://127.0.0.1:${port}`);
		expect(start.output()).toContain(`http://127.0.0.1:${sandboxPort}`);
		expect(start.output()).toMatch(/e-mail +\S+@\S+\n +password +\S+/);
		expect((await fetch(`http://127.0.0.1:${port}/healthz/readiness`)).status).toBe(200);
		expect((await fetch(`http://127.0.0.1:${sandboxPort}/sandbox/messages`)).status).toBe(200);
		start.pressCtrlC();
		await start.ended;
		expect(await processesWith(cache)).toEqual([]);
	}
	expect(seconds[1]).toBeLessThan(20 * timesSlower());
});

test('a taken port is named, with the way around it', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const start = npmStart('--port', String(port));
	expect(await start.ended).toBe(1);
	await new Promise((resolve) => server.close(resolve));
	expect(start.output()).toContain(`Port ${port}, meant for n8n, is in use`);
	expect(start.output()).toContain(`npm start -- --port ${port + 1}`);
	expect(start.output()).not.toMatch(/^\s+at /m);
});

test('a broken installation is named, with the way out', async () => {
	const broken = join(cache, 'n8n-nodes-mobiconnect', basename(installed));
	await mkdir(broken);
	await writeFile(join(broken, 'installed.json'), '{}');
	const [port = 0, sandboxPort = 0] = await freePorts(2);
	const start = npmStart('--port', String(port), '--sandbox-port', String(sandboxPort));
	expect(await start.ended).toBe(1);
	expect(start.output()).toContain(`The installation of n8n ${release.version} is broken`);
	expect(start.output()).toContain(`rm -rf '${broken}'`);
	expect(start.output()).not.toMatch(/^\s+at /m);
});
