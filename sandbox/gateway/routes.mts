import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { FullAnswer } from '../faults/fault.mts';
import { nameOf } from '../faults/queue.mts';
import type { Misbehaviour } from '../faults/numberFaults.mts';
import type { Endpoint, RequestState } from '../store/requestLog.mts';
import { type Body, readBody } from '../body.mts';
import { type Outcome, outcomeOf } from './outcome.mts';
import { type GatewayRequest, readRequest, sendView } from './request.mts';
import { show } from './respond.mts';
import { handleRequest, type Verdict } from './rules.mts';
import type { State } from './state.mts';
import { usualOf } from './usual.mts';

type HttpContext = Context<{ Bindings: HttpBindings }>;

/** The stand-in gateway's endpoints, to be mounted at /api: docs/gateway.md, "Documented". */
export function gatewayRoutes(state: State): Hono<{ Bindings: HttpBindings }> {
	const routes = new Hono<{ Bindings: HttpBindings }>();
	routes.post('/auth', (context) => serve(context, 'auth', state));
	routes.post('/auth/refresh', (context) => serve(context, 'refresh', state));
	routes.post('/communications/sms/sendMessage', (context) => serve(context, 'send', state));
	routes.all('*', (context) => serve(context, 'other', state));
	return routes;
}

async function serve(context: HttpContext, endpoint: Endpoint, state: State): Promise<Response> {
	const { incoming, outgoing } = context.env;
	const arrived = new Date();
	const body = await readBody(incoming).catch(() => undefined);
	if (body === undefined) return RESPONSE_ALREADY_SENT;
	const index = state.log.counts.sends;
	const id = note(context, endpoint, body, arrived, state);
	const request = readRequest(endpoint, body);
	const planned = plannedFor(request, endpoint, index, state);
	const verdict = handleRequest(request, incoming.headers, state);
	const numbers = misbehaviourOf(verdict, planned, state);
	const fault = numbers.request ?? planned;
	const outcome = outcomeOf(fault, endpoint, () =>
		usualOf(verdict, endpoint, {
			takeIds: (count) => state.mailbox.takeIds(count),
			arrived,
			ipAddress: addressOf(incoming.socket.remoteAddress),
			faults: fault?.kind === 'rows' ? [...numbers.rows, fault] : numbers.rows,
			switches: state.switches,
		}),
	);
	const change = outcome.accepts && state.mailbox.accept(outcome.accepts, id, arrived);
	const accepted = change?.added.length ?? 0;
	state.log.handled(id, { planned: fault && nameOf(fault), misbehaving: numbers.numbers, accepted });
	state.changes.emitChange();
	// Messages count as taken before any wait: a sender who gives up waiting cannot know, as with a real gateway.
	if (change !== undefined) await state.persistence.save(change);
	const latencyMs = state.switches.latency + (planned?.delay ?? 0);
	if (latencyMs > 0) await wait(latencyMs, undefined, { ref: false });
	close(id, outcome, Date.now() - arrived.getTime(), state);
	show(outcome, incoming, outgoing);
	return RESPONSE_ALREADY_SENT;
}

function note(context: HttpContext, endpoint: Endpoint, body: Body, at: Date, state: State): number {
	const facts = state.masking.request({
		endpoint,
		method: context.req.method,
		path: context.req.path,
		headers: context.env.incoming.headers,
		body: shownBody(body),
	});
	return state.log.open(facts, at, body.bytes);
}

function shownBody(body: Body): unknown {
	switch (body.kind) {
		case 'json':
			return body.json;
		case 'notJson':
			return body.text;
		case 'tooLarge':
			return '';
	}
}

function plannedFor(
	request: GatewayRequest,
	endpoint: Endpoint,
	index: number,
	{ plan }: State,
): FullAnswer | undefined {
	return endpoint === 'other' ? undefined : plan.take(endpoint, () => sendView(request, index));
}

/** What the numbers of a send do to it that the gateway would take. A fault of the whole request that was planned goes first. */
function misbehaviourOf(
	verdict: Verdict,
	planned: FullAnswer | undefined,
	{ numbers, switches }: State,
): Misbehaviour {
	if (verdict.kind !== 'scheduled' || !switches.misbehavingNumbers) return NO_MISBEHAVIOUR;
	const { recipients } = verdict.send;
	return planned === undefined || planned.kind === 'ok'
		? numbers.take(recipients)
		: numbers.takeRows(recipients);
}

const NO_MISBEHAVIOUR: Misbehaviour = { rows: [], request: undefined, numbers: [] };

/** As people write it: a socket that takes both says ::ffff:127.0.0.1. */
function addressOf(remote: string | undefined): string {
	return remote?.replace(/^::ffff:/, '') ?? '';
}

function close(id: number, outcome: Outcome, tookMs: number, state: State): void {
	const answered = outcome.ends === 'reply' || outcome.ends === 'truncated';
	const bytes = answered ? Buffer.byteLength(outcome.reply.text) : 0;
	state.log.close(id, stateAfter(outcome, tookMs, state), bytes);
	state.changes.emitChange();
}

function stateAfter(outcome: Outcome, tookMs: number, { masking }: State): RequestState {
	switch (outcome.ends) {
		case 'reply':
			return { state: 'answered', answer: masking.answer(outcome.reply), tookMs };
		case 'truncated':
			return { state: 'truncated', answer: masking.answer(outcome.reply), tookMs };
		case 'reset':
		case 'close':
			return { state: 'dropped', tookMs };
		case 'hang':
			return { state: 'hanging' };
	}
}
