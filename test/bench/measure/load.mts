/** What became of many calls. */
export interface Load {
	readonly answers: ReadonlyArray<{ status: number; body: string; milliseconds: number }>;
	readonly seconds: number;
}

/** Makes as many calls as there are bodies, so many at a time, and waits for every answer. */
export async function callMany(url: string, bodies: readonly unknown[], atOnce: number): Promise<Load> {
	const answers: Array<Load['answers'][number]> = [];
	const waiting = bodies.values();
	const began = performance.now();
	const callOneAfterAnother = async () => {
		for (const body of waiting) {
			const asked = performance.now();
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			const text = await response.text();
			answers.push({ status: response.status, body: text, milliseconds: performance.now() - asked });
		}
	};
	await Promise.all(Array.from({ length: atOnce }, callOneAfterAnother));
	return { answers, seconds: (performance.now() - began) / 1000 };
}

export function percentile(load: Load, share: number): number {
	const sorted = load.answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
