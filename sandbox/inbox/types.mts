import type { Analysis, Summary } from './analyse.mts';
import type { ConversationRow } from './conversations.mts';
import type { Account } from '../gateway/rules.mts';
import type { ReceivedMessage } from '../store/mailbox.mts';
import type { PlannedEndpoint } from '../faults/queue.mts';
import type { ReceivedRequest } from '../store/requestLog.mts';
import type { Switches } from '../faults/switches.mts';
import type { PartTotals } from './texts.mts';

/** A stretch of a longer list. */
export interface Slice<Row> {
	total: number;
	offset: number;
	rows: Row[];
}

/** What the page shows whatever is open on it. */
export interface Overview extends PartTotals {
	/** another number whenever the messages are not what they were */
	version: number;
	messages: number;
	dropped: number;
	capacity: number;
	conversations: number;
	campaigns: number;
	requests: number;
	switches: Switches;
	planned: Record<PlannedEndpoint, number>;
	/** the data file, or undefined when nothing is kept over a restart */
	data: string | undefined;
	/** why the last message is not in the data file */
	problem: string | undefined;
	apiUrl: string;
	/** what to put in a credential; missing when others than this machine can reach the page */
	account: Account | undefined;
}

/** A message with what it becomes as an SMS; no analysis when it is too long to be counted. */
export interface AnalysedMessage extends ReceivedMessage {
	analysis: Analysis | undefined;
}

/** A conversation's messages, oldest first. */
export interface ThreadSlice extends Slice<AnalysedMessage> {
	/** index of the newest message that is looked for */
	found: number | undefined;
}

/** A campaign as the list shows it; summary null: not counted yet, undefined: too long to be counted. */
export interface CampaignRow {
	id: number;
	text: string;
	sourceId: number;
	messages: number;
	recipients: number;
	first: string;
	last: string;
	summary: Summary | undefined | null;
}

/** A campaign, opened. */
export interface CampaignDetail extends CampaignRow {
	analysis: Analysis | undefined;
}

/** A request as the list shows it. */
export type RequestRow = Pick<
	ReceivedRequest,
	| 'id'
	| 'endpoint'
	| 'method'
	| 'path'
	| 'receivedAt'
	| 'planned'
	| 'misbehaving'
	| 'accepted'
	| 'status'
	| 'state'
	| 'took'
> & {
	/** the envelope's own status and words, when the answer is one */
	envelope: string | undefined;
};

export type { ConversationRow };
