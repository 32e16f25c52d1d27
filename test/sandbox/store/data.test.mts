import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { call, message, msisdns, record, send, signed } from '../client.mts';

let folder: string;
let data: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
	data = join(folder, 'messages.data');
});
afterEach(() => rm(folder, { recursive: true }));

async function withSandbox<Result>(
	use: (sandbox: Sandbox) => Promise<Result>,
	capacity = 1000,
): Promise<Result> {
	const sandbox = await startSandbox({ data, capacity });
	try {
		return await use(sandbox);
	} finally {
		await sandbox.close();
	}
}

test('messages are there again after a restart, and new ones go on from there', async () => {
	const before = await withSandbox(async (sandbox) => {
		const headers = await signed(sandbox);
		await send(sandbox, headers, message({ recipients: ['254700000001', '254700000002'] }));
		await send(sandbox, headers, message({ message: 'Jambo ’', sourceId: 2 }));
		return sandbox.messages();
	});
	await withSandbox(async (sandbox) => {
		expect(sandbox.messages()).toEqual(before);
		await send(sandbox, await signed(sandbox));
		expect(sandbox.messages().map(({ id }) => id)).toEqual([1, 2, 3, 4]);
	});
});

test('ids go on counting over a clearing and a restart, those of rejected recipients included', async () => {
	await withSandbox(async (sandbox) => {
		const headers = await signed(sandbox);
		await send(sandbox, headers, message({ recipients: ['254700000001', '254700000900'] }));
		expect(sandbox.messages().map(({ id }) => id)).toEqual([1]);
	});
	await withSandbox(async (sandbox) => {
		await send(sandbox, await signed(sandbox));
		expect(sandbox.messages().map(({ id }) => id)).toEqual([1, 3]);
		await call('DELETE', `${sandbox.url}/sandbox/messages`);
	});
	await withSandbox(async (sandbox) => {
		await send(sandbox, await signed(sandbox));
		expect(sandbox.messages().map(({ id }) => id)).toEqual([4]);
	});
});

test('what was cleared or dropped stays away, and how many were dropped is still known', async () => {
	await withSandbox(async (sandbox) => {
		await send(sandbox, await signed(sandbox));
		await call('DELETE', `${sandbox.url}/sandbox/messages`);
		const recipients = ['254700000001', '254700000002', '254700000003'];
		await send(sandbox, await signed(sandbox), message({ recipients }));
	}, 2);
	await withSandbox(async (sandbox) => {
		expect(sandbox.messages().map(({ to }) => to)).toEqual(['254700000002', '254700000003']);
		const overview = await call('GET', `${sandbox.url}/sandbox/inbox/overview`);
		expect(overview.json).toMatchObject({ dropped: 1, data });
	}, 2);
	await withSandbox(async (sandbox) => {
		expect(sandbox.messages().map(({ to }) => to)).toEqual(['254700000003']);
	}, 1);
	await withSandbox(async (sandbox) => expect(sandbox.messages()).toHaveLength(1));
});

test('a file of another kind and a folder are refused, and left as they are', async () => {
	await writeFile(data, 'my diary\n'.repeat(2000));
	await expect(startSandbox({ data })).rejects.toThrow(`options.data is ${data}: this cannot be opened`);
	await expect(startSandbox({ data: folder })).rejects.toThrow('it is a folder');
});

test('a file that another sandbox has open is refused, and that one keeps its messages', async () => {
	const { child, url } = await started();
	try {
		const busy = `options.data is ${data}: this cannot be opened as a sandbox's data file (another sandbox has it open)`;
		await expect(startSandbox({ data })).rejects.toThrow(busy);
		const [heard] = await sendUntilKilled(url, msisdns(1), 1, () => child.kill('SIGKILL'));
		await withSandbox(async (sandbox) => {
			expect(sandbox.messages().map(({ text }) => text)).toContain(heard);
			await expect(startSandbox({ data })).rejects.toThrow(busy);
			const link = join(folder, 'link.data');
			await symlink(data, link);
			await expect(startSandbox({ data: link })).rejects.toThrow('another sandbox has it open');
			await send(sandbox, await signed(sandbox));
			expect(sandbox.messages().length).toBeGreaterThan(1);
		});
	} finally {
		child.kill('SIGKILL');
	}
});

test('killed in the middle of writing, it has every message that it answered for, and no half request', async () => {
	const recipients = msisdns(50);
	for (const kills of [200, 500]) {
		const { child, url } = await started();
		const answered = await sendUntilKilled(url, recipients, kills, () => child.kill('SIGKILL'));
		await withSandbox(async (sandbox) => {
			const byText = new Map<string, number>();
			for (const { text } of sandbox.messages()) byText.set(text, (byText.get(text) ?? 0) + 1);
			expect([...answered].filter((text) => !byText.has(text))).toEqual([]);
			expect(new Set(byText.values())).toEqual(new Set([recipients.length]));
		}, 1_000_000);
	}
}, 60_000);

async function started() {
	const child = spawn(process.execPath, [
		'--import',
		'tsx',
		'sandbox/cli.mts',
		'--port',
		'0',
		'--data',
		data,
		'--capacity',
		'1000000',
	]);
	let printed = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		printed += String(chunk);
		if (printed.includes('Ctrl-C')) break;
	}
	return { child, url: /^The inbox: +(\S+)$/m.exec(printed)?.[1] ?? '' };
}

/** Sends without a pause, kills after so many answers, and gives the texts that were answered for. */
async function sendUntilKilled(
	url: string,
	recipients: string[],
	kills: number,
	kill: () => void,
): Promise<Set<string>> {
	const heard = await call('POST', `${url}/api/auth`, {
		userName: 'sandbox-user',
		password: 'sandbox-password',
	});
	const headers = {
		authorization: `Bearer ${String(record(heard.json['data'])['access_token'])}`,
		'app-key': 'sandbox-app-key',
	};
	const answered = new Set<string>();
	const sender = async (name: number) => {
		for (let count = 0; ; count += 1) {
			const text = `${kills} ${name} ${count}`;
			const body = message({ message: text, recipients });
			const reply = await call('POST', `${url}/api/communications/sms/sendMessage`, body, headers).catch(
				() => undefined,
			);
			if (reply === undefined) return;
			if (reply.json['status'] === 'success') answered.add(text);
			if (answered.size === kills) kill();
		}
	};
	await Promise.all(Array.from({ length: 8 }, (_, name) => sender(name)));
	expect(answered.size).toBeGreaterThanOrEqual(kills);
	return answered;
}
