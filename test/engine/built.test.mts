import { resolve } from 'node:path';
import { Engine, node, NODE_TYPE } from '../../harness/engine/engine.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { DEFAULTS } from '../../nodes/MobiConnect/resources/sms/settings/options';
import { MobiConnect } from '../../nodes/MobiConnect/MobiConnect.node';
import { sendTo, startBench } from './support.mts';

test('the built package is loaded as n8n loads it, and sends', async () => {
	const sandbox = await startSandbox();
	const engine = await Engine.start({ ...sandbox.account, baseUrl: sandbox.apiUrl }, 'built');
	const result = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
	await sandbox.close();
	expect(result.error).toBeUndefined();
	expect(result.json()).toMatchObject([{ status: 'accepted', to: '254712345678', result: 'Sent' }]);
	const { description } = engine.packages.getByNameAndVersion('n8n-nodes-mobiconnect.mobiConnect');
	expect(description.codex).toMatchObject({
		alias: expect.arrayContaining(['sms', 'text message', 'kenya']),
	});
	expect(description.usableAsTool).toBe(true);
});

test('index.js hands on the node and the credential', () => {
	const handed: Record<string, new () => { name?: string; description?: { name: string } }> =
		jest.requireActual(resolve('index.js'));
	expect(Object.keys(handed).sort()).toEqual(['MobiConnect', 'MobiConnectApi']);
	expect(handed['MobiConnect'] && new handed['MobiConnect']().description?.name).toBe('mobiConnect');
	expect(handed['MobiConnectApi'] && new handed['MobiConnectApi']().name).toBe('mobiConnectApi');
});

test('the defaults that the fields show are those that the code goes by', () => {
	const collections = new MobiConnect().description.properties.filter(({ name }) => name === 'options');
	const shown = collections.flatMap(({ options = [] }) =>
		options.flatMap((option) => ('default' in option ? [[option.name, option.default] as const] : [])),
	);
	const { pricePerPart, plainLetters, plainPunctuation, limitWaitTime, ...defaults } =
		Object.fromEntries(shown);
	// Where it isn't added there is no limit; what it begins with is what n8n's own nodes begin with.
	expect(limitWaitTime).toEqual({
		values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
	});
	// Who adds one of these wants it, and a price of nothing is none.
	expect({ pricePerPart, plainLetters, plainPunctuation }).toEqual({
		pricePerPart: 0,
		plainLetters: true,
		plainPunctuation: true,
	});
	expect({ ...defaults, plainLetters: false, plainPunctuation: false }).toEqual(DEFAULTS);
});

test('Send without a credential texts nobody and says what to choose; Preview does without', async () => {
	const bench = await startBench();
	const run = async (operation: string) => {
		const parameters = { ...sendTo('0712345678'), resource: 'sms', operation };
		const trigger = node('Rows', 'n8n-nodes-base.manualTrigger', 1, {});
		const mobiConnect = node('MobiConnect', NODE_TYPE, 1, parameters);
		return await bench.engine.runWorkflow([trigger, mobiConnect], { Rows: ['MobiConnect'] });
	};
	expect((await run('send')).error).toMatchObject({
		message: 'Nobody was texted: no credential is chosen',
		description: expect.stringContaining('under "Credential"'),
	});
	expect((await run('preview')).json()).toMatchObject([{ status: 'ready' }]);
	await bench.close();
});
