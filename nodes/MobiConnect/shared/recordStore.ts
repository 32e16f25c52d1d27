import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { callOf, isOutOfOrder } from './toolCall';

/** Keeps the record of a run, as text, from one try to the next. */
export interface RecordStore {
	/** What an earlier try of this run kept. */
	read(): string | undefined;
	/** Keeps what `write` gives at the moment when n8n saves the execution, which may be in the middle of the run. */
	follow(write: () => string): void;
	/** Keeps a record of a try that has ended. */
	keep(record: string): void;
	clear(): void;
}

/** Where a run keeps its record: in what n8n saves of the execution, or as an agent's tool with the call itself. */
export function recordStore(context: IExecuteFunctions): RecordStore {
	return isOutOfOrder(context) ? new CallStore(callOf(context)) : new ExecutionStore(context);
}

/** A record that is written when it is turned into text or JSON. */
class LiveRecord {
	constructor(private readonly write: () => string) {}

	toString(): string {
		return this.write();
	}

	toJSON(): string {
		return this.write();
	}
}

/** The name of the record among what n8n keeps for the node. */
const FIELD = 'mobiConnect';

/**
 * In the context that n8n keeps for each node of an execution, and saves with it: there for Retry On Fail, and for Retry
 * in the list of executions, which runs the node again in another process with the same run index.
 */
class ExecutionStore implements RecordStore {
	private readonly runIndex: number;
	private readonly holder: IDataObject;

	constructor(context: IExecuteFunctions) {
		this.runIndex = Number(context.getWorkflowDataProxy(0)['$runIndex']);
		this.holder = context.getContext('node');
	}

	read(): string | undefined {
		const kept: unknown = this.holder[FIELD];
		if (typeof kept !== 'object' || kept === null || !('runIndex' in kept) || !('record' in kept))
			return undefined;
		// Each turn of a loop is a run of its own.
		return kept.runIndex === this.runIndex ? String(kept.record) : undefined;
	}

	follow(write: () => string): void {
		this.holder[FIELD] = { runIndex: this.runIndex, record: new LiveRecord(write) };
	}

	keep(record: string): void {
		this.holder[FIELD] = { runIndex: this.runIndex, record };
	}

	clear(): void {
		delete this.holder[FIELD];
	}
}

/** What the calls under way have kept. */
const calls = new WeakMap<object, string>();

/** In this process, as long as the call lasts. */
class CallStore implements RecordStore {
	constructor(private readonly call: object) {}

	read(): string | undefined {
		return calls.get(this.call);
	}

	follow(): void {
		// Nobody saves a call in its middle.
	}

	keep(record: string): void {
		calls.set(this.call, record);
	}

	clear(): void {
		calls.delete(this.call);
	}
}
