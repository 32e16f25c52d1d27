import { z } from 'zod';
import type { Submission } from '../store/mailbox.mts';
import type { SendView } from '../faults/queue.mts';
import type { Switches } from '../faults/switches.mts';
import type { Standing, TokenMint } from './tokens.mts';

/** Who may use the gateway. */
export interface Account {
	userName: string;
	password: string;
	appKey: string;
}

/** What the gateway itself makes of a request: an envelope, and the messages it takes. */
export interface Verdict {
	status: number;
	envelope: { status: 'success' | 'error'; data: unknown; message: string };
	accepts?: Submission;
}

/** Everything the judgements rest on. */
export interface Office {
	account: Readonly<Account>;
	mint: TokenMint;
	switches: Readonly<Switches>;
}

const words = z.string({ message: 'must be a text' });

const signIn = z.object({ userName: words, password: words });
const refresh = z.object({ refreshToken: words.optional(), refresh_token: words.optional() });

/** 254 and 9 digits in Kenya; 10 to 15 digits with the country code, which never begins with 0, elsewhere. */
const MSISDN = /^(?:254\d{9}|(?!254|0)\d{10,15})$/;
const send = z.object({
	message: words.min(1, 'must not be empty'),
	recipients: z
		.array(words.regex(MSISDN, 'must be digits with the country code and no +, 254XXXXXXXXX in Kenya'), {
			message: 'must be a list of numbers',
		})
		.min(1, 'must not be empty'),
	sourceId: z
		.number({ message: 'must be a number' })
		.int('must be a whole number')
		.positive('must be positive'),
});

/** Password exchange. A failure is HTTP 200 with an error envelope: docs/gateway.md, "Observed". */
export function judgeSignIn(body: unknown, office: Office): Verdict {
	const read = signIn.safeParse(body);
	if (!read.success) return refused(firstFault(read.error));
	const { userName, password } = read.data;
	if (userName !== office.account.userName || password !== office.account.password) {
		return refused('Invalid user name or password');
	}
	return granted(office);
}

/** Refresh exchange. The field's name is not documented, so both likely ones do: docs/gateway.md, "Assumed". */
export function judgeRefresh(body: unknown, office: Office): Verdict {
	const read = refresh.safeParse(body);
	if (!read.success) return refused(firstFault(read.error));
	const token = read.data.refreshToken ?? read.data.refresh_token;
	if (token === undefined) return refused('refreshToken is missing');
	const standing = office.mint.standing(token, 'Refresh');
	return standing === 'valid' ? granted(office) : refused(REFRESH_WORDS[standing]);
}

/**
 * A send: the bearer token, then the app key, then the body. A refused send takes none of its recipients.
 * What a successful answer says is not documented: docs/gateway.md, first paragraph.
 */
export function judgeSend(
	credentials: { authorization: string | undefined; appKey: string | undefined },
	body: unknown,
	office: Office,
): Verdict {
	const token = /^Bearer (.+)$/i.exec(credentials.authorization ?? '')?.[1];
	if (token === undefined) return refused("The Authorization header must be 'Bearer {access token}'", 401);
	const standing = office.mint.standing(token, 'Bearer');
	if (standing !== 'valid') return refused(ACCESS_WORDS[standing], office.switches.tokenRefusal);
	if (credentials.appKey !== office.account.appKey) return refused('The App-Key header is missing or wrong');
	const read = send.safeParse(body);
	if (!read.success) return refused(firstFault(read.error));
	const { message, recipients, sourceId } = read.data;
	return {
		status: 200,
		envelope: {
			status: 'success',
			data: { recipients: recipients.length },
			message: 'Message sent successfully',
		},
		accepts: { text: message, recipients, sourceId },
	};
}

/** What of a send can be told to a deciding function; undefined when the body is not as documented. */
export function sendView(body: unknown, index: number): SendView | undefined {
	const read = send.safeParse(body);
	return read.success ? { ...read.data, index } : undefined;
}

/** A path that the gateway does not have. */
export function judgeOther(): Verdict {
	return refused('No such endpoint', 404);
}

/** A body that is larger than any server would read. */
export function judgeTooLarge(): Verdict {
	return refused('The body is too large', 413);
}

/** A body that is not JSON. */
export function judgeUnreadable(): Verdict {
	return refused('The body is not JSON', 400);
}

const ACCESS_WORDS: Record<Exclude<Standing, 'valid'>, string> = {
	expired: 'Access token expired',
	unknown: 'Access token is not valid',
};
const REFRESH_WORDS: Record<Exclude<Standing, 'valid'>, string> = {
	expired: 'Refresh token expired',
	unknown: 'Refresh token is not valid',
};

function granted({ account, mint, switches }: Office): Verdict {
	const data = mint.issue(account.userName, switches);
	return {
		status: 200,
		envelope: { status: 'success', data, message: 'Successfully authenticated the user' },
	};
}

function refused(message: string, status = 200): Verdict {
	return { status, envelope: { status: 'error', data: null, message } };
}

function firstFault(error: z.ZodError): string {
	const [issue] = error.issues;
	if (issue === undefined) return 'The body is not as documented';
	const place = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('');
	return place === '' ? 'The body must be a JSON object' : `${place} ${issue.message}`;
}
