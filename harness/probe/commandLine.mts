import { parseArgs } from 'node:util';
import { BaseUrlError, DEFAULT_BASE_URL, normalizeBaseUrl } from '../../gateway/endpoints.ts';
import { readRecipients } from '../../sms/recipients.ts';

/** What `--help` prints. */
export const HELP = `Finds out with a real account what docs/gateway.md only assumes, and writes a report to paste into an issue.

Usage: npm run -s probe -- --to NUMBER [OPTIONS]
       npm run -s probe -- --read-only [OPTIONS]

  --to NUMBER           who gets the one message: a number of your own, such as 0712 345 678
  --read-only           sign in, refresh and look, but send nothing
  --source-id ID        the sender, as MobiConnect numbers it (else MOBICONNECT_SOURCE_ID)
  --base-url ADDRESS    the gateway (default ${DEFAULT_BASE_URL})
  --out FILE            write the report to a new file instead of standard output
  --yes                 send without asking; needed where there is no terminal to ask on
  --try-wrong-password  last of all, sign in once with a wrong password (the gateway may count it against you)
  --help                print this and end

The account comes from the environment, never from arguments:
  MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD, and to send MOBICONNECT_APP_KEY

Ends with 0 when done, 1 for wrong arguments or environment, 2 where it could not sign in, 3 where the message was
not accepted or nobody knows.
`;

/** What a probe shall do. */
export interface Settings {
	readonly userName: string;
	readonly password: string;
	/** '' where there is none: reading may do without. */
	readonly appKey: string;
	readonly baseUrl: string;
	/** undefined: send nothing. */
	readonly send: { readonly to: string; readonly sourceId: number } | undefined;
	readonly asks: boolean;
	readonly triesWrongPassword: boolean;
	readonly out: string | undefined;
}

/** A command line or an environment that can't be used; its message holds no value that may be a secret. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

const OPTIONS = {
	to: { type: 'string' },
	'read-only': { type: 'boolean' },
	'source-id': { type: 'string' },
	'base-url': { type: 'string' },
	out: { type: 'string' },
	yes: { type: 'boolean' },
	'try-wrong-password': { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command line and its environment ask for. Throws a {@link UsageError} for anything else. */
export function readCommandLine(args: readonly string[], environment: Environment): Settings | 'help' {
	const given = readOptions(args);
	if (given.has('help')) return 'help';
	const readOnly = given.has('read-only');
	const to = given.get('to');
	if (!readOnly && to === undefined) {
		throw new UsageError(
			'--to is missing: give the number that gets the message, or --read-only to send nothing',
		);
	}
	const recipient = to === undefined ? undefined : readNumber(to);
	const baseUrl = readBaseUrl(given.get('base-url') ?? DEFAULT_BASE_URL);
	const account = readAccount(environment, !readOnly);
	return {
		...account,
		baseUrl,
		send:
			readOnly || recipient === undefined
				? undefined
				: { to: recipient, sourceId: readSourceId(given.get('source-id'), environment) },
		asks: !given.has('yes'),
		triesWrongPassword: given.has('try-wrong-password'),
		out: given.get('out'),
	};
}

/** Names like a credential's: whoever looks at the list of processes or the shell's history would see the value. */
const CREDENTIAL = /pass|pwd|user|login|name|key|token|secret|auth/i;

function readOptions(args: readonly string[]): ReadonlyMap<string, string> {
	const given = new Map<string, string>();
	for (const token of parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true }).tokens) {
		if (token.kind === 'option-terminator') continue;
		if (token.kind === 'positional') {
			throw new UsageError(
				'There is an argument without a name (not repeated here, as it may be a secret): a number goes after --to. See --help.',
			);
		}
		const { name, rawName, value, inlineValue } = token;
		if (!isOption(name)) throw unknownOption(name, rawName);
		if (given.has(name)) throw new UsageError(`${rawName} is given twice: give it once`);
		const takesValue = OPTIONS[name].type === 'string';
		if (takesValue && (value === undefined || (value.startsWith('-') && !inlineValue))) {
			throw new UsageError(`${rawName} has no value: give it one`);
		}
		if (!takesValue && inlineValue) throw new UsageError(`${rawName} takes no value: leave it out`);
		given.set(name, value ?? '');
	}
	return given;
}

function isOption(name: string): name is keyof typeof OPTIONS {
	return Object.hasOwn(OPTIONS, name);
}

function unknownOption(name: string, rawName: string): UsageError {
	return new UsageError(
		CREDENTIAL.test(name)
			? `${rawName} is refused: credentials in arguments stay in the shell's history and show in the list of processes. ` +
				'Set MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD and MOBICONNECT_APP_KEY in the environment instead.'
			: `${rawName} is not an option. See --help.`,
	);
}

function readNumber(text: string): string {
	const [recipient, ...others] = readRecipients(text);
	if (recipient === undefined) throw new UsageError('--to is empty: give one number, such as 0712345678');
	if (others.length > 0) throw new UsageError(`--to names ${others.length + 1} numbers: give one`);
	if (recipient.valid) return recipient.msisdn;
	throw new UsageError(
		`--to is ${recipient.input}: ${recipient.reason}. Give one number, such as 0712345678`,
	);
}

function readBaseUrl(text: string): string {
	try {
		return normalizeBaseUrl(text);
	} catch (error) {
		throw error instanceof BaseUrlError ? new UsageError(`--base-url: ${error.message}`) : error;
	}
}

function readAccount(environment: Environment, sends: boolean) {
	const read = (name: string) => (environment[name]?.trim() ? (environment[name] ?? '') : '');
	const account = {
		MOBICONNECT_USER_NAME: read('MOBICONNECT_USER_NAME'),
		MOBICONNECT_PASSWORD: read('MOBICONNECT_PASSWORD'),
		MOBICONNECT_APP_KEY: read('MOBICONNECT_APP_KEY'),
	};
	const missing = Object.entries(account)
		.filter(([name, value]) => value === '' && (sends || name !== 'MOBICONNECT_APP_KEY'))
		.map(([name]) => name);
	if (missing.length > 0) {
		throw new UsageError(`The environment has no ${missing.join(', no ')}: set what is missing`);
	}
	return {
		userName: account.MOBICONNECT_USER_NAME,
		password: account.MOBICONNECT_PASSWORD,
		appKey: account.MOBICONNECT_APP_KEY,
	};
}

function readSourceId(option: string | undefined, environment: Environment): number {
	const [name, text] =
		option === undefined
			? ['MOBICONNECT_SOURCE_ID', environment['MOBICONNECT_SOURCE_ID']?.trim() ?? '']
			: ['--source-id', option.trim()];
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new UsageError(
		text === ''
			? 'The source is missing: give --source-id, or set MOBICONNECT_SOURCE_ID'
			: `${name} is no source: give a whole number from 1, as MobiConnect numbers your sender`,
	);
}
