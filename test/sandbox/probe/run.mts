import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** The longest that a test of a process may take: on a busy machine it takes seconds to start. */
export const TIMEOUT_MS = 60_000;

/** Who gets the message, as an MSISDN. */
export const TO = '254700000001';

/** What the environment holds, beside what the process itself needs. */
export const ACCOUNT = {
	MOBICONNECT_USER_NAME: 'sandbox-user',
	MOBICONNECT_PASSWORD: 'sandbox-password',
	MOBICONNECT_APP_KEY: 'sandbox-app-key',
	MOBICONNECT_SOURCE_ID: '1',
};

/** How a probe is run. */
export interface RunOptions {
	readonly environment?: Readonly<Record<string, string>>;
	/** What is typed at a terminal; undefined: there is none. */
	readonly typed?: string;
}

/** What came of a run. */
export interface Run {
	readonly exitCode: number | null;
	readonly report: string;
	readonly errors: string;
	/** The verdict on each claim, by its id. */
	readonly verdicts: Readonly<Record<string, string>>;
}

/** Makes a pipe pass for a terminal. */
const TERMINAL = 'data:text/javascript,process.stdin.isTTY=true;process.stderr.isTTY=true';

/** Runs the script itself, as a process. */
export async function runProbe(args: readonly string[], options: RunOptions = {}): Promise<Run> {
	const { environment = ACCOUNT, typed } = options;
	const imports = ['--import', 'tsx', ...(typed === undefined ? [] : ['--import', TERMINAL])];
	const child = spawn(process.execPath, [...imports, 'scripts/probe.mts', ...args], {
		env: { PATH: process.env['PATH'], ...environment },
	});
	child.stdin.end(typed ?? '');
	const [report, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	return { exitCode: child.exitCode, report, errors, verdicts: verdictsIn(report) };
}

function verdictsIn(report: string): Record<string, string> {
	const rows = report.matchAll(/^\| ([\w-]+) \| .* \| \*\*([a-z ]+)\*\* \|/gm);
	return Object.fromEntries([...rows].map(([, id = '', verdict = '']) => [id, verdict]));
}
