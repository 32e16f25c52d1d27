import { Campaigns, type Totals } from './campaigns/campaigns.mts';
import { Conversations } from './conversations.mts';
import type { Mailbox, MailboxChange, ReceivedMessage } from '../store/mailbox.mts';
import { everything, matching } from './search.mts';

/** The messages as people look at them: by number and by what they say. It follows the mailbox. */
export class Inbox {
	readonly conversations = new Conversations();
	readonly campaigns = new Campaigns();
	readonly #mailbox: Mailbox;

	constructor(mailbox: Mailbox) {
		this.#mailbox = mailbox;
		this.#follow({ added: mailbox.messages, dropped: [] });
		mailbox.subscribe((change) => this.#follow(change));
	}

	/** Those messages that are looked for, oldest first. */
	find(query: string): readonly ReceivedMessage[] {
		return this.#mailbox.messages.filter(matching(query));
	}

	/** What the messages come to that are looked for. */
	totals(query: string): Totals {
		const match = matching(query);
		if (match !== everything) return this.campaigns.totalsOf(match);
		return { ...this.campaigns.totals, numbers: this.conversations.size };
	}

	/** What came goes in first: some of it may have had to go at once. */
	#follow({ added, dropped }: MailboxChange): void {
		for (const message of added) {
			this.conversations.add(message);
			this.campaigns.add(message);
		}
		this.conversations.drop(dropped);
		this.campaigns.drop(dropped);
	}
}
