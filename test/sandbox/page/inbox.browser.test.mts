import { readFile } from 'node:fs/promises';
import { messageOptions } from '../../../nodes/MobiConnect/resources/sms/fields/optionFields.ts';
import {
	MISBEHAVING_NUMBERS,
	type Sandbox,
	type SandboxOptions,
	startSandbox,
} from '../../../sandbox/index.mts';
import { holdsInPage, type Opened, openPage } from './browser.mts';
import { message, msisdns, send, signed } from '../client.mts';

jest.setTimeout(180_000);

const USUAL = ['No balance', 'Busy', 'Answer lost', 'Number on a blacklist'];

let sandbox: Sandbox;
let headers: Record<string, string>;
let opened: Opened;
async function open(view = '', options: SandboxOptions = {}): Promise<Opened['page']> {
	sandbox = await startSandbox(options);
	headers = await signed(sandbox);
	opened = await openPage(sandbox.url, view);
	return opened.page;
}
afterEach(async () => {
	await opened.close();
	await sandbox.close();
	expect({ complaints: opened.complaints, strangers: opened.strangers }).toEqual({
		complaints: [],
		strangers: [],
	});
});

const say = (text: string, recipients: string[], sourceId = 1) =>
	send(sandbox, headers, message({ message: text, recipients, sourceId }));
const [ANNE, BEN, CARO] = ['254700000001', '254700000002', '254712345678'];
const total = (name: string) => opened.page.locator(`[data-total="${name}"]`);
const holds = (name: string, value: string) =>
	total(name)
		.filter({ hasText: new RegExp(`^${value.replace(/[$.]/g, '\\$&')}$`) })
		.waitFor();

test('before the first message the page says how to send one, and gives the credential', async () => {
	const page = await open();
	await page.getByRole('heading', { name: 'Waiting for the first message' }).waitFor();
	for (const words of [sandbox.apiUrl, 'sandbox-user', 'sandbox-password', 'sandbox-app-key']) {
		expect(await page.getByText(words, { exact: true }).count()).toBe(1);
	}
});

test('messages arrive live: in the list, in the open conversation, and in the totals', async () => {
	const page = await open();
	await say('Habari ya asubuhi', [ANNE], 7);
	await page.getByRole('link', { name: '+254 700 000 001' }).click();
	const bubbles = page.locator('.bubble');
	await bubbles.getByText('Habari ya asubuhi').waitFor();
	expect(await page.locator('.meta').innerText()).toMatch(/^\d\d:\d\d\s+Source 7\s+GSM-7\s+1 part\s+Ruler$/);
	await say('Na jioni', [ANNE, BEN]);
	await bubbles.getByText('Na jioni').waitFor();
	expect(await bubbles.allInnerTexts()).toEqual(['Habari ya asubuhi', 'Na jioni']);
	const list = page.getByRole('list', { name: 'Conversations' });
	await list.getByRole('link', { name: '+254 700 000 002' }).waitFor();
	expect(await list.locator('.who').allInnerTexts()).toEqual(['+254 700 000 002', '+254 700 000 001']);
	await holds('Messages', '3');
	await holds('Parts', '3');
	await page.getByText(/new messages?, 3 in all/).waitFor({ state: 'attached' });
});

test('an open conversation stays at its newest message, unless somebody reads what is older', async () => {
	const page = await open(`#/messages/${ANNE}`);
	for (let count = 0; count < 40; count += 1) await say(`Message ${count}`, [ANNE]);
	const atEnd = 'scrollHeight - scrollTop - clientHeight < 5';
	const thread = `(({ scrollHeight, scrollTop, clientHeight }) => ${atEnd})(document.querySelector('.thread'))`;
	await page.locator('.bubble').getByText('Message 39').waitFor();
	await holdsInPage(page, thread);
	await say('One more', [ANNE]);
	await page.locator('.bubble').getByText('One more').waitFor();
	await holdsInPage(page, thread);
	await page.locator('.thread').press('Home');
	await page.locator('.bubble').getByText('Message 0', { exact: true }).waitFor();
	await say('And another', [ANNE]);
	await holds('Messages', '42');
	await page.getByRole('button', { name: 'Newest' }).click();
	await page.locator('.bubble').getByText('And another').waitFor();
});

test.each([
	['conversations', '#/messages', 'conversations?*', '.conversation'],
	['messages', `#/messages/${ANNE}`, `conversations/${ANNE}?*`, '.bubble'],
	['campaigns', '#/campaigns', 'campaigns?*', '.campaign'],
	['recipients', '#/campaigns/1', 'campaigns/1/messages?*', '.recipient'],
	['requests', '#/requests', 'requests?*', '.request'],
])(
	'a list of %s that cannot be loaded says so, and comes when it is tried again',
	async (_, view, path, row) => {
		const page = await open();
		await say('Habari', [ANNE]);
		await holds('Messages', '1');
		const address = `**/sandbox/inbox/${path}`;
		await page.route(address, (route) => route.fulfill({ status: 500, json: { error: 'Out of order' } }));
		await page.goto(`${sandbox.url}/${view}`);
		const alert = page.getByRole('alert').filter({ hasText: 'The list could not be loaded: Out of order' });
		await page.reload();
		await alert.waitFor();
		expect(await page.getByText('Loading…').count()).toBe(0);
		await page.unroute(address);
		await alert.getByRole('button', { name: 'Try again' }).click();
		await page.locator(row).first().waitFor();
		await alert.waitFor({ state: 'detached' });
		opened.complaints.length = 0;
	},
);

test('an empty list that cannot be loaded anew says so, beside what it said before', async () => {
	const page = await open();
	await say('Habari', [ANNE]);
	await page.getByRole('searchbox').fill('nowhere');
	await page.getByText('No message found').waitFor();
	const address = '**/sandbox/inbox/conversations?*';
	await page.route(address, (route) => route.fulfill({ status: 500, json: { error: 'Out of order' } }));
	await say('Gone nowhere', [ANNE]);
	const alert = page.getByRole('alert').filter({ hasText: 'The list could not be loaded: Out of order' });
	await alert.waitFor();
	await page.getByText('No message found').waitFor();
	await page.unroute(address);
	await alert.getByRole('button', { name: 'Try again' }).click();
	await page.locator('.conversation').getByText('Gone nowhere').waitFor();
	opened.complaints.length = 0;
});

test('rows that cannot be loaded stand beside those that are there, and do not say that they are loading', async () => {
	const page = await open();
	await say('Habari', msisdns(500));
	const rows = page.locator('.conversation');
	await rows.first().waitFor();
	await page.route('**/sandbox/inbox/conversations?*', (route) => route.fulfill({ body: 'no JSON' }));
	await rows.first().press('End');
	await page.getByRole('alert').filter({ hasText: 'The list could not be loaded' }).waitFor();
	await page.getByText('Not loaded').first().waitFor();
	expect(await page.getByText('Loading…').count()).toBe(0);
	await page.locator('.scroller').first().press('Home');
	await rows.getByText('+254 700 100 499').waitFor();
});

test('the cost is the parts at the price that is set, and the browser remembers it', async () => {
	const page = await open();
	await say('a'.repeat(161), [ANNE, BEN]);
	await holds('Parts', '4');
	expect(await total('Cost').innerText()).toBe('–');
	await page.getByLabel('Price of a part').fill('0.75');
	await holds('Cost', 'KES\u00a03.00');
	await page.getByLabel('Currency').fill('usd');
	await holds('Cost', 'US$3.00');
	await page.reload();
	await holds('Cost', 'US$3.00');
});

test('searching finds numbers and texts, marks them, and goes to the newest one in a conversation', async () => {
	const page = await open();
	for (let count = 0; count < 60; count += 1)
		await say(count === 20 ? 'The lost parcel' : `Message ${count}`, [ANNE]);
	await say('Hello', [BEN, CARO]);
	const search = page.getByRole('searchbox');
	await search.fill('PARCEL');
	await page.locator('.conversation mark.hit').waitFor();
	await page.locator('.conversation').nth(1).waitFor({ state: 'detached' });
	expect(await page.locator('.conversation mark.hit').allInnerTexts()).toEqual(['parcel']);
	await page.locator('.conversation').click();
	await page.locator('.bubble mark.hit').waitFor();
	expect(await page.locator('.bubble mark.hit').isVisible()).toBe(true);
	await search.fill('0712 345');
	await page.getByRole('link', { name: '+254 712 345 678' }).waitFor();
	expect(await page.locator('.conversation').count()).toBe(1);
	await search.fill('nowhere');
	await page.getByText('No message found').waitFor();
});

test('the ruler shows where each part ends, and what forces UCS-2', async () => {
	const page = await open();
	await say(`${'a'.repeat(66)}’${'b'.repeat(67)}c’`, [ANNE]);
	await page.getByRole('link', { name: '+254 700 000 001' }).click();
	const bubble = page.locator('.bubble');
	await bubble.waitFor();
	expect(await bubble.locator('mark.non-gsm').allInnerTexts()).toEqual(['’', '’']);
	const cuts = await bubble.locator('.cut').all();
	expect(await Promise.all(cuts.map((cut) => cut.getAttribute('data-part')))).toEqual(['1', '2']);
	const pieces = ((await bubble.textContent()) ?? '').split(/ \(end of part \d\) /);
	expect(pieces.map(({ length }) => length)).toEqual([67, 67, 2]);
	const button = page.getByRole('button', { name: 'Ruler' });
	expect(await button.getAttribute('aria-expanded')).toBe('false');
	await button.click();
	const ruler = page.getByRole('region', { name: 'Ruler' });
	const words = (await ruler.innerText()).replaceAll(/\s+/g, ' ');
	expect(words).toContain('136 characters in 3 parts, UCS-2: forced by ’ U+2019 ×2');
	expect(words).toContain('Part 1: 67 of 67 UTF-16 units');
	expect(words).toContain('Part 2: 67 of 67 UTF-16 units');
	expect(words).toContain('Part 3: 2 of 67 UTF-16 units “c’”');
	expect(await button.getAttribute('aria-expanded')).toBe('true');
});

test('a campaign is the same message with its recipients, its parts and its cost', async () => {
	const page = await open('#/campaigns');
	await say(
		'Sale!',
		Array.from({ length: 300 }, (_, index) => String(254_700_000_000 + index)),
		7,
	);
	await say('Other', [CARO]);
	const list = page.getByRole('list', { name: 'Campaigns' });
	await list.getByText('Sale!').waitFor();
	await list.getByText('Other').waitFor();
	expect(await list.locator('.big').allInnerTexts()).toEqual(['300\nrecipients', '1\nrecipient']);
	await page.getByLabel('Price of a part').fill('0.5');
	await list.getByText('Sale!').click();
	const detail = page.getByRole('region', { name: 'Campaign', exact: true });
	await detail.getByText('KES\u00a0150.00').waitFor();
	const recipients = detail.getByRole('list', { name: 'Recipients' });
	await recipients.getByText('+254 700 000 000').waitFor();
	await recipients.getByRole('link').first().press('End');
	await recipients.getByText('+254 700 000 299').click();
	await page.locator('.bubble').getByText('Sale!').waitFor();
});

test('120 personal texts are one campaign, with what varies, its cost and how to pay less', async () => {
	const page = await open('#/campaigns');
	const names = ['Amina', 'Otieno', 'Mary Wanjiku'];
	for (const [index, to] of msisdns(120).entries()) {
		const text = `Dear ${names[index % 3] ?? ''}, your order A-${1000 + index} is ready – ${'a'.repeat(60)}`;
		await say(text, [to]);
	}
	const list = page.getByRole('list', { name: 'Campaigns' });
	await list.locator('.big', { hasText: '120' }).waitFor();
	expect(await list.locator('.campaign').count()).toBe(1);
	await page.getByLabel('Price of a part').fill('0.5');
	expect(await list.locator('.campaign').innerText()).toContain('could save 120 of 240');
	await list.locator('.campaign').click();
	const detail = page.getByRole('region', { name: 'Campaign', exact: true });
	const varies = detail.getByRole('list', { name: 'What varies' }).getByRole('listitem');
	await varies.first().waitFor();
	const words = (await varies.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
	expect(words).toEqual([
		'▢ (varies) Amina · Mary Wanjiku · Otieno 3 different',
		'▢ (varies) A-1000 · A-1001 · A-1002 · A-1003 … 120 different',
	]);
	const saving = (await detail.locator('.saving').first().innerText()).replaceAll(/\s+/g, ' ');
	expect(saving).toBe(
		`With plain punctuation: 1 part, saves 120 of 240 (KES 60.00). In the node, turn on “${nameOf('plainPunctuation')}”.`,
	);
	await page.getByRole('searchbox').fill('otieno');
	await holds('Found', '40');
	await holds('Parts', '80');
	await holds('Cost', 'KES\u00a040.00');
	await list.locator('.big', { hasText: '40' }).waitFor();
	await detail.getByRole('heading', { name: '40 recipients' }).waitFor();
});

/** What the node's editor calls an option. */
function nameOf(option: string): string | undefined {
	return messageOptions.find(({ name }) => name === option)?.displayName;
}

test('the ruler says how to pay less before it says why', async () => {
	const page = await open(`#/messages/${ANNE}`);
	await say(`${'a'.repeat(100)}’ĩ`, [ANNE]);
	await page.getByRole('button', { name: 'Ruler' }).click();
	const words = (await page.getByRole('region', { name: 'Ruler' }).innerText()).replaceAll(/\s+/g, ' ');
	expect(words).toMatch(
		`With plain punctuation and letters: 1 part, saves 1 of 2. In the node, turn on “${nameOf('plainPunctuation')}” and “${nameOf('plainLetters')}”. 102 characters in 2 parts, UCS-2: forced by`,
	);
});

test('a link opens on a click, beside the page, and nothing is asked of it before', async () => {
	const page = await open(`#/messages/${ANNE}`);
	await say(`${'a'.repeat(150)} https://m-duka.example/<i>?a=“b” javascript:alert(1)`, [ANNE]);
	const link = page.locator('.bubble a');
	await link.waitFor();
	expect(await link.count()).toBe(1);
	const attributes = ['href', 'target', 'rel'].map((name) => link.getAttribute(name));
	expect(await Promise.all(attributes)).toEqual(['https://m-duka.example/', '_blank', 'noopener noreferrer']);
	const asked: string[] = [];
	await page.context().route('https://m-duka.example/**', (route) => {
		asked.push(route.request().headers()['referer'] ?? 'no referrer');
		return route.fulfill({ body: 'Hello', contentType: 'text/html' });
	});
	await link.hover();
	expect(asked).toEqual([]);
	const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
	await popup.getByText('Hello').waitFor();
	expect(asked).toEqual(['no referrer']);
	expect(await popup.evaluate('opener')).toBeNull();
	await popup.close();
});

test('the slash key selects the search before, so that typing takes its place', async () => {
	const page = await open();
	await say('Hello', [ANNE]);
	await page.getByRole('searchbox').fill('parcel');
	await page.getByRole('searchbox').blur();
	await page.keyboard.press('/');
	await page.keyboard.type('hello');
	expect(await page.getByRole('searchbox').inputValue()).toBe('hello');
});

test('the numbers that misbehave are copied as CSV, ready for a spreadsheet', async () => {
	const page = await open('#/faults');
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.getByRole('button', { name: 'Copy as CSV' }).click();
	await page.getByText('Copied', { exact: true }).waitFor();
	const copied = String(await page.evaluate('navigator.clipboard.readText()'));
	expect(copied.split('\n').slice(0, 2)).toEqual(['name,phone,order', 'Failed,254700000900,A-900']);
	expect(copied.trimEnd().split('\n')).toHaveLength(MISBEHAVING_NUMBERS.length + 1);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download' }).click(),
	]);
	expect(await readFile(await download.path(), 'utf8')).toBe(copied);
});

test('the faults to try first come first, and the switches of tokens last; colours say what becomes of the message', async () => {
	const page = await open('#/faults');
	await page.getByRole('heading', { name: 'Revoke all tokens' }).waitFor();
	const cards = page.locator('.faults h4');
	expect((await cards.allInnerTexts()).slice(0, 4)).toEqual(USUAL);
	const shown = (await page.locator('.card.outcome').all()).slice(0, 4);
	const classes = await Promise.all(shown.map((card) => card.getAttribute('class')));
	expect(classes).toEqual(['no', 'later', 'unknown', 'no'].map((outcome) => `card outcome ${outcome}`));
	expect(await page.locator('.faults h2').allInnerTexts()).toEqual([
		'The next answers',
		'Numbers that misbehave',
		'Switches',
	]);
	expect((await page.locator('[aria-labelledby="switches"] h3').allInnerTexts()).slice(-5)).toEqual([
		'Access token lives',
		'Refresh token lives',
		'A dead token is refused with',
		'Token names',
		'Revoke all tokens',
	]);
});

test('a request is green where all were texted, red where nobody was, and amber where that is not known', async () => {
	const page = await open('#/requests');
	sandbox.next(
		'send',
		{ kind: 'rows', row: { status: 'FAILED' } },
		{ kind: 'envelopeError' },
		{ kind: 'reset' },
		{ kind: 'status', status: 500 },
	);
	for (let count = 0; count < 5; count += 1) await say('x', [ANNE, BEN]).catch(() => undefined);
	const verdicts = page.getByRole('list', { name: 'Requests' }).locator('.verdict');
	await verdicts.nth(5).waitFor();
	const grades = await Promise.all(
		(await verdicts.all()).map(
			async (one) => `${await one.innerText()} ${(await one.getAttribute('class')) ?? ''}`,
		),
	);
	expect(grades).toEqual([
		'200 verdict good',
		'500 verdict warn',
		'cut verdict warn',
		'200 verdict bad',
		'200 verdict warn',
		'200 verdict good',
	]);
});

test('switches take effect on a real send, and say what the node will do', async () => {
	const page = await open('#/faults');
	const fault = page.locator('.card', { has: page.getByRole('heading', { name: 'Unavailable' }) });
	expect(await fault.innerText()).toContain('It waits as long as Retry-After says and tries again');
	await page.getByRole('spinbutton', { name: 'the next' }).fill('2');
	await fault.getByRole('button').click();
	await page.getByText('Unavailable ×2', { exact: true }).waitFor();
	const refused = await say('x', [ANNE]);
	expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
	await page.locator('.planned').getByText('Unavailable', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Forget' }).click();
	await page.getByText('Nothing is planned').waitFor();
	expect((await say('x', [ANNE])).status).toBe(200);

	await page.getByLabel('Latency').fill('120');
	await page.getByLabel('Latency').press('Enter');
	await sandbox.waitFor(({ switches }) => switches.latency === 120);
	const started = performance.now();
	await say('x', [ANNE]);
	expect(performance.now() - started).toBeGreaterThanOrEqual(119);

	await page.getByLabel('A dead token is refused with').selectOption('403');
	await sandbox.waitFor(({ switches }) => switches.tokenRefusal === 403);
	await page.getByRole('button', { name: 'Revoke', exact: true }).click();
	let status = 200;
	while (status === 200) ({ status } = await say('x', [ANNE]));
	expect(status).toBe(403);
});

test('a number that is being typed stays while other things change', async () => {
	const page = await open('#/faults');
	await page.getByLabel('Latency').fill('120');
	sandbox.next('auth', { kind: 'ok', name: 'Slow' });
	await page.locator('.planned').getByText('Slow', { exact: true }).waitFor();
	expect(await page.getByLabel('Latency').inputValue()).toBe('120');
	await page.getByLabel('Latency').press('Enter');
	await sandbox.waitFor(({ switches }) => switches.latency === 120);
	sandbox.set({ latency: 7 });
	await holdsInPage(page, "document.getElementById('latency').value === '7'");
});

test('a fault that was planned without a name is called in words', async () => {
	const page = await open('#/faults');
	sandbox.next('send', { kind: 'rows', repeat: 2 }, { kind: 'reset', name: 'toString' });
	await page.locator('.planned').getByText('Other rows ×2', { exact: true }).waitFor();
	await page.locator('.planned').getByText('toString', { exact: true }).waitFor();
});

test('each fault of each endpoint can be planned from the page', async () => {
	const page = await open('#/faults');
	let planned = 0;
	const chips = page.locator('.planned .tag');
	for (const [endpoint, name] of [
		['send', 'Sends'],
		['auth', 'Sign-ins'],
		['refresh', 'Refreshes'],
	] as const) {
		await page.locator('.segmented').getByText(name).click();
		const buttons = page.getByRole('button', { name: /^(?:Fail|Answer) the next/ });
		const count = await buttons.count();
		expect(count).toBeGreaterThan(8);
		for (let index = 0; index < count; index += 1) await buttons.nth(index).click();
		planned += count;
		await sandbox.waitFor((all) => all.planned()[endpoint] === count);
	}
	await chips.nth(planned - 1).waitFor();
	expect(await chips.count()).toBe(planned);
	expect((await chips.allInnerTexts()).slice(0, 4)).toEqual(USUAL);
	expect(await page.getByRole('alert').count()).toBe(0);
});

test('every number that misbehaves is listed with what the node makes of it, and all can be made to behave', async () => {
	const page = await open('#/faults');
	const list = page.getByRole('list', { name: 'Numbers that misbehave' });
	await list.getByText('Number on a blacklist', { exact: true }).waitFor();
	const shown = await list.getByRole('listitem').allInnerTexts();
	expect(shown.map((text) => text.split(/\n+/))).toEqual(
		MISBEHAVING_NUMBERS.map(({ number, name, gateway, node }) => [
			number.replace(/^(254)(...)(...)(...)$/, '+$1 $2 $3 $4'),
			name,
			gateway,
			`The node: ${node}`,
		]),
	);
	expect((await say('x', ['254700000930'])).status).toBe(429);
	await page.getByLabel('They misbehave').uncheck();
	await sandbox.waitFor(({ switches }) => !switches.misbehavingNumbers);
	expect((await say('x', ['254700000931'])).status).toBe(200);

	await page.goto(`${sandbox.url}/#/requests`);
	await page.getByText('Busy, once · +254 700 000 930 misbehaved').click();
	await page.getByText('as a fault: Busy, once; +254 700 000 930 misbehaved').waitFor();
});

test('a request opens to its headers, body and answer, with secrets masked', async () => {
	const page = await open('#/requests');
	sandbox.next('send', { kind: 'envelopeError', message: 'No credit' }, { kind: 'reset' });
	await say('First', [ANNE]);
	await say('Second', [ANNE]).catch(() => undefined);
	const list = page.getByRole('list', { name: 'Requests' });
	await list.getByText('cut', { exact: true }).waitFor();
	expect(await list.locator('.verdict').allInnerTexts()).toEqual(['cut', '200', '200']);
	await list.getByText('No credit').click();
	const detail = page.getByRole('region', { name: 'The request and its answer' });
	await detail.getByText('"First"').waitFor();
	const words = await detail.innerText();
	expect(words).toMatch(/authorization\s+Bearer \*\*\*/);
	expect(words).toMatch(/app-key\s+\*\*\*/);
	expect(words).toContain('"message": "No credit"');
	expect(words).toContain('as a fault: Refused');
	await list.getByText('cut', { exact: true }).click();
	await page.getByText('There was none: the connection was cut.').waitFor();
	await list.getByText('Sign in').click();
	await detail.getByText('"userName"').waitFor();
	const all = await page.locator('body').innerText();
	for (const secret of [sandbox.account.password, sandbox.account.appKey, headers['authorization'] ?? '']) {
		expect(all).not.toContain(secret);
	}
});

test('clearing asks first, and then forgets', async () => {
	const page = await open();
	await say('x', [ANNE]);
	const clear = page.getByRole('button', { name: 'Clear' });
	await clear.click();
	await page.getByRole('dialog').getByText('1 message and all requests').waitFor();
	await page.getByRole('button', { name: 'Keep' }).click();
	expect(sandbox.messages()).toHaveLength(1);
	await clear.click();
	await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
	await page.getByText('Waiting for the first message').waitFor();
	expect(sandbox.messages()).toEqual([]);
});

test('downloads CSV, of what is searched for', async () => {
	const page = await open();
	await say('Apples', [ANNE]);
	await say('Pears', [BEN]);
	await page.getByRole('searchbox').fill('pears');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'CSV of what is found' }).click(),
	]);
	expect(download.suggestedFilename()).toBe('messages.csv');
	const text = await readFile(await download.path(), 'utf8');
	expect(text).toMatch(/^\uFEFFid,time,number[^\r]+\r\n2,[^\r]+,Pears\r\n$/);
});

test('hostile text is only ever text, wherever it is shown', async () => {
	const page = await open();
	const hostile = [
		'<img src=x onerror="document.title=1"><script>document.title=2</script>',
		'"><svg onload=document.title=3>',
		'\u202Eevil\u202C &amp; {{7*7}} ${7*7} javascript:alert(1)',
		'\u0000\u0007\uD800 lone',
	];
	for (const text of hostile) await say(text, [ANNE]);
	await page.getByRole('link', { name: '+254 700 000 001' }).click();
	await page.locator('.bubble').nth(3).waitFor();
	const shown = await page.locator('.bubble').allTextContents();
	expect(shown.slice(0, 3)).toEqual(hostile.slice(0, 3));
	for (const view of ['campaigns', 'requests']) {
		await page.goto(`${sandbox.url}/#/${view}`);
		await page.locator('.row').first().click();
		await page.locator('.detail-header h2').waitFor();
	}
	await page.getByRole('searchbox').fill('<img');
	await page.goto(`${sandbox.url}/#/messages`);
	await page.locator('mark.hit').first().waitFor();
	expect(await page.locator('main img, main script, main svg[onload]').count()).toBe(0);
	expect(await page.title()).toBe('Messages · Sandbox inbox');
});

test('says that the oldest were dropped', async () => {
	const page = await open('', { capacity: 5 });
	await say('x', [ANNE, BEN, CARO]);
	await say('y', [ANNE, BEN, CARO]);
	await page.getByText('The oldest message was dropped: the sandbox keeps the last 5.').waitFor();
	await say('z', [ANNE]);
	await page.getByText('The oldest 2 messages were dropped').waitFor();
});

test('says that the sandbox ended, and goes on when it is there again', async () => {
	const page = await open();
	const port = Number(new URL(sandbox.url).port);
	await sandbox.close();
	await page.getByText('The sandbox is not running').waitFor();
	opened.complaints.length = 0;
	sandbox = await startSandbox({ port });
	headers = await signed(sandbox);
	await say('Back again', [ANNE]);
	await page.getByText('Back again').waitFor();
	opened.complaints.length = 0;
});

test('the keyboard reaches everything', async () => {
	const page = await open();
	await say(
		'Hello',
		Array.from({ length: 40 }, (_, index) => String(254_700_000_000 + index)),
	);
	await page.locator('.conversation').first().waitFor();
	const focused = () => page.locator(':focus').innerText();
	await page.keyboard.press('Tab');
	expect(await focused()).toBe('Skip to the messages');
	await page.keyboard.press('/');
	await page.keyboard.type('0700');
	expect(await page.getByRole('searchbox').inputValue()).toBe('0700');
	await page.keyboard.press('Escape');
	expect(await page.getByRole('searchbox').inputValue()).toBe('');
	await page.locator('.conversation').first().focus();
	await page.keyboard.press('ArrowDown');
	await page.locator(':focus', { hasText: '+254 700 000 038' }).waitFor();
	await page.keyboard.press('End');
	await page.locator(':focus', { hasText: '+254 700 000 000' }).waitFor();
	await page.keyboard.press('Enter');
	await page.locator('.bubble').waitFor();
	await page.keyboard.press('Escape');
	await page.getByText('Choose a conversation').waitFor();
	for (const [key, name] of [
		['2', 'Campaigns'],
		['3', 'Requests'],
		['4', 'Faults'],
		['1', 'Messages'],
	] as const) {
		await page.keyboard.press(key);
		await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });
	}
	await page.keyboard.press('?');
	await page.getByRole('dialog').getByLabel('Single keys work').uncheck();
	await page.keyboard.press('Escape');
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await page.keyboard.press('4');
	expect(new URL(page.url()).hash).toBe('#/messages');
});
