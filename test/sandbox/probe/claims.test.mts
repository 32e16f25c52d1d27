import { documentedRow, scheduled } from './gateway.mts';
import { TIMEOUT_MS, TO } from './run.mts';
import { probeSandbox } from './worlds.mts';

/** The sandbox takes the message and answers it with this. */
const takenAs = (body: Record<string, unknown>) =>
	({ kind: 'acceptThen', answer: { kind: 'status', status: 200, body } }) as const;

/** The order of the sends: with a made-up token, with that from before the refresh. */
const asUsual = { kind: 'ok' } as const;

test(
	'a gateway that does as documented has every claim confirmed, and texts once',
	async () => {
		const { exitCode, report, verdicts, texted } = await probeSandbox(
			() => undefined,
			'--try-wrong-password',
		);
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
			'envelope-everywhere': 'confirmed',
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

test.each(['plus', 'number'] as const)(
	'a recipient that comes back spelled otherwise (%s) is found, and refutes its spelling',
	async (recipientFormat) => {
		const { verdicts, texted } = await probeSandbox((sandbox) => sandbox.set({ recipientFormat }));
		expect(verdicts).toMatchObject({ 'row-recipient': 'refuted', 'one-row-per-recipient': 'confirmed' });
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
