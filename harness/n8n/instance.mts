import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brokenInstall, type Installation } from '../install/install.mts';
import { launch, type Running } from '../process.mts';
import { freePorts } from './ports.mts';

/** One n8n: its folder, its settings, and the processes that run on them. */
export interface Instance {
	readonly installation: Installation;
	/** Everything it keeps is below this folder. */
	readonly home: string;
	/** The one folder whose files its workflows may read and write. */
	readonly files: string;
	/** Where n8n puts the packages that people install from its editor. */
	readonly packages: string;
	readonly port: number;
	readonly url: string;
	readonly env: NodeJS.ProcessEnv;
}

interface InstanceOptions {
	/** Left out: a temporary folder. */
	readonly home?: string;
	readonly port?: number;
	readonly env?: Readonly<Record<string, string>>;
}

export async function createInstance(
	installation: Installation,
	options: InstanceOptions = {},
): Promise<Instance> {
	const home = options.home ?? (await mkdtemp(join(tmpdir(), 'n8n-')));
	const files = join(home, 'files');
	const packages = join(home, '.n8n', 'nodes');
	await mkdir(files, { recursive: true });
	await mkdir(join(packages, 'node_modules'), { recursive: true });
	const [free = 0, broker = 0] = await freePorts(2);
	const port = options.port ?? free;
	const env = {
		...inherited(),
		...settings(home, files, port, broker),
		...installation.release.env,
		...options.env,
	};
	return { installation, home, files, packages, port, url: `http://127.0.0.1:${port}`, env };
}

/** The same n8n by another clock: each of its processes begins at this moment. */
export function atTime(instance: Instance, moment: Date): Instance {
	const env = {
		...instance.env,
		CLOCK_BEGINS_AT_MS: String(moment.getTime()),
		NODE_OPTIONS: `--import=${pathToFileURL(CLOCK).href}`,
	};
	return { ...instance, env };
}

const CLOCK = join(import.meta.dirname, 'clock.mjs');

/** Nothing of the surrounding n8n, if there is one, may reach the one started here. */
function inherited(): NodeJS.ProcessEnv {
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|NODE_OPTIONS$|NODE_PATH$|NODE_ENV$|JEST_)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function settings(home: string, files: string, port: number, broker: number): Record<string, string> {
	return {
		N8N_USER_FOLDER: home,
		N8N_RESTRICT_FILE_ACCESS_TO: files,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(broker),
		N8N_SECURE_COOKIE: 'false',
		N8N_ENCRYPTION_KEY: 'only-for-this-machine',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		// Nobody is called home.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// No questions on the first screens.
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		GENERIC_TIMEZONE: 'Africa/Nairobi',
		NO_COLOR: '1',
	};
}

/** Starts n8n, or one of its other processes, and resolves once it is ready to work. */
export async function start(instance: Instance, command: keyof typeof READY = 'start'): Promise<Running> {
	const running = run(instance, command, []);
	try {
		await running.says(READY[command]);
	} catch (error) {
		await running.stop();
		throw new Error(whyNot(instance, running), { cause: error });
	}
	return running;
}

const READY = {
	start: /Editor is now accessible via/,
	webhook: /Webhook listener waiting for requests/,
	worker: /n8n worker is now ready/,
};

function whyNot({ installation, port }: Instance, running: Running): string {
	const output = running.output();
	const last = output.split('\n').slice(-15).join('\n');
	if (/EADDRINUSE|already in use/.test(output)) return `n8n can't start: port ${port} is in use.`;
	if (/Cannot find (module|package)|MODULE_NOT_FOUND|ERR_DLOPEN_FAILED|SyntaxError/.test(output)) {
		return brokenInstall(installation, `n8n ends at once, saying\n${last}`);
	}
	return `n8n ${installation.release.version} did not start:\n${last}`;
}

/** Runs one of n8n's own commands (`import:workflow`, `execute`, …) to its end, and hands back what it printed. */
export async function command(instance: Instance, name: string, args: readonly string[]): Promise<string> {
	const [broker = 0] = await freePorts(1);
	const running = run(instance, name, args, { N8N_RUNNERS_BROKER_PORT: String(broker) });
	const code = await running.ended;
	if (code !== 0)
		throw new Error(`n8n ${name} ended with ${String(code)}:\n${running.output().slice(-4_000)}`);
	return running.output();
}

function run(
	instance: Instance,
	name: string,
	args: readonly string[],
	more: NodeJS.ProcessEnv = {},
): Running {
	const { installation, env, files } = instance;
	return launch(installation.node, [installation.cli, name, ...args], {
		name: `n8n ${name}`,
		env: { ...env, ...more },
		cwd: files,
	});
}

export async function removeInstance(instance: Instance): Promise<void> {
	await rm(instance.home, { recursive: true, force: true, maxRetries: 5 });
}

/** Writes a file that n8n's command line is to import. */
export async function writeJson(instance: Instance, name: string, content: unknown): Promise<string> {
	const file = join(instance.home, name);
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	return file;
}
