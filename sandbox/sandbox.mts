import type { Answer } from './faults/fault.mts';
import type { Account } from './gateway/rules.mts';
import type { ReceivedMessage } from './store/mailbox.mts';
import type { Decide, PlannedEndpoint } from './faults/queue.mts';
import type { ReceivedRequest, RequestCounts } from './store/requestLog.mts';
import type { State } from './gateway/state.mts';
import { type SomeSwitches, someSwitches, type Switches, switched } from './faults/switches.mts';
import { read } from './input.mts';

/** How many of everything came, since the start or the last clearing. */
export interface Counts extends RequestCounts {
	/** TCP connections opened */
	connections: number;
	/** messages accepted, one per recipient; those count too that had to be dropped since */
	messages: number;
}

/** A running sandbox, as code sees it. */
export interface Sandbox {
	/** the address of its page, `http://127.0.0.1:PORT` */
	readonly url: string;
	/** what a credential's base URL is set to */
	readonly apiUrl: string;
	readonly account: Readonly<Account>;
	readonly switches: Switches;
	/** changes some of the switches; the others stay */
	readonly set: (switches: SomeSwitches) => void;
	/** plans the next answers of an endpoint, in order; after them it is normal again */
	readonly next: (endpoint: PlannedEndpoint, ...answers: Answer[]) => void;
	/** how many planned answers each endpoint has left */
	readonly planned: () => Record<PlannedEndpoint, number>;
	/** forgets the planned answers */
	readonly forget: () => void;
	/** decides each send request's answer, ahead of the planned ones; undefined, given or returned, means normal */
	readonly onSend: (decide: Decide | undefined) => void;
	/** every message accepted and still kept, one per recipient, oldest first */
	readonly messages: () => readonly ReceivedMessage[];
	/** every request to the gateway still kept, oldest first, secrets masked */
	readonly requests: () => readonly ReceivedRequest[];
	readonly counts: () => Counts;
	/** every token issued so far stops working */
	readonly revokeTokens: () => void;
	/**
	 * forgets messages, requests and counts, and what numbers that misbehave once have done; tokens, switches and planned
	 * answers stay, and ids go on counting
	 */
	readonly clear: () => void;
	/** resolves as soon as the condition holds, which is tried at every change; rejects after `timeoutMs` (20,000) */
	readonly waitFor: (condition: (sandbox: Sandbox) => boolean, timeoutMs?: number) => Promise<void>;
	/** ends the server and every open connection */
	readonly close: () => Promise<void>;
}

/** The code interface to a running sandbox. */
export function createSandbox(state: State, url: string, close: () => Promise<void>): Sandbox {
	const sandbox: Sandbox = {
		url,
		apiUrl: `${url}/api`,
		account: state.account,
		get switches() {
			return { ...state.switches };
		},
		set(switches) {
			state.switches = switched(state.switches, read(someSwitches, switches, 'switches'));
			state.changes.emitChange();
		},
		next(endpoint, ...answers) {
			state.plan.add(endpoint, answers);
			state.changes.emitChange();
		},
		planned: () => state.plan.waiting(),
		forget() {
			state.plan.forget();
			state.changes.emitChange();
		},
		onSend: (decide) => state.plan.decideBy(decide),
		messages: () => state.mailbox.messages.slice(),
		requests: () => state.log.requests.slice(),
		counts: () => ({ ...state.log.counts, connections: state.connections, messages: state.mailbox.accepted }),
		revokeTokens: () => state.issuer.revokeAll(),
		clear() {
			state.mailbox.clear();
			void state.persistence.clear();
			state.log.clear();
			state.numbers.clear();
			state.connections = 0;
			state.changes.emitChange();
		},
		waitFor: (condition, timeoutMs = 20_000) => waitFor(sandbox, state, condition, timeoutMs),
		close,
	};
	return sandbox;
}

function waitFor(
	sandbox: Sandbox,
	{ changes }: State,
	condition: (sandbox: Sandbox) => boolean,
	timeoutMs: number,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(timer);
			changes.off('change', check);
		};
		const check = () => {
			try {
				if (!condition(sandbox)) return;
				resolve();
			} catch (error) {
				reject(error);
			}
			stop();
		};
		const timer = setTimeout(() => {
			stop();
			reject(
				new Error(`Waited ${timeoutMs} ms in vain; so far there were ${JSON.stringify(sandbox.counts())}`),
			);
		}, timeoutMs);
		changes.on('change', check);
		check();
	});
}
