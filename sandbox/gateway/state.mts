import { EventEmitter } from 'node:events';
import type { Account } from './rules.mts';
import type { Persistence } from '../store/persistence.mts';
import type { Mailbox } from '../store/mailbox.mts';
import type { NumberFaults } from '../faults/numberFaults.mts';
import type { RecordMasking } from '../store/masking.mts';
import type { Plan } from '../faults/queue.mts';
import type { RequestLog } from '../store/requestLog.mts';
import type { Switches } from '../faults/switches.mts';
import type { TokenIssuer } from './tokens.mts';

/** What all parts of one running sandbox share. */
export interface State {
	readonly account: Readonly<Account>;
	readonly issuer: TokenIssuer;
	readonly mailbox: Mailbox;
	readonly persistence: Persistence;
	readonly log: RequestLog;
	readonly masking: RecordMasking;
	readonly plan: Plan;
	readonly numbers: NumberFaults;
	/** tells that something arrived, was answered, cleared or switched */
	readonly changes: Changes;
	switches: Switches;
	connections: number;
}

/** The sandbox's one event: something is no longer as it was. */
export class Changes extends EventEmitter<{ change: [] }> {
	constructor() {
		super();
		this.setMaxListeners(0);
	}

	emitChange(): void {
		this.emit('change');
	}
}
