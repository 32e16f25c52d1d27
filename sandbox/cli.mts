import { HELP, readCommandLine } from './commandLine.mts';
import { type Sandbox, startSandbox } from './index.mts';

try {
	const command = readCommandLine(process.argv.slice(2));
	if (command.help) process.stdout.write(HELP);
	else await run(await startSandbox(command.options), command.options.host);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`);
	process.exitCode = 1;
}

/** Says where the sandbox is and how to reach it, and ends it when asked to. */
async function run(sandbox: Sandbox, host = '127.0.0.1'): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
	process.stdout.write(greeting(sandbox, host));
}

function greeting({ url, apiUrl, account }: Sandbox, host: string): string {
	const local = /^(127\.|::1$|localhost$)/.test(host);
	return `The inbox:  ${url}

In the MobiConnect API credential:
  Base URL   ${apiUrl}
  User Name  ${account.userName}
  Password   ${account.password}
  App Key    ${account.appKey}

${local ? 'Only this machine can reach it.' : `Everybody who can reach ${host} can read its messages.`} Ctrl-C ends it.
`;
}
