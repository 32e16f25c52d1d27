import { parentPort } from 'node:worker_threads';
import { analyse, type Analysis, summarise, type Summary } from './analyse.mts';

/** What the worker is asked: one text in full, or many in short. */
export type Order = { id: number } & ({ text: string } | { texts: readonly string[] });

/** What it answers. */
export interface Report {
	id: number;
	analysis?: Analysis | undefined;
	summaries?: Array<Summary | undefined>;
}

parentPort?.on('message', (order: Order) => {
	const report: Report =
		'text' in order
			? { id: order.id, analysis: analyse(order.text) }
			: { id: order.id, summaries: order.texts.map(summarise) };
	parentPort?.postMessage(report);
});
