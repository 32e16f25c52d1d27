import { z } from 'zod';

export const countsSchema = z.object({
	requests: z.number(),
	/** TCP connections that carried a request. */
	connections: z.number(),
	signIns: z.number(),
	/** Recipients of accepted requests. */
	messages: z.number(),
	/** The most requests that were waiting for their answer at one moment. */
	atOnce: z.number(),
});

/** What the stand-in gateway saw. */
export type Counts = z.output<typeof countsSchema>;

/** What the gateway at this address saw since the last time it was asked. */
export async function takeCounts(gateway: string): Promise<Counts> {
	const response = await fetch(`${gateway}/counts`);
	return countsSchema.parse(await response.json());
}
