import { z } from 'zod';
import { countsSchema } from '../scenarios/counts.mts';
import { rowSchema } from '../scenarios/rows.mts';
import { variantSchema } from '../scenarios/variants.mts';

/** What a measuring process has to do: everything once to warm up, and then `runs` times, taking turns. */
export const jobSchema = z.object({
	gateway: z.string(),
	row: rowSchema,
	variants: z.array(variantSchema).readonly(),
	runs: z.number(),
	/** Milliseconds between reading and writing in n8n's store of once keys. */
	storeLatencyMs: z.number().default(0),
});

export type Job = z.input<typeof jobSchema>;

/** One run of one variant, as the process reports it. */
export const sampleSchema = countsSchema.extend({
	/** Its place in the job. */
	variant: z.number(),
	ms: z.number(),
	/** Milliseconds of processor time of the whole process, garbage collection on other threads included. */
	cpu: z.number(),
	/** Bytes of resident memory: the peak of the run, and what it was before. */
	peak: z.number(),
	before: z.number(),
});

export type Sample = z.output<typeof sampleSchema>;
