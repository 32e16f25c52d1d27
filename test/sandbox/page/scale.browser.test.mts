import { Agent, request } from 'node:http';
import { startSandbox } from '../../../sandbox/index.mts';
import { openPage } from './browser.mts';
import { message, msisdns, record, signed } from '../client.mts';

jest.setTimeout(180_000);

/** Generous bounds, in milliseconds: they are to catch what has become slow, not a machine that is busy. */
const MAX_MS = 10_000;

test('stays quick with 50,000 messages, and only those in view are in the page', async () => {
	const sandbox = await startSandbox();
	const post = poster(sandbox.apiUrl, await signed(sandbox));
	// Half of them to as many numbers, a campaign; half of them to one number, each with a text of its own.
	const filled = await timed(async () => {
		const numbers = msisdns(25_000);
		for (let start = 0; start < 25_000; start += 500) {
			await post(
				message({
					message: 'Karibu! Reply HELP at any time.',
					recipients: numbers.slice(start, start + 500),
				}),
			);
		}
		const texts = Array.from({ length: 25_000 }, (_, index) => `Your code is ${index}. Do not share it.`);
		for (let start = 0; start < 25_000; start += 50) {
			await Promise.all(texts.slice(start, start + 50).map((text) => post(message({ message: text }))));
		}
	});
	expect(sandbox.messages()).toHaveLength(50_000);

	const { page, close, complaints } = await openPage(sandbox.url);
	const rows = page.locator('.conversation');
	const figures: Record<string, number> = { 'filling (ms)': filled };
	const measure = async (name: string, act: () => Promise<unknown>) => {
		figures[`${name} (ms)`] = await timed(act);
	};

	await measure('reload until the list is there', async () => {
		await page.reload();
		await rows.first().waitFor();
	});
	await measure('to the last of 25,001 conversations', async () => {
		await rows.first().press('End');
		await rows.getByText('+254 700 100 000').waitFor();
	});
	await measure('search', async () => {
		await page.getByRole('searchbox').fill('code is 12345.');
		await page.locator('.conversation mark.hit').waitFor();
	});
	await measure('open the conversation of 25,000 at what is found', async () => {
		await rows.first().click();
		await page.locator('.bubble mark.hit').waitFor();
	});
	await measure('to its newest message', async () => {
		await page.getByRole('button', { name: 'Newest' }).click();
		await page.locator('.bubble').getByText('Your code is 24999.').waitFor();
	});
	await measure('a new message arrives in it', async () => {
		await post(message({ message: 'One more' }));
		await page.locator('.bubble').getByText('One more').waitFor();
	});
	figures['bubbles in the page'] = await page.locator('.bubble').count();
	figures['elements in the page'] = Number(await page.evaluate('document.querySelectorAll("*").length'));
	await measure('campaigns', async () => {
		await page.getByRole('searchbox').fill('');
		await page.goto(`${sandbox.url}/#/campaigns`);
		await page.locator('.campaign').first().waitFor();
	});
	await measure('find a campaign', async () => {
		await page.getByRole('searchbox').fill('karibu');
		await page.locator('.campaign mark.hit').waitFor();
	});
	await measure('open it', async () => {
		await page.locator('.campaign').click();
		await page.locator('.recipient').first().waitFor();
	});
	const heap = record(await page.evaluate('({ used: performance.memory.usedJSHeapSize })'));
	figures['memory of the page (MB)'] = Math.round(Number(heap['used']) / 1e6);
	await page.goto('about:blank');
	process.stdout.write(
		`${Object.entries(figures)
			.map(([name, value]) => `  ${name}: ${Math.round(value)}`)
			.join('\n')}\n`,
	);

	const slow = Object.entries(figures).filter(
		([name, value]) => name.endsWith('(ms)') && name !== 'filling (ms)' && value > MAX_MS,
	);
	expect(slow).toEqual([]);
	expect(figures['elements in the page']).toBeLessThan(1500);
	expect(figures['memory of the page (MB)']).toBeLessThan(100);
	expect(complaints).toEqual([]);
	await close();
	await sandbox.close();
});

async function timed(act: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await act();
	return performance.now() - started;
}

/** Posts sends over a few connections that stay open. */
function poster(apiUrl: string, headers: Record<string, string>): (body: unknown) => Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: 50 });
	const options = { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } };
	return (body) =>
		new Promise((resolve, reject) => {
			const asked = request(`${apiUrl}/communications/sms/sendMessage`, options, (response) => {
				response.resume().on('end', resolve);
			});
			asked.on('error', reject).end(JSON.stringify(body));
		});
}
