import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { ACCOUNT, runProbe, TIMEOUT_MS, TO } from './run.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const to = (...more: string[]) => ['--to', TO, '--base-url', sandbox.apiUrl, ...more];

describe('a message goes out once', () => {
	test(
		'a 503 for the made-up token is followed by no other request to send',
		async () => {
			sandbox.next('send', { kind: 'unavailable' });
			const { exitCode } = await runProbe(to('--yes'));
			expect(sandbox.counts()).toMatchObject({ sends: 1, messages: 0 });
			expect(exitCode).toBe(3);
		},
		TIMEOUT_MS,
	);

	test(
		'an answer that is lost after the message was taken is followed by no other request to send',
		async () => {
			sandbox.next('send', { kind: 'ok' }, { kind: 'resetAfterAccept' });
			const { exitCode, report } = await runProbe(to('--yes'));
			expect(sandbox.counts()).toMatchObject({ sends: 2, messages: 1 });
			expect(report).toContain('One message to 2547…001: unknown');
			expect(exitCode).toBe(3);
		},
		TIMEOUT_MS,
	);
});

describe('nobody is texted unasked', () => {
	test.each(['no\n', 'Yes\n', ''])(
		'%j at the terminal sends nothing',
		async (typed) => {
			const { exitCode, errors, report } = await runProbe(to(), { typed });
			expect(errors).toContain(
				'This sends 1 message of 1 part to 2547…001 and costs what MobiConnect bills for one part (about KES 0.25 to 0.80).',
			);
			expect(errors).toContain('Type yes to send: ');
			expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
			expect(report).toContain('No message was sent.');
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'"yes" at the terminal sends the message',
		async () => {
			const { exitCode } = await runProbe(to(), { typed: 'yes\n' });
			expect(sandbox.messages().map((message) => message.to)).toEqual([TO]);
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'without a terminal and without --yes nothing leaves',
		async () => {
			const { exitCode, errors } = await runProbe(to());
			expect(errors).toContain('There is no terminal to ask on');
			expect(sandbox.counts().connections).toBe(0);
			expect(exitCode).toBe(1);
		},
		TIMEOUT_MS,
	);

	test(
		'--yes says that it sends without asking',
		async () => {
			const { errors } = await runProbe(to('--yes'));
			expect(errors).toContain('Sending without asking, because of --yes.');
		},
		TIMEOUT_MS,
	);

	test(
		'--read-only sends nothing, with a number and --yes too, and needs no app key',
		async () => {
			const { MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD } = ACCOUNT;
			const { exitCode, verdicts } = await runProbe(to('--read-only', '--yes'), {
				environment: { MOBICONNECT_USER_NAME, MOBICONNECT_PASSWORD },
			});
			expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 2, sends: 0 });
			expect(verdicts['expires-in']).toBe('confirmed');
			expect(exitCode).toBe(0);
		},
		TIMEOUT_MS,
	);

	test(
		'a wrong password is only tried where it is asked for',
		async () => {
			await runProbe(to('--read-only'));
			expect(sandbox.counts().signIns).toBe(1);
			await runProbe(to('--read-only', '--try-wrong-password'));
			expect(sandbox.counts().signIns).toBe(3);
		},
		TIMEOUT_MS,
	);
});

describe('what is wrong is said before anything leaves', () => {
	const wrong: ReadonlyArray<readonly [args: readonly string[], words: string]> = [
		[['--to', '0712'], '--to is 0712: Too short for a Kenyan number'],
		[['--to', TO, '--yes', '--password', 'hunter2hunter2'], '--password is refused'],
		[['--to', TO, '--yes', 'hunter2hunter2'], 'There is an argument without a name'],
	];

	test.each(wrong)(
		'%j is refused with 1',
		async (args, words) => {
			const { exitCode, errors, report } = await runProbe([...args, '--base-url', sandbox.apiUrl]);
			expect(errors).toContain(words);
			expect(errors + report).not.toContain('hunter2');
			expect(sandbox.counts().connections).toBe(0);
			expect(exitCode).toBe(1);
		},
		TIMEOUT_MS,
	);

	test(
		'whatever the environment lacks is named at once',
		async () => {
			const { exitCode, errors } = await runProbe(to('--yes'), {
				environment: { MOBICONNECT_USER_NAME: 'sandbox-user' },
			});
			expect(errors).toContain('The environment has no MOBICONNECT_PASSWORD, no MOBICONNECT_APP_KEY');
			expect(sandbox.counts().connections).toBe(0);
			expect(exitCode).toBe(1);
		},
		TIMEOUT_MS,
	);

	test(
		'http:// to another machine is refused',
		async () => {
			const { exitCode, errors } = await runProbe([
				'--to',
				TO,
				'--yes',
				'--base-url',
				'http://sms.example/api',
			]);
			expect(errors).toContain('your password would cross the network unencrypted');
			expect(exitCode).toBe(1);
		},
		TIMEOUT_MS,
	);

	test(
		'a gateway that can not be reached ends it with 2 and a report',
		async () => {
			await sandbox.close();
			const { exitCode, report } = await runProbe(to('--yes'));
			expect(report).toContain('| sign in | no answer | the gateway refused the connection |');
			expect(exitCode).toBe(2);
			sandbox = await startSandbox();
		},
		TIMEOUT_MS,
	);
});
