import { type ClientResponse, hc } from 'hono/client';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ControlRoutes } from '../api.mts';
import type { InboxRoutes } from '../inbox/routes.mts';

/**
 * What the page shows. What a route takes and answers is read from the route itself. A parameter goes into the path as
 * it is, so it has to be encoded.
 */
export const inbox = hc<InboxRoutes>('/sandbox/inbox');
/** What the page does; a program does it in the same way. */
export const control = hc<ControlRoutes>('/sandbox');

type Refusal = ClientResponse<{ error: string }, 404, 'json'>;

/** What the sandbox answers; a refusal throws its words. */
export async function read<Answer>(
	asked: Promise<ClientResponse<Answer, ContentfulStatusCode, 'json'> | Refusal>,
): Promise<Answer> {
	const response = await asked;
	if (response.ok) return response.json();
	throw new Error(wordsOf(await response.json()) ?? `The sandbox answered ${response.status}`);
}

function wordsOf(body: unknown): string | undefined {
	return typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : undefined;
}
