import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Answer, type Sandbox } from '../../../sandbox/index.mts';
import { startGateway, tokenData, type Asked } from './gateway.mts';
import { ACCOUNT, runProbe, TO } from './run.mts';

const TIMEOUT_MS = 60_000;

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const to = (...more: string[]) => ['--to', TO, '--base-url', sandbox.apiUrl, ...more];

describe('a message goes out once', () => {
	const doubtful: ReadonlyArray<readonly [name: string, answer: Answer]> = [
		['a broken connection', { kind: 'reset' }],
		['a 500', { kind: 'status', status: 500 }],
		['a 503', { kind: 'unavailable' }],
		['a 503 with Retry-After', { kind: 'unavailable', retryAfter: 0 }],
		['a 429', { kind: 'tooMany', retryAfter: 0 }],
		['a redirect', { kind: 'redirect', status: 307, location: '/api/communications/sms/sendMessage' }],
		['a web page', { kind: 'html' }],
		['an empty answer', { kind: 'empty' }],
		['half an answer', { kind: 'truncated' }],
		[
			'error with a row',
			{ kind: 'status', status: 400, body: { status: 'error', data: [{ recipient: TO }] } },
		],
	];

	test.each(doubtful)(
		'%s for the made-up token is followed by no other request to send',
		async (_name, answer) => {
			sandbox.next('send', answer);
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
	test.each(['no\n', 'Yes\n', 'y\n', '\n', ''])(
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

describe('the report can be posted', () => {
	const environment = {
		MOBICONNECT_USER_NAME: 'amina.o@duka.example',
		MOBICONNECT_PASSWORD: `p"a\\s' <s>&  wörd\`|x`,
		MOBICONNECT_APP_KEY: 'AppKey/Ab+12',
		MOBICONNECT_SOURCE_ID: '1',
	};

	test(
		'a gateway that repeats all that it was sent gets no secret, number, address or text into it',
		async () => {
			const gateway = await startGateway(({ path, headers, body }) => echo(path, headers, body));
			const args = ['--to', '0700000001', '--yes', '--try-wrong-password', '--base-url', gateway.apiUrl];
			const { report, errors } = await runProbe(args, { environment });
			await gateway.close();
			expect(gateway.asked.length).toBeGreaterThan(6);
			const secrets = [...Object.values(environment).slice(0, 3), ...gateway.asked.map(({ token }) => token)];
			const seen = (report + errors).toLowerCase();
			for (const secret of secrets.filter((one) => one !== '').flatMap(spellings)) {
				expect(seen).not.toContain(secret.toLowerCase());
			}
			for (const word of ['700000001', '192.0.2.1', '2001:db8', 'nothing needs to be done', 'duka.example']) {
				expect(seen).not.toContain(word);
			}
			expect(report).toContain('***');
		},
		TIMEOUT_MS,
	);

	test(
		'it goes to a new file with --out, and a file that is there is refused before anything leaves',
		async () => {
			const folder = await mkdtemp(join(tmpdir(), 'probe-'));
			const file = join(folder, 'report.md');
			const { report, errors } = await runProbe(to('--yes', '--out', file));
			expect(report).toBe('');
			expect(errors).toContain(`The report is in ${file}.`);
			expect(await readFile(file, 'utf8')).toMatch(/^# Probe of the MobiConnect gateway\n/);

			sandbox.clear();
			await writeFile(file, 'mine');
			const again = await runProbe(to('--yes', '--out', file));
			expect(again.errors).toContain('which is there already');
			expect(again.exitCode).toBe(1);
			expect(sandbox.counts().requests).toBe(0);
			expect((await stat(file)).size).toBe(4);
			await rm(folder, { recursive: true });
		},
		TIMEOUT_MS,
	);

	test(
		'it is written to standard output where the file can not be written',
		async () => {
			const { report, errors } = await runProbe(to('--read-only', '--out', '/nowhere/report.md'));
			expect(errors).toContain("can't be written, so here is the report");
			expect(report).toContain('# Probe of the MobiConnect gateway');
		},
		TIMEOUT_MS,
	);

	test(
		'words of the gateway can neither leave their cell nor address anybody',
		async () => {
			sandbox.next('auth', { kind: 'envelopeError', message: 'no | way `code` @someone\n# Title <b>' });
			const { report } = await runProbe(to('--read-only'));
			expect(report).toContain("`no \\| way 'code' @someone # Title <b>`");
			expect(report).not.toMatch(/^# Title/m);
		},
		TIMEOUT_MS,
	);

	test(
		'it names the version, the date and no address but the default one',
		async () => {
			const { report } = await runProbe(to('--read-only'));
			expect(report).toMatch(
				/^n8n-nodes-mobiconnect \d+\.\d+\.\d+, \d{4}-\d\d-\d\d, gateway at another address\.$/m,
			);
			expect(report).not.toContain('127.0.0.1');
		},
		TIMEOUT_MS,
	);
});

/** Says everything that it was sent, in every way, in words, in field names and in rows. */
function echo(path: string, headers: Asked['headers'], body: Asked['body']) {
	const sent = [headers['authorization'], headers['app-key'], ...Object.values(body)].flat().map(String);
	const words = sent.flatMap((text) => [text, ...spellings(text.replace('Bearer ', ''))]);
	const message = `${'x '.repeat(40)}${words.join(' , ')} from 192.0.2.1 and 2001:db8::1 at +254 700 000 001`;
	const named = Object.fromEntries(words.map((text) => [text, text]));
	const wrong = path === '/auth' && !JSON.stringify(body).includes('amina');
	const tokens = path.startsWith('/auth') && !wrong ? tokenData(path.length) : {};
	if (path.startsWith('/auth'))
		return { body: { status: 'success', data: { ...named, ...tokens }, message } };
	return {
		body: {
			status: message,
			data: [{ ...named, status: message, recipient: message, id: message }],
			message,
			...named,
		},
	};
}

/** Ways in which a secret may come back. */
function spellings(secret: string): string[] {
	return [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replaceAll('=', ''),
		secret.toUpperCase(),
	];
}
