import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { sendTo, startBench, type Bench } from '../support.mts';

/** A proxy in n8n's environment, and a gateway on this machine. */
let bench: Bench;
let proxy: Server;
let seen: string[];

beforeEach(async () => {
	bench = await startBench();
	seen = [];
	proxy = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			seen.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)} ${body}`);
			response.writeHead(502).end();
		});
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
});

afterEach(async () => {
	delete process.env['HTTP_PROXY'];
	proxy.close();
	await bench.close();
});

function useProxy(): void {
	const address = proxy.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	process.env['HTTP_PROXY'] = `http://127.0.0.1:${address.port}`;
}

test.each([
	['by its address', (url: string) => url],
	['by its name', (url: string) => url.replace('127.0.0.1', 'localhost')],
])(
	'a gateway on this machine %s gets its requests past a proxy, which sees no secret',
	async (_, addressed) => {
		useProxy();
		const { engine, sandbox } = bench;
		engine.credentials.data['baseUrl'] = addressed(sandbox.apiUrl);
		const result = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
		expect(result.error).toBeUndefined();
		expect(sandbox.messages()).toHaveLength(1);
		const { password, appKey } = sandbox.account;
		for (const request of seen) {
			expect(request).not.toContain(password);
			expect(request).not.toContain(appKey);
			expect(request).toMatch(/^GET http:\/\/127\.0\.0\.1:1\/ /);
		}
	},
);
