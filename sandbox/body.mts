import type { IncomingMessage } from 'node:http';

/** The largest body that is read, in bytes. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A request's body as it came, and how many bytes of it were read. */
export type Body = { readonly bytes: number } & (
	| { readonly kind: 'json'; readonly json: unknown }
	| { readonly kind: 'notJson'; readonly text: string }
	| { readonly kind: 'tooLarge' }
);

/** Reads a request's body; one beyond the limit is left alone. Rejects when the sender goes away first. */
export async function readBody(incoming: IncomingMessage): Promise<Body> {
	const bytes = await collect(incoming);
	if (bytes === undefined) return { kind: 'tooLarge', bytes: MAX_BODY_BYTES };
	const text = bytes.toString('utf8');
	try {
		const json: unknown = JSON.parse(text);
		return { kind: 'json', json, bytes: bytes.length };
	} catch {
		return { kind: 'notJson', text, bytes: bytes.length };
	}
}

function collect(incoming: IncomingMessage): Promise<Buffer | undefined> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		incoming.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= MAX_BODY_BYTES) chunks.push(chunk);
			else resolve(undefined);
		});
		incoming.on('end', () => resolve(Buffer.concat(chunks)));
		incoming.on('error', reject);
		incoming.on('close', () => reject(new Error('The sender went away before its request was complete')));
	});
}
