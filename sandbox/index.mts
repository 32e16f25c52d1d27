import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { controlRoutes } from './api.mts';
import { openDataFile } from './store/dataFile.mts';
import { read, wholeNumber } from './input.mts';
import { gatewayRoutes } from './gateway/routes.mts';
import { isLoopback, ownPagesOnly } from './guard.mts';
import { Inbox } from './inbox/inbox.mts';
import { inboxRoutes } from './inbox/routes.mts';
import type { Account } from './gateway/rules.mts';
import { Persistence } from './store/persistence.mts';
import { listen } from './listen.mts';
import { Mailbox, MAX_CAPACITY } from './store/mailbox.mts';
import { RecordMasking } from './store/masking.mts';
import { pageRoutes } from './pageRoutes.mts';
import { NumberFaults } from './faults/numberFaults.mts';
import { Plan } from './faults/queue.mts';
import { RequestLog } from './store/requestLog.mts';
import { type Sandbox, createSandbox } from './sandbox.mts';
import { Changes, type State } from './gateway/state.mts';
import { DEFAULT_SWITCHES, someSwitches, type Switches, switched } from './faults/switches.mts';
import { TokenIssuer } from './gateway/tokens.mts';

export type { Answer } from './faults/fault.mts';
export { MISBEHAVING_NUMBERS, type MisbehavingNumber } from './faults/misbehavingNumbers.mts';
export { InputError } from './input.mts';
export type { Account } from './gateway/rules.mts';
export type { ReceivedMessage } from './store/mailbox.mts';
export type { Decide, PlannedEndpoint, SendView } from './faults/queue.mts';
export type { Endpoint, ReceivedRequest } from './store/requestLog.mts';
export type { Counts, Sandbox } from './sandbox.mts';
export { DEFAULT_SWITCHES, type Switches } from './faults/switches.mts';

/** Messages kept when nobody says how many. */
export const DEFAULT_CAPACITY = 100_000;
/** The highest port that there is. */
export const MAX_PORT = 65_535;
/** The account that may sign in when nobody names another. */
export const DEFAULT_ACCOUNT: Readonly<Account> = {
	userName: 'sandbox-user',
	password: 'sandbox-password',
	appKey: 'sandbox-app-key',
};

/** How a sandbox is started; every field can be left out. */
export interface SandboxOptions {
	/** 0, the default, takes any free one */
	port?: number;
	/** the address listened on; 127.0.0.1 when left out, which only this machine can reach */
	host?: string;
	userName?: string;
	password?: string;
	appKey?: string;
	switches?: Partial<Switches>;
	/** messages kept; the oldest go first */
	capacity?: number;
	/** a file that keeps the messages over a restart; without it they are gone with the program */
	data?: string;
}

const words = z.string({ message: 'give a text' }).min(1, 'give a text that is not empty');
const optionsSchema = z
	.object({
		port: wholeNumber(0, MAX_PORT).default(0),
		host: words.default('127.0.0.1'),
		userName: words.default(DEFAULT_ACCOUNT.userName),
		password: words.default(DEFAULT_ACCOUNT.password),
		appKey: words.default(DEFAULT_ACCOUNT.appKey),
		switches: someSwitches.default({}),
		capacity: wholeNumber(1, MAX_CAPACITY).default(DEFAULT_CAPACITY),
		data: words.optional(),
	})
	.strict();

/** Starts a stand-in for the gateway, with its page and its HTTP interface for tests. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port, host, data, ...rest } = read(optionsSchema, options, 'options');
	const state = await newState(rest, data);
	const app = new Hono<{ Bindings: HttpBindings }>();
	const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const listening = await listen(
		(incoming, outgoing) => void listener(incoming, outgoing),
		{ host, port },
		() => (state.connections += 1),
	).catch(async (error: unknown) => {
		await state.persistence.close();
		throw error;
	});
	const close = async () => {
		await listening.close();
		await state.persistence.close();
	};
	const sandbox = createSandbox(state, listening.url, close);
	const about = { apiUrl: sandbox.apiUrl, data, loopback: isLoopback(host) };
	app.route('/api', gatewayRoutes(state));
	app.use('*', ownPagesOnly(host));
	app.route('/sandbox/inbox', inboxRoutes(state, new Inbox(state.mailbox), about));
	app.route('/sandbox', controlRoutes(sandbox));
	app.route('/', pageRoutes());
	return sandbox;
}

async function newState(
	{
		userName,
		password,
		appKey,
		switches,
		capacity,
	}: Omit<z.output<typeof optionsSchema>, 'port' | 'host' | 'data'>,
	data: string | undefined,
): Promise<State> {
	const mailbox = new Mailbox(capacity);
	const persistence = new Persistence(data === undefined ? undefined : openDataFile(data), mailbox);
	await persistence.restore();
	return {
		account: { userName, password, appKey },
		issuer: new TokenIssuer(),
		mailbox,
		persistence,
		log: new RequestLog(),
		masking: new RecordMasking({ password, appKey }),
		plan: new Plan(),
		numbers: new NumberFaults(),
		changes: new Changes(),
		switches: switched(DEFAULT_SWITCHES, switches),
		connections: 0,
	};
}
