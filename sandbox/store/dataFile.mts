import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { InputError } from '../input.mts';
import type { MailboxChange, Kept, ReceivedMessage } from './mailbox.mts';

/** The one library with a native part. Whoever wants a file installs it; the package comes without. */
export const LMDB = 'lmdb@3.5.6';

const load = createRequire(import.meta.url);

/** Where messages are kept over a restart. */
export interface DataFile {
	/** what was kept, the messages oldest first */
	load(): Kept;
	/** resolves when the change is in the file; all of it is, or none */
	save(change: MailboxChange, facts: Omit<Kept, 'messages'>): Promise<void>;
	/** forgets all but the number of the next message */
	clear(): Promise<void>;
	close(): Promise<void>;
}

/** Opens or creates a data file, an LMDB database: a program that is killed while it writes leaves it whole. */
export function openDataFile(path: string): DataFile {
	const { root, messages, facts } = opened(path);
	return {
		load() {
			return {
				messages: [...messages.getRange().map(({ value }) => value)],
				dropped: facts.get('dropped') ?? 0,
				nextId: facts.get('nextId') ?? 1,
			};
		},
		// Writes of one turn of the event loop are one transaction; the last one is done when all are.
		async save({ added, dropped }, soFar) {
			for (const message of added) void messages.put(message.id, message);
			// Afterwards, since more may have come at once than there is room for.
			for (const { id } of dropped) void messages.remove(id);
			void facts.put('nextId', soFar.nextId);
			await facts.put('dropped', soFar.dropped);
		},
		async clear() {
			void messages.clearAsync();
			await facts.put('dropped', 0);
		},
		close: () => root.close(),
	};
}

function opened(path: string) {
	const { open } = loadLmdb(path);
	try {
		if (isSomethingElse(path)) throw new Error('it is a file of another kind');
		// LMDB tells files apart by their paths.
		const root = open({ path: existsSync(path) ? realpathSync(path) : path, noSubdir: true, maxDbs: 2 });
		if (hasReaders(root.readerList())) {
			void root.close();
			throw new Error('another sandbox has it open');
		}
		return {
			root,
			messages: root.openDB<ReceivedMessage, number>({ name: 'messages' }),
			facts: root.openDB<number, string>({ name: 'facts' }),
		};
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		throw new InputError(
			`options.data is ${path}: this cannot be opened as a sandbox's data file (${words}); name one that is, or a new one`,
		);
	}
}

/** Whoever has a database open is listed as its reader, by process; LMDB forgets those that were killed. */
function hasReaders(list: string): boolean {
	return /^\s*\d/m.test(list);
}

/** Loads the library only when a file is asked for. */
function loadLmdb(path: string): typeof import('lmdb') {
	try {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-return -- TypeScript knows what is imported, and not what is required
		return load('lmdb');
	} catch (error) {
		const words = error instanceof Error ? error.message.split('\n', 1).join('') : String(error);
		throw new InputError(
			`options.data is ${path}: a file needs the package ${LMDB}, which can't be loaded (${words}); ` +
				`install it beside the sandbox with npm install ${LMDB}, or start both with ` +
				`npx -p ${LMDB} -p mobiconnect-sandbox mobiconnect-sandbox --data ${path}; ` +
				'without --data, messages are kept until the sandbox ends',
		);
	}
}

/** LMDB ends the whole program over a file that is not its own, so its mark is looked for first. */
function isSomethingElse(path: string): boolean {
	const file = openIfThere(path);
	if (file === undefined) return false;
	try {
		const head = Buffer.alloc(28);
		const stat = fstatSync(file);
		if (stat.isDirectory()) throw new Error('it is a folder');
		if (stat.size === 0) return false;
		return readSync(file, head, 0, 28, 0) < 28 || head.readUInt32LE(24) !== 0xbeefc0de;
	} finally {
		closeSync(file);
	}
}

function openIfThere(path: string): number | undefined {
	try {
		return openSync(path, 'r');
	} catch {
		return undefined;
	}
}
