import type { Answer } from '../../sandbox/faults/fault.mts';
import { withParameters, type Account, type Workflow } from '../n8n/workflows.mts';
import { SENDER, stopping } from './refused.mts';

/** A way to bring about one row of the README's table of errors, in a run that somebody watches in the editor. */
export interface ErrorCase {
	readonly id: string;
	/** What the row says, or the part of it that this case is for: found in the error. */
	readonly says: RegExp;
	/** Left out: three customers, each with a number of their own. */
	readonly items?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Of the node, over those of a node that works. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** Of the credential, over those of one that works. */
	readonly account?: Partial<Account & { readonly onlyTheseNumbers: string }>;
	/** A path of the gateway's server where it is not, for the base URL. */
	readonly elsewhere?: string;
	/** Whether no credential is chosen in the node. */
	readonly hasNoCredential?: boolean;
	/** What the gateway answers to the first sends. */
	readonly send?: readonly Answer[];
	/** Whether n8n runs the node a second time after it failed. */
	readonly retry?: boolean;
	/** Whether the node goes on over errors: they are in the output then, since it is said of those alone who come after. */
	readonly isContinued?: boolean;
}

const AMINA = { name: 'Amina', phone: '0700 000 071' };
const BRIAN = { name: 'Brian', phone: '0700 000 072' };
const CYNTHIA = { name: 'Cynthia', phone: '0700 000 073' };
const LONG =
	'=Hi {{ $json.name }}, thank you for your order – it’s ready. Collect it at our shop in Moi Avenue by 6 pm today.';

/** Forty rows: of some the number is wrong, of some the name is missing, and one is for somebody abroad. */
const MANY = Array.from({ length: 40 }, (_, index) => ({
	name: index % 3 === 0 ? '' : 'Amina',
	phone: index % 3 === 1 ? '0700 00' : index % 3 === 2 ? '2.547E+11' : `0700 000 0${10 + index}`,
}));

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long' });
const THREE_DAYS_AGO = WEEKDAY.format(Date.now() - 3 * 86_400_000).toLowerCase();

/** The node tries so often, and then gives up. */
const ALWAYS = { repeat: 20 };

/** In the order of the table. */
export const errorCases: readonly ErrorCase[] = [
	{
		id: 'number',
		says: /because of row 3: Recipients: "0700 00" /,
		items: [AMINA, BRIAN, { ...CYNTHIA, phone: '0700 00' }],
	},
	{ id: 'many', says: /because of 40 rows/, items: MANY },
	{
		id: 'not-allowed',
		says: /"0700 000 073" may not be texted: not one of "Only These Numbers"/,
		account: { onlyTheseNumbers: '0700 000 071, 0700 000 072' },
	},
	{ id: 'sender', says: /Sender \(Source ID\) "MYSHOP" is not/, parameters: { sourceId: 'MYSHOP' } },
	{ id: 'empty', says: /Message is empty/, parameters: { message: ' ' } },
	{ id: 'object', says: /Message .* is not a text/, parameters: { message: '={{ $json }}' } },
	{
		id: 'gap',
		says: /Message: \{\{ \$json\.name \}\} found nothing/,
		items: [AMINA, { ...BRIAN, name: '' }, CYNTHIA],
	},
	{
		id: 'parts',
		says: /Message needs 2 parts, more than "Longest Message in Parts" allows/,
		parameters: { message: LONG, safeguards: { maxParts: 1 } },
	},
	{
		id: 'fixed',
		says: /Recipients: "\{\{ \$json\.phone \}\}" would stay/,
		parameters: { recipients: '{{ $json.phone }}' },
	},
	{
		id: 'once-key',
		says: /Text Only Once About is empty/,
		parameters: { safeguards: { onceKey: '' } },
	},
	{
		id: 'do-not-text',
		says: /Do Not Text: Referenced node doesn't exist/,
		parameters: { safeguards: { doNotText: "={{ $('Opt-outs').all().map(row => row.json.phone) }}" } },
	},
	{
		id: 'people',
		says: /the messages are for 3 people, more than "Most Recipients in a Run" allows \(2\)/,
		parameters: { safeguards: { maxRecipients: 2 } },
	},
	{
		id: 'hours',
		says: /outside of the Sending Hours: may go from /,
		parameters: { safeguards: { sendingHours: { hours: { days: [THREE_DAYS_AGO], outside: 'stop' } } } },
	},
	{ id: 'no-credential', says: /No credential is chosen/i, hasNoCredential: true },
	{ id: 'app-key', says: /the MobiConnect credential has no App Key/, account: { appKey: '' } },
	{ id: 'refused', says: /MobiConnect refused to sign in: /, account: { password: 'wrong' } },
	{ id: 'refused-again', says: /\(that was \d+ s ago/, account: { password: 'wrong' } },
	{ id: 'base-url', says: /Base URL ".*" can't be used/, account: { baseUrl: 'lbtotal.mfs.co.ke/api' } },
	{
		id: 'said',
		says: /Nobody was texted: the gateway said "Insufficient balance"/,
		send: [{ kind: 'envelopeError', message: 'Insufficient balance' }],
	},
	{
		id: 'status',
		says: /the gateway answered with HTTP status 400/,
		send: [{ kind: 'status', status: 400 }],
	},
	{
		id: 'lookup',
		says: /the name of the gateway could not be looked up/,
		account: { baseUrl: 'https://gateway.invalid/api' },
	},
	{
		id: 'connection',
		says: /the gateway refused the connection/,
		account: { baseUrl: 'http://127.0.0.1:1/api' },
	},
	{
		id: 'reach',
		// Of addresses for documentation; a machine without IPv6 knows no way to them.
		says: /the gateway could not be reached|there is no network to the gateway/,
		account: { baseUrl: 'https://[2001:db8::1]/api' },
	},
	{
		id: 'elsewhere',
		says: /There is no MobiConnect at /,
		elsewhere: '/elsewhere',
	},
	{
		id: 'too-many',
		says: /Too many requests/,
		send: [{ kind: 'tooMany', retryAfter: 0, ...ALWAYS }],
		parameters: { message: 'Your order is ready.' },
	},
	{
		id: 'no-more',
		says: /the gateway took no more messages/,
		send: [{ kind: 'tooMany', retryAfter: 0, ...ALWAYS }],
		isContinued: true,
	},
	{
		id: 'stopped',
		says: /^1 of 3 texted, then it stopped: /,
		send: [{ kind: 'ok' }, { kind: 'envelopeError', message: 'Insufficient balance' }],
	},
	{
		id: 'unknown',
		says: /1 of 3 may have been texted, then it stopped/,
		send: [{ kind: 'ok' }, { kind: 'resetAfterAccept' }],
	},
	{
		id: 'nothing-sent-now',
		says: /1 of 3 may have been texted by an earlier try; nothing was sent now/,
		send: [{ kind: 'ok' }, { kind: 'ok' }, { kind: 'resetAfterAccept' }],
		retry: true,
	},
];

/** The id of the credential that a case has to itself. */
export function credentialOf({ id, account }: ErrorCase): string {
	// The same details, refused a moment ago.
	return account?.password === 'wrong' ? 'refused' : id;
}

/** The workflow of a case: customers, and our node, which sends them one request after another. */
export function workflowOf(one: ErrorCase): Workflow {
	const { id, items = [AMINA, BRIAN, CYNTHIA], parameters = {} } = one;
	const original = stopping({
		id: `error-${id}`,
		customers: items,
		message: '=Hi {{ $json.name }}, your order is ready.',
	});
	const credential = { id: credentialOf(one), name: 'MobiConnect account' };
	const settings = {
		credentials: one.hasNoCredential ? {} : { mobiConnectApi: credential },
		...(one.retry && { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 }),
		...(one.isContinued && { onError: 'continueRegularOutput' }),
	};
	const nodes = withParameters(original, SENDER, parameters).nodes.map((node) =>
		node.name === SENDER ? { ...node, ...settings } : node,
	);
	return { ...original, nodes };
}
