import type { IncomingMessage } from 'node:http';

/** The largest body that is read, in bytes. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/** A request's body; `json` is missing when it was none, `text` when it was too large to be read. */
export interface Body {
	text?: string;
	json?: unknown;
	bytes: number;
}

/** Reads a request's body; one beyond the limit is left alone. Rejects when the sender goes away first. */
export async function readBody(incoming: IncomingMessage): Promise<Body> {
	const bytes = await collect(incoming);
	if (bytes === undefined) return { bytes: BODY_LIMIT };
	const text = bytes.toString('utf8');
	try {
		const json: unknown = JSON.parse(text);
		return { text, json, bytes: bytes.length };
	} catch {
		return { text, bytes: bytes.length };
	}
}

function collect(incoming: IncomingMessage): Promise<Buffer | undefined> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= BODY_LIMIT) chunks.push(chunk);
			else resolve(undefined);
		});
		incoming.on('end', () => resolve(Buffer.concat(chunks)));
		incoming.on('error', reject);
		incoming.on('close', () => reject(new Error('The sender went away before its request was complete')));
	});
}
