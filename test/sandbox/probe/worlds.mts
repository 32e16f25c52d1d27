import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { startGateway, type Asked, type Said } from './gateway.mts';
import { runProbe, type Run } from './run.mts';

/** The arguments of a probe that sends without asking. */
export const SEND = ['--to', '0700 000 001', '--yes'];

/** Runs a full probe against a sandbox that was prepared. */
export async function probeSandbox(
	prepare: (sandbox: Sandbox) => void,
	...more: string[]
): Promise<Run & { texted: string[] }> {
	const sandbox = await startSandbox();
	try {
		prepare(sandbox);
		const run = await runProbe([...SEND, '--base-url', sandbox.apiUrl, ...more]);
		return { ...run, texted: sandbox.messages().map(({ to }) => to) };
	} finally {
		await sandbox.close();
	}
}

/** Runs a probe against a gateway to order. */
export async function probeGateway(
	answer: (asked: Asked) => Said | undefined,
	args: readonly string[] = SEND,
): Promise<Run & { asked: readonly Asked[] }> {
	const gateway = await startGateway(answer);
	try {
		return { ...(await runProbe([...args, '--base-url', gateway.apiUrl])), asked: gateway.asked };
	} finally {
		await gateway.close();
	}
}
