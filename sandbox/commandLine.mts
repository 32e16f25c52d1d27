import { parseArgs } from 'node:util';
import { InputError, read, wholeNumberAsText } from './input.mts';
import { DEFAULT_CAPACITY, MAX_PORT, type SandboxOptions } from './index.mts';
import { LMDB } from './store/dataFile.mts';
import { MAX_CAPACITY } from './store/mailbox.mts';

/** The port when none is given: 254 is Kenya's country code. */
export const DEFAULT_PORT = 8254;

/** What `--help` prints. */
export const HELP = `A stand-in for the MobiConnect gateway, with an inbox page. Nothing it is sent goes any further.

Usage: npx mobiconnect-sandbox [OPTIONS]

  --port NUMBER   the port to listen on; 0 takes any free one (default ${DEFAULT_PORT})
  --host ADDRESS  the address to listen on (default 127.0.0.1, which only this machine can reach;
                  0.0.0.0 lets everybody in your network read the messages and switch the faults)
  --data FILE     keep the messages in this file over a restart; it is made if it is not there
                  (default: they are gone when the sandbox ends); needs the package ${LMDB}
  --capacity N    keep at most this many messages, the oldest go first (default ${DEFAULT_CAPACITY}); whatever
                  is set here, at most 64 million characters of their texts, and of the requests the
                  last 10000 or 64 MiB
  --help          print this and end

Ctrl-C ends it.
`;

/** What a command line asks for: help, or a sandbox with these options. Throws an InputError for anything else. */
export function readCommandLine(
	args: readonly string[],
): { help: true } | { help: false; options: SandboxOptions } {
	const { help, port, host, data, capacity } = parsed(args);
	if (help === true) return { help: true };
	return {
		help: false,
		options: {
			port: port === undefined ? DEFAULT_PORT : read(wholeNumberAsText(0, MAX_PORT), port, '--port'),
			...(host === undefined ? {} : { host }),
			...(data === undefined ? {} : { data }),
			...(capacity === undefined
				? {}
				: { capacity: read(wholeNumberAsText(1, MAX_CAPACITY), capacity, '--capacity') }),
		},
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				port: { type: 'string' },
				host: { type: 'string' },
				data: { type: 'string' },
				capacity: { type: 'string' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		throw new InputError(error instanceof Error ? error.message : String(error));
	}
}
