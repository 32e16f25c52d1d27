import type { IConnections, INode, INodeExecutionData, IRun } from 'n8n-workflow';

/** What an execution left behind. */
export class Result {
	constructor(
		readonly run: IRun,
		readonly workflow: { readonly nodes: INode[]; readonly connections: IConnections },
	) {}

	/** The error that ended it. */
	get error() {
		return this.run.data.resultData.error;
	}

	/** The items of an output of a node's run. */
	items(name = 'MobiConnect', output = 0, runIndex = 0): INodeExecutionData[] {
		return this.run.data.resultData.runData[name]?.[runIndex]?.data?.['main']?.[output] ?? [];
	}

	json(name = 'MobiConnect', output = 0, runIndex = 0) {
		return this.items(name, output, runIndex).map(({ json }) => json);
	}

	/** Everything that n8n would keep and show of the execution, as one text. */
	everything(): string {
		const seen = new WeakSet<object>();
		return JSON.stringify(this.run, (_key, value: unknown) => {
			if (typeof value !== 'object' || value === null) return value;
			if (seen.has(value)) return undefined;
			seen.add(value);
			return value instanceof Error
				? { ...value, message: value.message, stack: value.stack, cause: value.cause }
				: value;
		});
	}
}
