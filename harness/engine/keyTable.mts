import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's table of processed data, kept in memory: a row for each node, which every access reads and writes whole, so that
 * of two at one moment the later undoes what the earlier wrote.
 */
export class KeyTable implements IDataDeduplicator {
	private static instance: KeyTable | undefined;
	private readonly rows = new Map<string, readonly string[]>();
	/** Milliseconds between reading and writing. */
	latencyMs = 0;
	/** Thrown by every access, where it is set. */
	failure: Error | undefined;
	accesses = 0;

	/** The one that n8n's helpers ask: there is one in a process. */
	static installed(): KeyTable {
		if (!KeyTable.instance) {
			KeyTable.instance = new KeyTable();
			void DataDeduplicationService.init(KeyTable.instance);
		}
		return KeyTable.instance;
	}

	/** How many keys and marks there are for all nodes. */
	get size(): number {
		return [...this.rows.values()].reduce((sum, row) => sum + row.length, 0);
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		_scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const output: IDeduplicationOutput = { new: [], processed: [] };
		await this.rewrite(context, (row) => {
			const seen = new Set(row);
			const added: string[] = [];
			for (const item of items) {
				const hash = hashOf(item);
				if (seen.has(hash)) output.processed.push(item);
				else {
					output.new.push(item);
					added.push(hash);
				}
			}
			const all = [...row, ...added];
			return options.maxEntries === undefined ? all : all.slice(-options.maxEntries);
		});
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		_scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const removed = new Set(items.map(hashOf));
		await this.rewrite(context, (row) => row.filter((hash) => !removed.has(hash)));
	}

	async checkProcessedItemsAndRecord(): Promise<never> {
		throw new Error('Not part of this engine');
	}

	async clearAllProcessedItems(): Promise<void> {
		this.rows.clear();
	}

	async getProcessedDataCount(
		_scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		return this.rows.get(nameOf(context))?.length ?? 0;
	}

	private async rewrite(
		context: ICheckProcessedContextData,
		change: (row: readonly string[]) => readonly string[],
	): Promise<void> {
		this.accesses += 1;
		if (this.failure) throw this.failure;
		const row = this.rows.get(nameOf(context)) ?? [];
		if (this.latencyMs > 0) await pause(this.latencyMs);
		this.rows.set(nameOf(context), change(row));
	}
}

function nameOf({ workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id} ${node?.id ?? ''}`;
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}
