import { createInstance, removeInstance, start, type Instance } from './instance.mts';
import type { Installation } from '../install/install.mts';
import { placePackage } from './package.mts';
import type { Running } from '../process.mts';
import { startPostgres, startRedis } from './services.mts';

/** One process of a cluster, with its own folder, as it would have on a machine of its own. */
interface Member {
	readonly instance: Instance;
	readonly running: Running;
}

/** n8n's queue mode: what one process did is shared between several, which may be on several machines. */
export interface Cluster {
	/** Editor, triggers, and the command line. */
	readonly main: Member;
	/** Takes webhook calls and does nothing else. */
	readonly webhook: Member;
	/** Run the workflows. */
	readonly workers: readonly Member[];
	readonly stop: () => Promise<void>;
}

interface ClusterOptions {
	readonly workers: number;
	/** Settings of n8n beside those that make it a cluster. */
	readonly env?: Readonly<Record<string, string>>;
	/** Runs on the database before anything but it is started: the place to import things. */
	readonly prepare: (instance: Instance) => Promise<void>;
}

export async function startCluster(installation: Installation, options: ClusterOptions): Promise<Cluster> {
	const putAway: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const one of putAway.splice(0).reverse()) await one();
	};
	try {
		const redis = await startRedis();
		putAway.push(redis.stop);
		const postgres = await startPostgres();
		putAway.push(postgres.stop);
		const env = { ...queueMode(redis.port, postgres.port), ...options.env };
		const join = async (
			name: 'start' | 'webhook' | 'worker',
			prepare?: (instance: Instance) => Promise<void>,
		) => {
			const instance = await createInstance(installation, { env });
			putAway.push(() => removeInstance(instance));
			await placePackage(instance);
			await prepare?.(instance);
			const running = await start(instance, name);
			putAway.push(running.stop);
			return { instance, running };
		};
		const main = await join('start', options.prepare);
		const webhook = await join('webhook');
		const workers: Member[] = [];
		for (let count = 0; count < options.workers; count += 1) workers.push(await join('worker'));
		return { main, webhook, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function queueMode(redis: number, postgres: number): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_DATABASE: 'postgres',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		// n8n 1 gives the jobs of a worker that died to another one, which would send their messages again.
		QUEUE_WORKER_MAX_STALLED_COUNT: '0',
	};
}
