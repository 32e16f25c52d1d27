import { Agent, request } from 'node:http';
import { startSandbox } from '../../../sandbox/index.mts';
import { message, msisdns, signed } from '../client.mts';

test('10,000 recipients in 100 requests and 2,000 small requests at once all arrive', async () => {
	const sandbox = await startSandbox();
	const headers = { ...(await signed(sandbox)), 'content-type': 'application/json' };
	const agent = new Agent({ keepAlive: true });
	const post = (body: unknown) =>
		new Promise<number | undefined>((resolve, reject) => {
			const url = `${sandbox.apiUrl}/communications/sms/sendMessage`;
			const asked = request(url, { method: 'POST', agent, headers }, (response) => {
				response.resume().on('end', () => resolve(response.statusCode));
			});
			asked.on('error', reject).end(JSON.stringify(body));
		});
	const recipients = msisdns(100);
	const large = Array.from({ length: 100 }, () => post(message({ recipients })));
	const small = Array.from({ length: 2000 }, () => post(message()));
	expect(new Set(await Promise.all([...large, ...small]))).toEqual(new Set([200]));
	expect(sandbox.counts()).toMatchObject({ sends: 2100, messages: 12_000 });
	agent.destroy();
	await sandbox.close();
}, 30_000);
