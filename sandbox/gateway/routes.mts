import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { type Body, readBody } from './body.mts';
import {
	judgeOther,
	judgeRefresh,
	judgeSend,
	judgeSignIn,
	judgeTooLarge,
	judgeUnreadable,
	sendView,
	type Verdict,
} from './rules.mts';
import { type Outcome, outcomeOf } from './outcome.mts';
import type { Endpoint, ReceivedRequest } from '../store/requestLog.mts';
import type { State } from './state.mts';
import { show } from './respond.mts';

type GatewayContext = Context<{ Bindings: HttpBindings }>;

/** The stand-in gateway's endpoints, to be mounted at /api: docs/gateway.md, "Documented". */
export function gatewayRoutes(state: State): Hono<{ Bindings: HttpBindings }> {
	const routes = new Hono<{ Bindings: HttpBindings }>();
	routes.post('/auth', (context) => serve(context, 'auth', state));
	routes.post('/auth/refresh', (context) => serve(context, 'refresh', state));
	routes.post('/communications/sms/sendMessage', (context) => serve(context, 'send', state));
	routes.all('*', (context) => serve(context, 'other', state));
	return routes;
}

async function serve(context: GatewayContext, endpoint: Endpoint, state: State): Promise<Response> {
	const { incoming, outgoing } = context.env;
	const arrived = new Date();
	const body = await readBody(incoming).catch(() => undefined);
	if (body === undefined) return RESPONSE_ALREADY_SENT;
	const index = state.log.counts.sends;
	const request = note(context, endpoint, body, arrived, state);
	const answer =
		endpoint === 'other' ? undefined : state.plan.take(endpoint, () => sendView(body.json, index));
	request.planned = answer?.kind;
	const outcome = outcomeOf(answer, () => judge(context, endpoint, body, state));
	await accept(outcome, request, arrived, state);
	const latency = state.switches.latency + (answer?.delay ?? 0);
	if (latency > 0) await wait(latency, undefined, { ref: false });
	close(request, outcome, arrived, state);
	show(outcome, incoming, outgoing);
	return RESPONSE_ALREADY_SENT;
}

function note(
	context: GatewayContext,
	endpoint: Endpoint,
	body: Body,
	at: Date,
	state: State,
): ReceivedRequest {
	const facts = state.masking.request({
		endpoint,
		method: context.req.method,
		path: context.req.path,
		headers: context.env.incoming.headers,
		body: 'json' in body ? body.json : (body.text ?? ''),
	});
	return state.log.open(facts, at, body.bytes);
}

function judge(context: GatewayContext, endpoint: Endpoint, body: Body, state: State): Verdict {
	if (endpoint === 'other') return judgeOther();
	if (body.text === undefined) return judgeTooLarge();
	if (!('json' in body)) return judgeUnreadable();
	if (endpoint === 'auth') return judgeSignIn(body.json, state);
	if (endpoint === 'refresh') return judgeRefresh(body.json, state);
	const { headers } = context.env.incoming;
	const appKey = headers['app-key'];
	return judgeSend(
		{ authorization: headers.authorization, appKey: typeof appKey === 'string' ? appKey : undefined },
		body.json,
		state,
	);
}

/** Messages count as taken before any wait: a sender who gives up waiting cannot know, as with a real gateway. */
function accept(
	{ accepts }: Outcome,
	request: ReceivedRequest,
	at: Date,
	state: State,
): Promise<void> | undefined {
	const change = accepts && state.mailbox.accept(accepts, request.id, at);
	request.accepted = change?.added.length ?? 0;
	state.changes.tell();
	return change && state.keeper.keep(change);
}

function close(request: ReceivedRequest, outcome: Outcome, arrived: Date, state: State): void {
	request.took = Date.now() - arrived.getTime();
	if (outcome.ends === 'reply' || outcome.ends === 'truncated') {
		const { status, headers, body } = outcome.reply;
		request.status = status;
		request.answer = state.masking.answer({ status, headers, body });
	}
	request.state = STATE_AFTER[outcome.ends];
	state.changes.tell();
}

const STATE_AFTER = {
	reply: 'answered',
	truncated: 'dropped',
	reset: 'dropped',
	close: 'dropped',
	hang: 'hanging',
} as const satisfies Record<Outcome['ends'], ReceivedRequest['state']>;
