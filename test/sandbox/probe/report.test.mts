import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { startGateway, tokenData, type Asked } from './gateway.mts';
import { runProbe, TIMEOUT_MS, TO } from './run.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const to = (...more: string[]) => ['--to', TO, '--base-url', sandbox.apiUrl, ...more];

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
		for (const word of [
			'700000001',
			'192.0.2.1',
			'2001:db8',
			'nothing needs to be done',
			'duka.example',
			'wörd',
		]) {
			expect(seen).not.toContain(word);
		}
		expect(report).toContain('***');
	},
	TIMEOUT_MS,
);

test(
	'the report goes to a new file with --out, and a file that is there is refused before anything leaves',
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
	'the report is written to standard output where the file can not be written',
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
	'the report names the version, the date and no address but the default one',
	async () => {
		const { report } = await runProbe(to('--read-only'));
		expect(report).toMatch(
			/^n8n-nodes-mobiconnect \d+\.\d+\.\d+, \d{4}-\d\d-\d\d, gateway at another address\.$/m,
		);
		expect(report).not.toContain('127.0.0.1');
	},
	TIMEOUT_MS,
);

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
