#!/usr/bin/env node
import { HELP, readCommandLine } from './commandLine.mts';
import { isLoopback } from './guard.mts';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.mts';

try {
	const command = readCommandLine(process.argv.slice(2));
	if (command.help) process.stdout.write(HELP);
	else run(await startSandbox(command.options), command.options);
} catch (error) {
	const words = error instanceof Error ? error.message : String(error);
	process.stderr.write(`${words.replace(/^options\.(?=host|data)/, '--')}\nSee --help.\n`);
	process.exitCode = 1;
}

/** Says where the sandbox is and how to reach it, and ends it when asked to. */
function run(sandbox: Sandbox, options: SandboxOptions): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
	process.stdout.write(greeting(sandbox, options));
}

function greeting(sandbox: Sandbox, { host = '127.0.0.1', data }: SandboxOptions): string {
	const { url, apiUrl, account } = sandbox;
	const reach = isLoopback(host)
		? 'Only this machine can reach it.'
		: `Everybody who can reach this machine at ${host} can read the messages and switch the faults.`;
	const kept =
		data === undefined
			? 'Messages are gone when it ends; --data FILE keeps them.'
			: `Messages are kept in ${data}; ${sandbox.messages().length} were there.`;
	return `The inbox:  ${url}

In the MobiConnect API credential:
  Base URL   ${apiUrl}
  User Name  ${account.userName}
  Password   ${account.password}
  App Key    ${account.appKey}

${reach}
${kept}
Ctrl-C ends it.
`;
}
