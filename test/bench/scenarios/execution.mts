import { parse } from 'flatted';
import { z } from 'zod';

const executionSchema = z.object({
	resultData: z.object({ runData: z.record(z.array(z.object({ executionTime: z.number() }))) }),
});

/** The milliseconds that a node took, from an execution as n8n stores it. */
export function nodeTime(stored: string, node: string): number {
	const { runData } = executionSchema.parse(parse(stored)).resultData;
	const time = runData[node]?.[0]?.executionTime;
	if (time === undefined) throw new Error(`The stored execution doesn't say how long ${node} took`);
	return time;
}
