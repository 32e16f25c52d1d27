import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './ports.mts';
import { launch, type Running } from '../process.mts';
import { need, postgresBin } from '../system.mts';

/** A server with a port and a folder of its own. */
export interface Service {
	readonly port: number;
	readonly running: Running;
	readonly stop: () => Promise<void>;
}

export async function startRedis(): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), 'redis-'));
	const [port = 0] = await freePorts(1);
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const running = launch(need('redis'), args, { name: 'redis', env: process.env, cwd: folder });
	await running.says(/Ready to accept connections/);
	return service(running, port, folder);
}

/** The user and the database are `postgres`; whoever can reach the port may log in, which is this machine. */
export async function startPostgres(): Promise<Service> {
	const server = need('postgres');
	const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
	const [port = 0] = await freePorts(1);
	const user = unprivileged();
	if (user.length > 0) execFileSync('chown', ['postgres', folder]);
	const data = join(folder, 'data');
	const [command = '', ...rest] = [...user, postgresBin('initdb') ?? 'initdb'];
	const init = [...rest, '-D', data, '-U', 'postgres', '--auth=trust', '--no-sync'];
	execFileSync(command, init, { cwd: folder, stdio: 'ignore' });

	const [program = '', ...args] = [
		...user,
		server,
		'-D',
		data,
		'-p',
		String(port),
		'-h',
		'127.0.0.1',
		'-k',
		'',
	];
	// n8n's processes keep a pool of connections each.
	args.push('-c', 'max_connections=200');
	const running = launch(program, args, { name: 'postgres', env: process.env, cwd: folder });
	await running.says(/database system is ready to accept connections/);
	return service(running, port, folder);
}

/** PostgreSQL refuses to run as root, and Debian's package brings a user for it. */
function unprivileged(): string[] {
	if (process.getuid?.() !== 0) return [];
	return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
}

function service(running: Running, port: number, folder: string): Service {
	const stop = async () => {
		await running.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	return { port, running, stop };
}
