import { readFileSync } from 'node:fs';
import {
	MISBEHAVING_NUMBERS,
	type Sandbox,
	type SandboxOptions,
	startSandbox,
} from '../../../sandbox/index.mts';
import { call, message, msisdns, record, send, signed } from '../client.mts';

let sandbox: Sandbox;
let headers: Record<string, string>;
async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox(options);
	headers = await signed(sandbox);
}
afterEach(() => sandbox.close());

const ask = async (path: string) => (await call('GET', `${sandbox.url}/sandbox/inbox/${path}`)).json;
const say = (text: string, recipients: string[], sourceId = 1) =>
	send(sandbox, headers, message({ message: text, recipients, sourceId }));
const [ANNE, BEN, CARO] = ['254700000001', '254700000002', '254712345678'];

function rows(page: Record<string, unknown>): Record<string, unknown>[] {
	return Array.isArray(page['rows']) ? page['rows'].map(record) : [];
}

test('conversations are by number, the newest first, with their count and their newest message', async () => {
	await start();
	await say('One', [ANNE, BEN]);
	await say('Two', [ANNE]);
	await say('Three', [CARO]);
	const page = await ask('conversations');
	expect(page).toMatchObject({ total: 3, offset: 0 });
	expect(rows(page)).toMatchObject([
		{ to: CARO, count: 1, newest: { text: 'Three' } },
		{ to: ANNE, count: 2, newest: { text: 'Two' } },
		{ to: BEN, count: 1, newest: { text: 'One' } },
	]);
	await say('Four', [BEN]);
	expect(rows(await ask('conversations?limit=1'))).toMatchObject([{ to: BEN, count: 2 }]);
	expect(rows(await ask('conversations?limit=1&offset=2'))).toMatchObject([{ to: ANNE }]);
});

test.each([
	['', [CARO, BEN, ANNE]],
	['OFFER', [CARO, BEN]],
	['0712 345', [CARO]],
	['+254 712', [CARO]],
	['0000002', [BEN]],
	['50%', [CARO]],
	['nobody', []],
])('searching for %j', async (search, expected) => {
	await start();
	await say('Hello', [ANNE, BEN, CARO]);
	await say('An offer', [BEN]);
	await say('An Offer: 50%', [CARO]);
	const page = await ask(`conversations?${new URLSearchParams({ search }).toString()}`);
	expect(rows(page).map(({ to }) => to)).toEqual(expected);
});

test('a conversation holds its messages, oldest first, analysed, and where the newest found one is', async () => {
	await start();
	for (const text of ['One', 'Two’s', 'One more', 'Last']) await say(text, [ANNE], 3);
	const page = await ask(`conversations/${ANNE}?search=one`);
	expect(page).toMatchObject({ total: 4, offset: 0, found: 2 });
	expect(rows(page)).toMatchObject([
		{ text: 'One', sourceId: 3, analysis: { encoding: 'GSM-7' } },
		{ text: 'Two’s', analysis: { encoding: 'UCS-2', nonGsmCharacters: [{ character: '’' }] } },
		{ text: 'One more' },
		{ text: 'Last' },
	]);
	expect(await ask(`conversations/${BEN}`)).toMatchObject({ total: 0, rows: [] });
});

test('campaigns are the same text from the same source, with their recipients', async () => {
	await start();
	await say('Sale', [ANNE, BEN], 1);
	await say('Sale', [CARO], 2);
	await say('Sale', [ANNE, CARO], 1);
	const page = rows(await ask('campaigns'));
	expect(page).toMatchObject([
		{ sourceId: 1, messages: 4, recipients: 3, ucs2: 0, parts: 4, partsEach: { least: 1, most: 1 } },
		{ sourceId: 2, messages: 1, recipients: 1 },
	]);
	expect(page[0]).toMatchObject({ texts: 1, template: [{ kind: 'same', text: 'Sale' }] });
	const id = String(page[0]?.['id']);
	expect(await ask(`campaigns/${id}`)).toMatchObject({
		recipients: 3,
		longest: { parts: [{ used: 4, room: 160 }] },
	});
	expect(rows(await ask(`campaigns/${id}/messages`)).map(({ to }) => to)).toEqual([ANNE, BEN, ANNE, CARO]);
	expect(rows(await ask('campaigns?search=sal')).length).toBe(2);
	expect(rows(await ask('campaigns?search=none')).length).toBe(0);
	expect((await call('GET', `${sandbox.url}/sandbox/inbox/campaigns/99`)).status).toBe(404);
});

test('of a campaign that is searched, what is found counts, and is what the template is of', async () => {
	await start();
	await say('Dear Anne, your order 41 is ready', [ANNE]);
	await say('Dear Ben, your order 42 is ready', [BEN]);
	await say('Dear Ben, your order 43 is ready', [BEN]);
	const [row] = rows(await ask('campaigns?search=ben'));
	expect(row).toMatchObject({
		messages: 2,
		recipients: 1,
		texts: 2,
		template: [
			{ kind: 'same', text: 'Dear Ben, your order ' },
			{ kind: 'varies', different: 2, examples: ['42', '43'] },
			{ kind: 'same', text: ' is ready' },
		],
	});
	const id = String(row?.['id']);
	expect(rows(await ask(`campaigns/${id}/messages?search=41`)).map(({ to }) => to)).toEqual([ANNE]);
	expect(await ask(`campaigns/${id}?search=41`)).toMatchObject({ messages: 1 });
	expect((await call('GET', `${sandbox.url}/sandbox/inbox/campaigns/${id}?search=99`)).status).toBe(404);
	expect(await ask('overview?search=ben')).toMatchObject({
		messages: 3,
		totals: { messages: 2, numbers: 1, campaigns: 1, parts: 2, ucs2: 0 },
	});
});

test('a campaign is opened at its longest text, and says what would make it cheaper', async () => {
	await start();
	const long = `It’s ${'a'.repeat(150)}`;
	await say(`Hi Anne, ${long} – bye`, [ANNE, BEN]);
	await say(`Hi Muthoni Wanjiku, ${long} – bye`, [CARO]);
	const [row] = rows(await ask('campaigns'));
	const saving = {
		options: ['plainPunctuation'],
		partsEach: { least: 2, most: 2 },
		parts: 9,
		saved: 3,
	};
	expect(row).toMatchObject({ parts: 9, ucs2: 3, saving });
	const detail = await ask(`campaigns/${String(row?.['id'])}`);
	expect(detail).toMatchObject({ longest: { characters: 181, saving: { parts: 3, saved: 1 } } });
});

test('totals count messages, numbers, campaigns and parts', async () => {
	await start();
	await say('a'.repeat(161), [ANNE, BEN]);
	await say('’', [ANNE]);
	await say('x'.repeat(10_001), [CARO]);
	expect(await ask('overview')).toMatchObject({
		messages: 4,
		totals: { messages: 4, numbers: 3, campaigns: 3, parts: 71, ucs2: 1 },
		dropped: 0,
		capacity: 100_000,
		apiUrl: sandbox.apiUrl,
		account: sandbox.account,
	});
});

test('the oldest are dropped from everything, and it is said how many', async () => {
	await start({ capacity: 3 });
	await say('Old', [ANNE, BEN]);
	expect(await ask('overview')).toMatchObject({ messages: 2, totals: { parts: 2 } });
	await say('New', [BEN, CARO]);
	expect(await ask('overview')).toMatchObject({ messages: 3, dropped: 1, totals: { numbers: 2, parts: 3 } });
	expect(rows(await ask('conversations')).map(({ to, count }) => [to, count])).toEqual([
		[CARO, 1],
		[BEN, 2],
	]);
	await say('Newer', [CARO, CARO, CARO]);
	expect(await ask('overview')).toMatchObject({
		messages: 3,
		dropped: 4,
		totals: { messages: 3, numbers: 1, campaigns: 1, parts: 3 },
	});
	sandbox.clear();
	expect(await ask('overview')).toMatchObject({
		messages: 0,
		dropped: 0,
		totals: { messages: 0, numbers: 0, campaigns: 0, parts: 0 },
	});
	await say('Again', [ANNE]);
	expect(await ask('overview')).toMatchObject({ messages: 1, totals: { numbers: 1, parts: 1 } });
});

test('requests are listed, the newest first, without their bodies', async () => {
	await start();
	sandbox.next('send', { kind: 'envelopeError', message: 'No credit' });
	await say('x', [ANNE]);
	await say('x', [ANNE]);
	const [second, first] = rows(await ask('requests'));
	expect(second).toMatchObject({
		endpoint: 'send',
		status: 200,
		accepted: 1,
		envelope: 'success: Sms scheduled successfully!',
	});
	expect(first).toMatchObject({ planned: 'envelopeError', accepted: 0, envelope: 'error: No credit' });
	expect(second).not.toHaveProperty('body');
});

test('faults go by their names while they are planned and where they happened, or else by their kinds', async () => {
	await start();
	sandbox.next('send', { kind: 'tooMany', name: 'Busy', repeat: 2 }, { kind: 'reset' });
	sandbox.next('auth', { kind: 'status', status: 500, name: 'Down' });
	expect(await ask('overview')).toMatchObject({
		planned: {
			send: [
				{ name: 'Busy', times: 2 },
				{ name: 'reset', times: 1 },
			],
			auth: [{ name: 'Down', times: 1 }],
			refresh: [],
		},
	});
	await say('x', [ANNE, BEN]);
	expect(await ask('overview')).toMatchObject({ planned: { send: [{ name: 'Busy', times: 1 }, {}] } });
	expect(rows(await ask('requests'))[0]).toMatchObject({ planned: 'Busy', recipients: 2, accepted: 0 });
	sandbox.forget();
	await say('x', ['254700000920']);
	expect(rows(await ask('requests'))[0]).toMatchObject({ planned: 'No balance', recipients: 1 });
});

test('the numbers that misbehave come as CSV, with the columns that the spreadsheet examples read', async () => {
	await start();
	const { text, headers: given } = await call('GET', `${sandbox.url}/sandbox/inbox/numbers.csv`);
	expect(given.get('content-type')).toBe('text/csv; charset=utf-8');
	const [header, ...lines] = text.trimEnd().split('\n');
	expect(header).toBe(readFileSync('workflows/customers.csv', 'utf8').split(/\r?\n/)[0]);
	expect(lines).toHaveLength(MISBEHAVING_NUMBERS.length);
	expect(lines).toContain('No balance,254700000920,A-920');
	expect(lines).toContain('"Busy, once",254700000930,A-930');
});

test('tells a page that something changed, in a stream', async () => {
	await start();
	const stream = await fetch(`${sandbox.url}/sandbox/inbox/events`);
	expect(stream.headers.get('content-type')).toBe('text/event-stream');
	const reader = (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
	expect((await reader.read()).value).toContain('event: change');
	const told = reader.read();
	await say('x', [ANNE]);
	expect((await told).value).toContain('event: change');
	await reader.cancel();
});

describe('CSV', () => {
	test('has a line per message, in quotes where need be, and no formula', async () => {
		await start();
		await say('Plain', [ANNE]);
		await say('=HYPERLINK("http://example.com","Click")', [BEN], 2);
		await say('Two\nlines, "quoted"', [CARO]);
		const { text, headers: given } = await call('GET', `${sandbox.url}/sandbox/inbox/messages.csv`);
		expect(given.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(given.get('content-disposition')).toBe('attachment; filename="messages.csv"');
		const lines = text.replace(/^\uFEFF/, '').split('\r\n');
		expect(lines[0]).toBe('id,time,number,source,encoding,parts,request,text');
		expect(lines[1]).toMatch(/^1,[^,]+Z,254700000001,1,GSM-7,1,2,Plain$/);
		expect(lines[2]).toMatch(
			/,254700000002,2,GSM-7,1,3,"'=HYPERLINK\(""http:\/\/example.com"",""Click""\)"$/,
		);
		expect(lines[3]).toMatch(/,"Two\nlines, ""quoted"""$/);
		expect(lines.slice(4)).toEqual(['']);
	});

	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('%j is not taken for a formula', async (formula) => {
		await start();
		await say(formula, [ANNE]);
		const { text } = await call('GET', `${sandbox.url}/sandbox/inbox/messages.csv`);
		expect(text.split('\r\n')[1]).toMatch(/,"?'[=+\-@\t]/);
	});

	test('holds what is searched for, however many there are', async () => {
		await start();
		await say('Many', msisdns(1200));
		await say('One', [ANNE]);
		const lines = async (query: string) =>
			(await call('GET', `${sandbox.url}/sandbox/inbox/messages.csv${query}`)).text.trimEnd().split('\r\n')
				.length;
		expect(await lines('')).toBe(1202);
		expect(await lines('?search=one')).toBe(2);
	});
});

test('the page is served with all it needs, and may load nothing from elsewhere', async () => {
	await start();
	const page = await call('GET', `${sandbox.url}/`);
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
	expect(page.headers.get('x-content-type-options')).toBe('nosniff');
	// A link in a message is not even looked up before it is clicked.
	expect(page.headers.get('x-dns-prefetch-control')).toBe('off');
	const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
	expect(parts).toEqual(['/icon.svg', '/style.css', '/page.js']);
	for (const path of parts) expect((await call('GET', `${sandbox.url}${path}`)).status).toBe(200);
});

test('a page asks for what it can show', async () => {
	await start();
	expect(await call('GET', `${sandbox.url}/sandbox/inbox/conversations?limit=1000`)).toMatchObject({
		status: 400,
		json: { error: 'query.limit is "1000": give a whole number from 0 to 500' },
	});
});

test('does not tell the password to those who reach it from elsewhere', async () => {
	await start({ host: '0.0.0.0' });
	expect(await ask('overview')).not.toHaveProperty('account');
});
