import type { Analysis } from './analyse.mts';
import type { Totals } from './campaigns/campaigns.mts';
import type { Piece } from './campaigns/variation.mts';
import type { ConversationRow } from './conversations.mts';
import type { Account } from '../gateway/rules.mts';
import type { ReceivedMessage } from '../store/mailbox.mts';
import type { PlannedEndpoint, PlannedName } from '../faults/queue.mts';
import type {
	GivenAnswer,
	Handling,
	ReceivedRequest,
	RequestFacts,
	RequestState,
} from '../store/requestLog.mts';
import type { Range, Saving } from './saving.mts';
import type { Switches } from '../faults/switches.mts';

/** A stretch of a longer list. */
export interface Slice<Row> {
	total: number;
	offset: number;
	rows: Row[];
}

/** What the page shows whatever is open on it. */
export interface Overview {
	/** what all that is kept comes to, or what of it is looked for */
	totals: Totals;
	/** another number whenever the messages are not what they were */
	version: number;
	/** how many are kept */
	messages: number;
	dropped: number;
	capacity: number;
	requests: number;
	switches: Switches;
	/** the faults that are planned, in the order in which they will come */
	planned: Record<PlannedEndpoint, PlannedName[]>;
	/** the data file, or undefined when nothing is kept over a restart */
	data: string | undefined;
	/** why the last message is not in the data file */
	problem: string | undefined;
	apiUrl: string;
	/** what to put in a credential; missing when others than this machine can reach the page */
	account: Account | undefined;
}

/** A message with what it becomes as an SMS. */
export interface AnalysedMessage extends ReceivedMessage {
	analysis: Analysis;
}

/** A conversation's messages, oldest first. */
export interface ThreadSlice extends Slice<AnalysedMessage> {
	/** index of the newest message that is looked for */
	found: number | undefined;
}

/** A campaign as the list shows it; of one that is looked for in, what is found. */
export interface CampaignRow {
	id: number;
	sourceId: number;
	/** what its texts have in common, and what varies */
	template: Piece[];
	/** how many different texts it has */
	texts: number;
	messages: number;
	recipients: number;
	first: string;
	last: string;
	/** of all messages */
	parts: number;
	/** of a message */
	partsEach: Range;
	/** messages in UCS-2 */
	ucs2: number;
	saving: Saving | undefined;
}

/** A campaign, opened. */
export interface CampaignDetail extends CampaignRow {
	/** what its longest text becomes as an SMS */
	longest: Analysis;
}

/** A request as the list shows it. */
export type RequestRow = Omit<RequestFacts, 'headers' | 'body'> &
	Handling &
	RequestRowState &
	Pick<ReceivedRequest, 'id' | 'receivedAt'> & {
		/** how many recipients a send has */
		readonly recipients: number;
	};

/** What a request has come to, without headers and bodies. */
export type RequestRowState =
	| Exclude<RequestState, { answer: GivenAnswer }>
	| {
			readonly state: 'answered' | 'truncated';
			readonly status: number;
			/** the envelope's own status and words, when the answer is one */
			readonly envelope: string | undefined;
			readonly tookMs: number;
	  };

export type { ConversationRow, Piece, Range, Saving };
