/** Asks the sandbox for JSON; a refusal throws its words. */
export async function ask<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
	return read<Answer>(await fetch(path, signal === undefined ? {} : { signal }));
}

/** Tells the sandbox to do something. */
export async function tell<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
	const init =
		body === undefined
			? { method }
			: { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	return read<Answer>(await fetch(path, init));
}

async function read<Answer>(response: Response): Promise<Answer> {
	const body: Answer & { error?: string } = await response.json();
	if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}`);
	return body;
}

/** An address with its query; empty values are left out. */
export function address(path: string, query: Record<string, string | number>): string {
	const given = Object.entries(query).filter(([, value]) => value !== '');
	return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
