import type { DataFile } from './dataFile.mts';
import type { MailboxChange, Mailbox } from './mailbox.mts';

/** Keeps the mailbox's messages in a data file, if there is one; a failure to write is told, and the sandbox goes on. */
export class Persistence {
	#file: DataFile | undefined;
	readonly #mailbox: Mailbox;
	#problem: string | undefined;

	constructor(file: DataFile | undefined, mailbox: Mailbox) {
		this.#file = file;
		this.#mailbox = mailbox;
	}

	/** Why the last change is not in the file; undefined when it is. */
	get problem(): string | undefined {
		return this.#problem;
	}

	/** Brings back what was kept. What no longer fits is dropped from the file as well. */
	async restore(): Promise<void> {
		if (this.#file === undefined) return;
		const change = this.#mailbox.restore(this.#file.load());
		await this.save({ added: [], dropped: change.dropped });
	}

	/** Resolves when the change is in the file, so that an answer is only given for what is kept. */
	async save(change: MailboxChange): Promise<void> {
		await this.#write((file) => file.save(change, this.#mailbox));
	}

	async clear(): Promise<void> {
		await this.#write((file) => file.clear());
	}

	async close(): Promise<void> {
		const file = this.#file;
		this.#file = undefined;
		await file?.close();
	}

	async #write(write: (file: DataFile) => Promise<void>): Promise<void> {
		if (this.#file === undefined) return;
		try {
			await write(this.#file);
			this.#problem = undefined;
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		}
	}
}
