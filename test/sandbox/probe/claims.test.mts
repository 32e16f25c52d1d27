import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import {
	documentedRow,
	refusal,
	scheduled,
	startGateway,
	tokenData,
	type Asked,
	type Said,
} from './gateway.mts';
import { runProbe, TO, type Run } from './run.mts';

const SEND = ['--to', '0700 000 001', '--yes'];
const TIMEOUT_MS = 60_000;

/** Runs a full probe against a sandbox that was prepared. */
async function probeSandbox(
	prepare: (sandbox: Sandbox) => void,
	...more: string[]
): Promise<Run & { texted: string[] }> {
	const sandbox = await startSandbox();
	try {
		prepare(sandbox);
		const run = await runProbe([...SEND, '--base-url', sandbox.apiUrl, ...more]);
		return { ...run, texted: sandbox.messages().map(({ to }) => to) };
	} finally {
		await sandbox.close();
	}
}

/** Runs a probe against a gateway to order. */
async function probeGateway(
	answer: (asked: Asked) => Said | undefined,
	args: readonly string[] = SEND,
): Promise<Run & { asked: readonly Asked[] }> {
	const gateway = await startGateway(answer);
	try {
		return { ...(await runProbe([...args, '--base-url', gateway.apiUrl])), asked: gateway.asked };
	} finally {
		await gateway.close();
	}
}

/** The sandbox takes the message and answers it with this. */
const takenAs = (body: Record<string, unknown>) =>
	({ kind: 'acceptThen', answer: { kind: 'status', status: 200, body } }) as const;

/** The order of the sends: with a made-up token, with that from before the refresh. */
const asUsual = { kind: 'ok' } as const;

describe('against the sandbox', () => {
	test(
		'a gateway that does as documented has every claim confirmed, and texts once',
		async () => {
			const { exitCode, report, verdicts, texted } = await probeSandbox((sandbox) => {
				sandbox.next('refresh', asUsual, { kind: 'envelopeError', message: 'userName is missing' });
				sandbox.next('send', asUsual, takenAs(scheduled()));
			}, '--try-wrong-password');
			expect(verdicts).toEqual({
				'sign-in-status': 'confirmed',
				'access-token-name': 'confirmed',
				'expires-in': 'confirmed',
				'refresh-expires-in': 'confirmed',
				'refresh-token-dies-first': 'confirmed',
				'token-fields': 'confirmed',
				'token-constants': 'confirmed',
				'refresh-body': 'confirmed',
				'refresh-user-name': 'confirmed',
				'refresh-answer': 'confirmed',
				'send-words': 'confirmed',
				'row-fields': 'confirmed',
				'row-id': 'confirmed',
				'row-recipient': 'confirmed',
				'row-new': 'confirmed',
				'row-times': 'confirmed',
				'row-is-private': 'confirmed',
				'envelope-everywhere': 'refuted',
				'one-row-per-recipient': 'confirmed',
				'row-says-no': 'not tried',
				'failures-are-200': 'confirmed',
				'failed-sign-in': 'confirmed',
				'token-refusal': 'confirmed',
				'only-success-is-success': 'confirmed',
				'recipients-per-request': 'not tried',
				'old-token-lives': 'confirmed',
				'bridge-sources': 'refuted',
				'bridge-balance': 'refuted',
				'source-row': 'not tried',
			});
			expect(report).toContain('One message to 2547…001: accepted');
			expect(texted).toEqual([TO]);
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'a gateway that does otherwise has each claim refuted, and texts once',
		async () => {
			const { exitCode, verdicts, texted } = await probeSandbox((sandbox) => {
				sandbox.set({ tokenNames: 'spaced', accessTokenLifetime: 600, refreshTokenLifetime: 1200 });
				sandbox.next('refresh', { kind: 'status', status: 400, body: { status: 'error' } });
				sandbox.next(
					'send',
					{ kind: 'envelopeError', message: 'Go away' },
					takenAs({
						status: 'success',
						message: 'Done',
						data: [
							documentedRow({
								id: '8',
								recipient: `+${TO}`,
								attempts: 1,
								timeSent: 1617139133,
								message: '',
								network: 'X',
							}),
							documentedRow(),
						],
					}),
				);
			});
			expect(verdicts).toMatchObject({
				'access-token-name': 'refuted',
				'expires-in': 'refuted',
				'refresh-expires-in': 'refuted',
				'refresh-token-dies-first': 'refuted',
				'token-fields': 'refuted',
				'refresh-body': 'refuted',
				'refresh-user-name': 'not tried',
				'refresh-answer': 'not tried',
				'send-words': 'refuted',
				'row-fields': 'refuted',
				'row-id': 'refuted',
				'row-recipient': 'refuted',
				'row-new': 'refuted',
				'row-times': 'refuted',
				'row-is-private': 'refuted',
				'envelope-everywhere': 'refuted',
				'one-row-per-recipient': 'refuted',
				'failures-are-200': 'refuted',
				'token-refusal': 'refuted',
				'old-token-lives': 'not tried',
			});
			expect(texted).toEqual([TO]);
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test.each([401, 403, 200] as const)(
		'a made-up token refused with %i is what is assumed',
		async (tokenRefusal) => {
			const { verdicts, report, texted } = await probeSandbox((sandbox) => sandbox.set({ tokenRefusal }));
			expect(verdicts['token-refusal']).toBe('confirmed');
			expect(report).toContain(`send, token made up: HTTP ${tokenRefusal}, status \`error\``);
			expect(texted).toEqual([TO]);
		},
		TIMEOUT_MS,
	);

	test(
		'a token from before the refresh that is refused is followed by the newest, and texts once',
		async () => {
			const { exitCode, verdicts, report, texted } = await probeSandbox((sandbox) =>
				sandbox.next('send', asUsual, { kind: 'tokenExpired' }),
			);
			expect(verdicts['old-token-lives']).toBe('refuted');
			expect(report).toContain('accepted, with the access token that is newest');
			expect(texted).toEqual([TO]);
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'an answer without rows refutes that there is a row per recipient',
		async () => {
			const { verdicts, report } = await probeSandbox((sandbox) =>
				sandbox.next('send', asUsual, takenAs(scheduled({ data: { recipients: 1 } }))),
			);
			expect(verdicts['one-row-per-recipient']).toBe('refuted');
			expect(verdicts['row-fields']).toBe('not tried');
			expect(report).toContain('its fields: `recipients`');
		},
		TIMEOUT_MS,
	);

	test(
		'an answer that takes the message without saying success refutes that only success is one',
		async () => {
			const { exitCode, verdicts, report } = await probeSandbox((sandbox) =>
				sandbox.next('send', asUsual, takenAs(scheduled({ status: 'queued?' }))),
			);
			expect(verdicts['only-success-is-success']).toBe('refuted');
			expect(report).toContain('One message to 2547…001: unknown');
			expect(exitCode).toBe(3);
		},
		TIMEOUT_MS,
	);

	test(
		'a row that says no asks the reader whether the message arrived, and is followed by no other send',
		async () => {
			const { exitCode, verdicts, report } = await probeSandbox((sandbox) =>
				sandbox.next('send', asUsual, takenAs(scheduled({ data: [documentedRow({ status: 'FAILED' })] }))),
			);
			expect(verdicts['row-says-no']).toBe('not tried');
			expect(report).toContain('please say whether the message arrived');
			expect(report.match(/^\| send, /gm)).toHaveLength(2);
			expect(exitCode).toBe(3);
		},
		TIMEOUT_MS,
	);

	test(
		'a sign-in that is refused ends it with 2 and a report of the refusal',
		async () => {
			const { exitCode, verdicts, report, errors } = await probeSandbox((sandbox) =>
				sandbox.next('auth', { kind: 'envelopeError', message: 'The account is locked', wordsIn: 'data' }),
			);
			expect(exitCode).toBe(2);
			expect(errors).toContain('Could not sign in');
			expect(report).toContain('`The account is locked`');
			expect(verdicts).toMatchObject({
				'failures-are-200': 'confirmed',
				'failed-sign-in': 'confirmed',
				'sign-in-status': 'not tried',
				'expires-in': 'not tried',
				'token-refusal': 'not tried',
			});
		},
		TIMEOUT_MS,
	);
});

describe('against a gateway to order', () => {
	test(
		'a gateway that does as documented opens sources and balance, and every answer has its envelope',
		async () => {
			const { verdicts } = await probeGateway(() => undefined, [...SEND, '--try-wrong-password']);
			const odd = Object.entries(verdicts).filter(([, verdict]) => verdict !== 'confirmed');
			expect(Object.fromEntries(odd)).toEqual({
				'row-says-no': 'not tried',
				'recipients-per-request': 'not tried',
			});
		},
		TIMEOUT_MS,
	);

	test(
		'what only a gateway to order can do otherwise is refuted',
		async () => {
			let signIns = 0;
			const { verdicts, report } = await probeGateway(
				({ path }) => {
					if (path === '/auth') {
						signIns += 1;
						const data = { ...tokenData(signIns), scope: 'sms', id_token: 'id-token-id-token-id-token' };
						return signIns === 1
							? { body: { status: 'ok', data } }
							: { status: 401, body: { status: 'error' } };
					}
					if (path === '/auth/refresh') {
						const { scope: _scope, ...data } = tokenData(7);
						return { body: { status: 'success', data: { ...data, region: 'KE' }, message: '' } };
					}
					if (path === '/bridge/source/active') {
						return { body: { status: 'success', data: [{ id: 'one', senderId: 'DUKA' }], message: '' } };
					}
					return undefined;
				},
				['--read-only', '--try-wrong-password'],
			);
			expect(verdicts).toMatchObject({
				'sign-in-status': 'refuted',
				'token-constants': 'refuted',
				'refresh-answer': 'refuted',
				'refresh-user-name': 'refuted',
				'failed-sign-in': 'refuted',
				'source-row': 'refuted',
				'token-refusal': 'refuted',
			});
			expect(report).toContain('missing: `scope`; unknown: `region`');
		},
		TIMEOUT_MS,
	);

	test(
		'a gateway that takes a made-up token is asked to send once',
		async () => {
			const { exitCode, verdicts, asked } = await probeGateway(({ path }) =>
				path.endsWith('/sendMessage') ? { body: scheduled() } : undefined,
			);
			expect(asked.filter(({ path }) => path.endsWith('/sendMessage'))).toHaveLength(1);
			expect(verdicts['token-refusal']).toBe('refuted');
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'headers on rates are named, without their values',
		async () => {
			const { report } = await probeGateway(
				() => ({
					status: 429,
					headers: { 'Retry-After': '77', 'X-RateLimit-Limit': '78' },
					body: refusal('Busy'),
				}),
				['--read-only'],
			);
			expect(report).toContain(
				'Headers on rates and retries (names only): `retry-after`, `x-ratelimit-limit`.',
			);
			expect(report).not.toMatch(/77|78/);
		},
		TIMEOUT_MS,
	);
});
