import { Hono } from 'hono';
import { z } from 'zod';
import { analyse } from './analyse.mts';
import type { Campaign } from './campaigns.mts';
import { csvOf } from './csv.mts';
import { eventsOf } from './events.mts';
import { queryBy, refuseInput, wholeNumberAsText } from '../input.mts';
import type { Inbox } from './inbox.mts';
import type { CampaignRow, Overview, RequestRow, Slice, ThreadSlice } from './types.mts';
import { MAX_CAPACITY } from '../store/mailbox.mts';
import type { ReceivedRequest } from '../store/requestLog.mts';
import type { State } from '../gateway/state.mts';
import { matching } from './search.mts';

/** The most rows that are handed out at a time; the page asks for what it shows, and for some around it. */
const MAX_ROWS = 500;

const sliceQuery = z.object({
	search: z.string().default(''),
	offset: wholeNumberAsText(0, MAX_CAPACITY).default('0'),
	limit: wholeNumberAsText(0, MAX_ROWS).default('100'),
});

/** What the overview says beside the state. */
export interface About {
	apiUrl: string;
	data: string | undefined;
	/** whether only this machine can reach the page */
	loopback: boolean;
}

/** What the page is made of, to be mounted at /sandbox/inbox. It is the page's own and may change with it. */
export function inboxRoutes(state: State, inbox: Inbox, about: About) {
	const asked = queryBy(sliceQuery);
	return new Hono()
		.onError(refuseInput)
		.get('/overview', (context) => context.json(overview(state, inbox, about)))
		.get('/events', (context) => eventsOf(context, state.changes))
		.get('/conversations', asked, (context) => {
			const { search, ...slice } = context.req.valid('query');
			return context.json(cut(inbox.conversations.rows(matching(search)), slice));
		})
		.get('/conversations/:to', asked, (context) =>
			context.json(thread(inbox, context.req.param('to'), context.req.valid('query'))),
		)
		.get('/campaigns', asked, (context) => {
			const { search, ...slice } = context.req.valid('query');
			const { rows, ...rest } = cut(inbox.campaigns.matching(matching(search)), slice);
			return context.json({ ...rest, rows: rows.map(campaignRow) });
		})
		.get('/campaigns/:id', (context) => {
			const campaign = inbox.campaigns.get(Number(context.req.param('id')));
			if (campaign === undefined) return context.json({ error: 'There is no such campaign any more' }, 404);
			return context.json({ ...campaignRow(campaign), analysis: analyse(campaign.text) }, 200);
		})
		.get('/campaigns/:id/messages', asked, (context) => {
			const campaign = inbox.campaigns.get(Number(context.req.param('id')));
			return context.json(cut(campaign?.messages ?? [], context.req.valid('query')));
		})
		.get('/requests', asked, (context) => {
			const { rows, ...rest } = cut(state.log.requests.slice().reverse(), context.req.valid('query'));
			return context.json({ ...rest, rows: rows.map(requestRow) });
		})
		.get('/messages.csv', asked, (context) => csv(inbox, context.req.valid('query').search));
}

/** What can be asked for at /sandbox/inbox, as a type for the page's client. */
export type InboxRoutes = ReturnType<typeof inboxRoutes>;

function cut<Row>(all: readonly Row[], { offset, limit }: { offset: number; limit: number }): Slice<Row> {
	return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
}

function overview(state: State, inbox: Inbox, { apiUrl, data, loopback }: About): Overview {
	const { mailbox, log, plan, switches, account, persistence } = state;
	return {
		...inbox.campaigns.totals,
		version: mailbox.version,
		messages: mailbox.messages.length,
		dropped: mailbox.dropped,
		capacity: mailbox.capacity,
		conversations: inbox.conversations.size,
		campaigns: inbox.campaigns.size,
		requests: log.requests.length,
		switches,
		planned: plan.waiting(),
		data,
		problem: persistence.problem,
		apiUrl,
		account: loopback ? account : undefined,
	};
}

function thread(inbox: Inbox, to: string, { search, ...slice }: z.output<typeof sliceQuery>): ThreadSlice {
	const messages = inbox.conversations.get(to)?.messages ?? [];
	const found = search.trim() === '' ? -1 : messages.findLastIndex(matching(search));
	const { rows, ...rest } = cut(messages, slice);
	const analysed = rows.map((message) => ({ ...message, analysis: analyse(message.text) }));
	return { ...rest, rows: analysed, found: found < 0 ? undefined : found };
}

function campaignRow({ id, text, sourceId, size, messages, numbers }: Campaign): CampaignRow {
	return {
		id,
		text,
		sourceId,
		messages: messages.length,
		recipients: numbers.size,
		first: messages.at(0)?.at ?? '',
		last: messages.at(-1)?.at ?? '',
		size,
	};
}

function requestRow({ headers: _, body: __, ...request }: ReceivedRequest): RequestRow {
	if (request.state !== 'answered' && request.state !== 'truncated') return request;
	const { answer, ...row } = request;
	return { ...row, status: answer.status, envelope: wordsOf(answer.body) };
}

const envelope = z.object({ status: z.string(), message: z.string().default('') });

function wordsOf(body: unknown): string | undefined {
	const said = envelope.safeParse(body);
	return said.success ? `${said.data.status}: ${said.data.message}` : undefined;
}

function csv(inbox: Inbox, search: string): Response {
	const pieces = csvOf(inbox.find(search));
	// Not ReadableStream.from(): the browser's types, by which the page reads this file, do not know it yet.
	const body = new ReadableStream<string>({
		pull(controller) {
			const piece = pieces.next();
			if (piece.done === true) controller.close();
			else controller.enqueue(piece.value);
		},
	});
	return new Response(body.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="messages.csv"',
		},
	});
}
