import { Hono } from 'hono';
import { z } from 'zod';
import { analyse } from './analyse.mts';
import { campaignDetail, campaignRow, messagesOf } from './campaigns/rows.mts';
import { csvOf, NUMBERS_CSV } from './csv.mts';
import type { FoundCampaign } from './campaigns/campaigns.mts';
import { eventsOf } from './events.mts';
import { queryBy, refuseInput, wholeNumberAsText } from '../input.mts';
import type { Inbox } from './inbox.mts';
import type { Overview, RequestRow, Slice, ThreadSlice } from './types.mts';
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
		.get('/overview', asked, (context) =>
			context.json(overview(state, { ...about, totals: inbox.totals(context.req.valid('query').search) })),
		)
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
		.get('/campaigns/:id', asked, (context) => {
			const campaign = campaignBy(inbox, context.req.param('id'), context.req.valid('query').search);
			if (campaign === undefined) return context.json({ error: 'There is no such campaign any more' }, 404);
			return context.json(campaignDetail(campaign), 200);
		})
		.get('/campaigns/:id/messages', asked, (context) => {
			const { search, ...slice } = context.req.valid('query');
			const campaign = campaignBy(inbox, context.req.param('id'), search);
			return context.json(cut(campaign === undefined ? [] : messagesOf(campaign), slice));
		})
		.get('/requests', asked, (context) => {
			const { rows, ...rest } = cut(state.log.requests.slice().reverse(), context.req.valid('query'));
			return context.json({ ...rest, rows: rows.map(requestRow) });
		})
		.get('/messages.csv', asked, (context) => csv(inbox, context.req.valid('query').search))
		.get('/numbers.csv', () => download('misbehaving-numbers.csv', NUMBERS_CSV));
}

/** What can be asked for at /sandbox/inbox, as a type for the page's client. */
export type InboxRoutes = ReturnType<typeof inboxRoutes>;

function cut<Row>(all: readonly Row[], { offset, limit }: { offset: number; limit: number }): Slice<Row> {
	return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
}

/** A campaign, with those of its messages that are looked for. */
function campaignBy(inbox: Inbox, id: string, search: string): FoundCampaign | undefined {
	const campaign = inbox.campaigns.get(Number(id), matching(search));
	return campaign?.messages === 0 ? undefined : campaign;
}

function overview(
	state: State,
	{ apiUrl, data, loopback, totals }: About & Pick<Overview, 'totals'>,
): Overview {
	const { mailbox, log, plan, switches, account, persistence } = state;
	return {
		totals,
		version: mailbox.version,
		messages: mailbox.messages.length,
		dropped: mailbox.dropped,
		capacity: mailbox.capacity,
		requests: log.requests.length,
		switches,
		planned: plan.names(),
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

function requestRow({ headers: _, body, ...request }: ReceivedRequest): RequestRow {
	const recipients = recipientsOf(body);
	if (request.state !== 'answered' && request.state !== 'truncated') return { ...request, recipients };
	const { answer, ...row } = request;
	return { ...row, recipients, status: answer.status, envelope: wordsOf(answer.body) };
}

const sent = z.object({ recipients: z.array(z.unknown()) });

function recipientsOf(body: unknown): number {
	const read = sent.safeParse(body);
	return read.success ? read.data.recipients.length : 0;
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
	return download('messages.csv', body.pipeThrough(new TextEncoderStream()));
}

function download(name: string, body: string | ReadableStream<Uint8Array>): Response {
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
		},
	});
}
