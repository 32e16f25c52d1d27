import { Worker } from 'node:worker_threads';
import type { Analysis, Summary } from './analyse.mts';
import type { Order, Report } from './analysisWorker.mts';
import { bundle } from '../bundle.mts';

/** Full analyses kept; a page shows far fewer at a time. */
const REMEMBERED = 1000;

/**
 * Has texts analysed in a thread of its own: the library takes up to a millisecond a text, and whoever sends must not
 * wait for whoever looks. The thread starts with the first text.
 */
export class Analyst {
	#worker: Promise<Worker> | undefined;
	#waiting = new Map<number, (report: Report) => void>();
	#nextId = 1;
	#remembered = new Map<string, Promise<Analysis | undefined>>();

	/** What a text becomes as an SMS; undefined when it is too long to be counted. */
	analyse(text: string): Promise<Analysis | undefined> {
		const known = this.#remembered.get(text);
		if (known !== undefined) return known;
		const asked = this.#ask((id) => ({ id, text })).then(({ analysis }) => analysis);
		this.#remembered.set(text, asked);
		const [oldest] = this.#remembered.keys();
		if (this.#remembered.size > REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
		return asked;
	}

	/** What many texts become, in short. */
	async summarise(texts: readonly string[]): Promise<Array<Summary | undefined>> {
		const { summaries } = await this.#ask((id) => ({ id, texts }));
		return summaries ?? [];
	}

	async close(): Promise<void> {
		await (await this.#worker)?.terminate();
	}

	async #ask(order: (id: number) => Order): Promise<Report> {
		this.#worker ??= this.#start();
		const worker = await this.#worker;
		const id = this.#nextId++;
		return new Promise((resolve) => {
			this.#waiting.set(id, resolve);
			worker.postMessage(order(id));
		});
	}

	async #start(): Promise<Worker> {
		const code = await bundle('./inbox/analysisWorker.mts', { platform: 'node', format: 'cjs' });
		const worker = new Worker(code, { eval: true, execArgv: [] });
		worker.unref();
		worker.on('message', (report: Report) => {
			this.#waiting.get(report.id)?.(report);
			this.#waiting.delete(report.id);
		});
		return worker;
	}
}
