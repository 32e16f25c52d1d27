import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { FullAnswer } from '../faults/fault.mts';
import type { Misbehaviour } from '../faults/numberFaults.mts';
import type { Endpoint, ReceivedRequest } from '../store/requestLog.mts';
import { type Body, readBody } from './body.mts';
import { type Outcome, outcomeOf } from './outcome.mts';
import { type GatewayRequest, readRequest, sendView } from './request.mts';
import { show } from './respond.mts';
import { judge, type Verdict } from './rules.mts';
import type { State } from './state.mts';
import { usualOf } from './usual.mts';

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
	const logged = note(context, endpoint, body, arrived, state);
	const request = readRequest(endpoint, body);
	const planned = plannedFor(request, endpoint, index, state);
	const verdict = judge(request, incoming.headers, state);
	const numbers = misbehaviourOf(verdict, planned, state);
	const fault = numbers.request ?? planned;
	logged.planned = fault?.kind;
	logged.misbehaving = numbers.numbers;
	const outcome = outcomeOf(fault, endpoint, () =>
		usualOf(verdict, endpoint, {
			takeIds: (count) => state.mailbox.takeIds(count),
			arrived,
			ipAddress: addressOf(incoming.socket.remoteAddress),
			faults: fault?.kind === 'rows' ? [...numbers.rows, fault] : numbers.rows,
			switches: state.switches,
		}),
	);
	await accept(outcome, logged, arrived, state);
	const latencyMs = state.switches.latency + (planned?.delay ?? 0);
	if (latencyMs > 0) await wait(latencyMs, undefined, { ref: false });
	close(logged, outcome, arrived, state);
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

/** Messages count as taken before any wait: a sender who gives up waiting cannot know, as with a real gateway. */
function accept(
	{ accepts }: Outcome,
	logged: ReceivedRequest,
	at: Date,
	state: State,
): Promise<void> | undefined {
	const change = accepts && state.mailbox.accept(accepts, logged.id, at);
	logged.accepted = change?.added.length ?? 0;
	state.changes.tell();
	return change && state.keeper.keep(change);
}

function close(logged: ReceivedRequest, outcome: Outcome, arrived: Date, state: State): void {
	logged.took = Date.now() - arrived.getTime();
	if (outcome.ends === 'reply' || outcome.ends === 'truncated') {
		const { status, headers, body, text } = outcome.reply;
		logged.status = status;
		logged.answer = state.masking.answer({ status, headers, body });
		state.log.addBytes(logged, text.length);
	}
	logged.state = STATE_AFTER[outcome.ends];
	state.changes.tell();
}

const STATE_AFTER = {
	reply: 'answered',
	truncated: 'dropped',
	reset: 'dropped',
	close: 'dropped',
	hang: 'hanging',
} as const satisfies Record<Outcome['ends'], ReceivedRequest['state']>;
