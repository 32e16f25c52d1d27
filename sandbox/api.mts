import { Hono } from 'hono';
import { z } from 'zod';
import { answersSchema } from './faults/fault.mts';
import { MISBEHAVING_NUMBERS } from './faults/misbehavingNumbers.mts';
import { bodyBy, queryBy, refuseInput, wholeNumberAsText } from './input.mts';
import { MAX_CAPACITY, type ReceivedMessage } from './store/mailbox.mts';
import type { ReceivedRequest } from './store/requestLog.mts';
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
export function controlRoutes(sandbox: Sandbox) {
	return new Hono()
		.onError(refuseInput)
		.get('/messages', queryBy(messageQuery), (context) =>
			context.json(messagePage(sandbox.messages(), context.req.valid('query'))),
		)
		.delete('/messages', (context) => {
			sandbox.clear();
			return context.json(sandbox.counts());
		})
		.get('/requests', queryBy(requestQuery), (context) =>
			context.json(requestPage(sandbox.requests(), context.req.valid('query'))),
		)
		.get('/requests/:id', (context) => {
			const id = context.req.param('id');
			const request = sandbox.requests().find((one) => one.id === Number(id));
			if (request === undefined) return context.json({ error: `There is no request ${id}, or no more` }, 404);
			return context.json(request, 200);
		})
		.get('/counts', (context) => context.json(sandbox.counts()))
		.get('/numbers', (context) => context.json(MISBEHAVING_NUMBERS))
		.get('/switches', (context) => context.json(sandbox.switches))
		.patch('/switches', bodyBy(someSwitches, 'switches'), (context) => {
			sandbox.set(context.req.valid('json'));
			return context.json(sandbox.switches);
		})
		.get('/next', (context) => context.json(sandbox.planned()))
		.post('/next', bodyBy(planBody, 'body'), (context) => {
			const { endpoint, answers } = context.req.valid('json');
			sandbox.next(endpoint, ...answers);
			return context.json(sandbox.planned());
		})
		.delete('/next', (context) => {
			sandbox.forget();
			return context.json(sandbox.planned());
		})
		.post('/revoke', (context) => {
			sandbox.revokeTokens();
			return context.json({ revoked: true });
		})
		.all('*', (context) =>
			context.json({ error: `There is no ${context.req.method} ${context.req.path}` }, 404),
		);
}

/** What can be asked for at /sandbox, as a type for the page's client. */
export type ControlRoutes = ReturnType<typeof controlRoutes>;

/** Oldest first, like `messages()`; `to` and `text` find what contains them. */
function messagePage(
	messages: readonly ReceivedMessage[],
	{ to, text, limit, offset }: z.output<typeof messageQuery>,
) {
	const wanted = text.toLowerCase();
	const found =
		to === '' && text === ''
			? messages
			: messages.filter((message) => message.to.includes(to) && message.text.toLowerCase().includes(wanted));
	return { total: found.length, offset, limit, messages: found.slice(offset, offset + limit) };
}

/** Newest first: who looks at requests looks for the last. */
function requestPage(requests: readonly ReceivedRequest[], { limit, offset }: z.output<typeof requestQuery>) {
	const end = Math.max(0, requests.length - offset);
	return {
		total: requests.length,
		offset,
		limit,
		requests: requests.slice(Math.max(0, end - limit), end).reverse(),
	};
}
