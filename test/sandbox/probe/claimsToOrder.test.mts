import { refusal, scheduled, tokenData } from './gateway.mts';
import { TIMEOUT_MS } from './run.mts';
import { probeGateway, SEND } from './worlds.mts';

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
				headers: { 'Retry-After': '7654321', 'X-RateLimit-Limit': '8765432' },
				body: refusal('Busy'),
			}),
			['--read-only'],
		);
		expect(report).toContain(
			'Headers on rates and retries (names only): `retry-after`, `x-ratelimit-limit`.',
		);
		expect(report).not.toMatch(/7654321|8765432/);
	},
	TIMEOUT_MS,
);
