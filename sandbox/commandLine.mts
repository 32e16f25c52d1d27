import { parseArgs } from 'node:util';
import { InputError } from './explain.mts';
import type { SandboxOptions } from './index.mts';

/** The port when none is given: 254 is Kenya's country code. */
export const DEFAULT_PORT = 8254;

/** What `--help` prints. */
export const HELP = `A stand-in for the MobiConnect gateway, with an inbox page. Nothing it is sent goes any further.

Usage: npm run sandbox [-- OPTIONS]

  --port NUMBER   the port to listen on; 0 takes any free one (default ${DEFAULT_PORT})
  --host ADDRESS  the address to listen on (default 127.0.0.1, which only this machine can reach;
                  0.0.0.0 lets everybody in your network read the messages and switch the faults)
  --help          print this and end

Ctrl-C ends it.
`;

/** What a command line asks for: help, or a sandbox with these options. Throws an InputError for anything else. */
export function readCommandLine(
	args: readonly string[],
): { help: true } | { help: false; options: SandboxOptions } {
	const { help, port, host } = parsed(args);
	if (help === true) return { help: true };
	return {
		help: false,
		options: {
			port: port === undefined ? DEFAULT_PORT : portNumber(port),
			...(host === undefined ? {} : { host }),
		},
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean' } },
		}).values;
	} catch (error) {
		throw new InputError(error instanceof Error ? error.message : String(error));
	}
}

function portNumber(text: string): number {
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
		throw new InputError(`--port is ${text}: give a whole number from 0 to 65535`);
	}
	return Number(text);
}
