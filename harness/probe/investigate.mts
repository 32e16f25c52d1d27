import { randomBytes } from 'node:crypto';
import { endpointUrl, normalizeBaseUrl } from '../../gateway/endpoints.ts';
import { readTokenSet, type TokenSet } from '../../gateway/signIn/tokens.ts';
import type { Settings } from './commandLine.mts';
import { dataOf, envelopeOf, saysNo, succeeded, type Evidence } from './evidence.mts';
import { exchange, type Exchange } from './exchange.mts';
import type { Redactor } from './redactor.mts';
import { sendOnce } from './sendOnce.mts';

/** What an investigation needs of the world. */
export interface Surroundings {
	readonly redactor: Redactor;
	/** Says what happens next. */
	readonly log: (words: string) => void;
	/** Whether the message may go out; asked at most once. */
	readonly mayISend: () => Promise<boolean>;
}

/** Makes every request of a probe, each of them once. Only a sign-in that fails ends it early. */
export async function investigate(settings: Settings, surroundings: Surroundings): Promise<Evidence> {
	const { userName, password, appKey, baseUrl, send } = settings;
	const { redactor, log, mayISend } = surroundings;
	const signInUrl = endpointUrl(baseUrl, 'signIn');
	const refreshUrl = endpointUrl(baseUrl, 'refresh');
	const madeUp = madeUpToken();
	redactor.learn(madeUp);
	const post = async (name: string, url: string, body: object) => {
		const exchanged = await exchange({ name, url, method: 'POST', body });
		redactor.learn(...secretsIn(exchanged));
		return exchanged;
	};

	log('Signing in');
	const signIn = await post('sign in', signInUrl, { userName, password });
	const first = tokensIn(signIn);
	if (first === undefined) return { signIn, sends: [] };

	log('Refreshing');
	const refresh =
		first.refreshToken === ''
			? undefined
			: await post('refresh', refreshUrl, { refreshToken: first.refreshToken, userName });
	const second = tokensIn(refresh);
	const newest = second ?? first;

	log('Reading');
	const reading = (name: string, path: string, token: string) =>
		exchange({
			name,
			url: `${normalizeBaseUrl(baseUrl)}/${path}`,
			method: 'GET',
			headers: signed(token, appKey),
		});
	const sources = await reading('sources', SOURCES, newest.accessToken);
	const sourcesWithMadeUpToken = succeeded(sources)
		? await reading('sources, made-up token', SOURCES, madeUp)
		: undefined;
	const balance = await reading('balance', BALANCE, newest.accessToken);

	const sends =
		send !== undefined && (await mayISend())
			? await sendOnce({
					...send,
					url: endpointUrl(baseUrl, 'send'),
					signed: (token) => signed(token, appKey),
					tokens: [
						['made up', madeUp],
						...(second !== undefined && second.accessToken !== first.accessToken
							? [['from before the refresh', first.accessToken] as const]
							: []),
						['newest', newest.accessToken],
					],
					log,
				})
			: [];

	// What may end a session or count against the account comes last.
	const refreshWithoutUserName =
		second === undefined || second.refreshToken === ''
			? undefined
			: await post('refresh without userName', refreshUrl, { refreshToken: second.refreshToken });
	if (settings.triesWrongPassword) log('Signing in with a wrong password');
	const wrongPassword = settings.triesWrongPassword
		? await post('sign in, wrong password', signInUrl, {
				userName,
				password: randomBytes(12).toString('hex'),
			})
		: undefined;
	return {
		signIn,
		...(refresh && { refresh }),
		sources,
		...(sourcesWithMadeUpToken && { sourcesWithMadeUpToken }),
		balance,
		sends,
		...(refreshWithoutUserName && { refreshWithoutUserName }),
		...(wrongPassword && { wrongPassword }),
		...(send && { to: send.to }),
	};
}

/** What the vendor's web client reads (docs/gateway.md, Observed); neither costs anything or changes anything. */
const SOURCES = 'bridge/source/active';
const BALANCE = 'bridge/sent-sms/my-smsdetails';

function signed(token: string, appKey: string): Readonly<Record<string, string>> {
	return { authorization: `Bearer ${token}`, ...(appKey !== '' && { 'app-key': appKey }) };
}

/** The tokens in the answer to a sign-in, read as the node reads them. */
function tokensIn(exchanged: Exchange | undefined): TokenSet | undefined {
	const envelope = envelopeOf(exchanged);
	if (!envelope || saysNo(exchanged)) return undefined;
	return readTokenSet(envelope, { askedAtMs: Date.now(), account: '', grant: 'password' });
}

/** Whatever in an answer to a sign-in may be a secret: texts under such names, and what is long and no sentence. */
function secretsIn(exchanged: Exchange): readonly string[] {
	return Object.entries(dataOf(exchanged)).flatMap(([name, value]) =>
		typeof value === 'string' && (/access|refresh|id.token|session/i.test(name) || /^\S{20,}$/.test(value))
			? [value]
			: [],
	);
}

/** Of the form of a token, and nobody's. */
function madeUpToken(): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'probe' })}.${randomBytes(32).toString('base64url')}`;
}
