/** What the stand-in gateway saw. */
export interface Counts {
	requests: number;
	/** TCP connections that carried a request. */
	connections: number;
	signIns: number;
	/** Recipients of accepted requests. */
	messages: number;
	/** The most requests that were waiting for their answer at one moment. */
	atOnce: number;
}

/** What the gateway at this address saw since the last time it was asked. */
export async function takeCounts(gateway: string): Promise<Counts> {
	const response = await fetch(`${gateway}/counts`);
	const counts: Counts = JSON.parse(await response.text());
	return counts;
}
