import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { answersSchema } from './faults/fault.mts';
import { MISBEHAVING_NUMBERS } from './faults/misbehavingNumbers.mts';
import { InputError, read, refuseInput, wholeNumberAsText } from './input.mts';
import { MAX_CAPACITY, type ReceivedMessage } from './store/mailbox.mts';
import type { Sandbox } from './sandbox.mts';
import { someSwitches } from './faults/switches.mts';

/** How many entries a page has when nobody says. */
const DEFAULT_LIMIT = 100;

const page = {
	limit: wholeNumberAsText(0, 100_000).default(String(DEFAULT_LIMIT)),
	offset: wholeNumberAsText(0, MAX_CAPACITY).default('0'),
};
const messageQuery = z.object({ to: z.string().default(''), text: z.string().default(''), ...page }).strict();
const requestQuery = z.object(page).strict();
const planBody = z
	.object({
		endpoint: z.enum(['auth', 'refresh', 'send'], { message: "give 'auth', 'refresh' or 'send'" }),
		answers: answersSchema,
	})
	.strict();

/** The code interface over HTTP, to be mounted at /sandbox: docs/sandbox.md. */
export function controlRoutes(sandbox: Sandbox): Hono {
	const routes = new Hono();
	routes.get('/messages', (context) => context.json(messagePage(sandbox.messages(), context)));
	routes.delete('/messages', (context) => {
		sandbox.clear();
		return context.json(sandbox.counts());
	});
	routes.get('/requests', (context) => context.json(requestPage(sandbox, context)));
	routes.get('/requests/:id', (context) => {
		const id = Number(context.req.param('id'));
		const request = sandbox.requests().find((one) => one.id === id);
		if (request !== undefined) return context.json(request);
		return context.json({ error: `There is no request ${context.req.param('id')}, or no more` }, 404);
	});
	routes.get('/counts', (context) => context.json(sandbox.counts()));
	routes.get('/numbers', (context) => context.json(MISBEHAVING_NUMBERS));
	routes.get('/switches', (context) => context.json(sandbox.switches));
	routes.patch('/switches', async (context) => {
		sandbox.set(read(someSwitches, await json(context), 'switches'));
		return context.json(sandbox.switches);
	});
	routes.get('/next', (context) => context.json(sandbox.planned()));
	routes.post('/next', async (context) => {
		const { endpoint, answers } = read(planBody, await json(context), 'body');
		sandbox.next(endpoint, ...answers);
		return context.json(sandbox.planned());
	});
	routes.delete('/next', (context) => {
		sandbox.forget();
		return context.json(sandbox.planned());
	});
	routes.post('/revoke', (context) => {
		sandbox.revokeTokens();
		return context.json({ revoked: true });
	});
	routes.all('*', (context) =>
		context.json({ error: `There is no ${context.req.method} ${context.req.path}` }, 404),
	);
	routes.onError(refuseInput);
	return routes;
}

/** Oldest first, like `messages()`; `to` and `text` find what contains them. */
function messagePage(messages: readonly ReceivedMessage[], context: Context) {
	const { to, text, limit, offset } = read(messageQuery, context.req.query(), 'query');
	const wanted = text.toLowerCase();
	const found =
		to === '' && text === ''
			? messages
			: messages.filter((message) => message.to.includes(to) && message.text.toLowerCase().includes(wanted));
	return { total: found.length, offset, limit, messages: found.slice(offset, offset + limit) };
}

/** Newest first: who looks at requests looks for the last. */
function requestPage(sandbox: Sandbox, context: Context) {
	const { limit, offset } = read(requestQuery, context.req.query(), 'query');
	const requests = sandbox.requests();
	const end = Math.max(0, requests.length - offset);
	return {
		total: requests.length,
		offset,
		limit,
		requests: requests.slice(Math.max(0, end - limit), end).reverse(),
	};
}

async function json(context: Context): Promise<unknown> {
	try {
		return await context.req.json();
	} catch {
		throw new InputError('The body is not JSON: send a JSON object with Content-Type: application/json');
	}
}
