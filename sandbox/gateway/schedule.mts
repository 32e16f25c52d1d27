import type { RowsFault } from '../faults/fault.mts';
import type { Switches } from '../faults/switches.mts';
import type { Submission } from '../store/mailbox.mts';
import type { SendRequest } from './request.mts';

/** What surrounds a send that is scheduled. */
export interface Scheduling {
	/** what the first recipient's row is numbered; the others follow it */
	readonly firstId: number;
	readonly arrived: Date;
	readonly ipAddress: string;
	/** what goes wrong with some of its recipients; the later ones come on top */
	readonly faults: readonly RowsFault[];
	readonly switches: Switches;
}

/** A send as scheduled: what its answer carries, and which of its messages are accepted. */
export interface Scheduled {
	readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** recipients that the answer lists beside its rows, under the names of those lists */
	readonly lists: Readonly<Record<string, unknown>>;
	readonly accepts: Submission;
}

/** Numbers a send's recipients, gives each its row, and lets the faults befall those that they concern. */
export function schedule(send: SendRequest, scheduling: Scheduling): Scheduled {
	const { firstId, faults, switches } = scheduling;
	const recipients = send.recipients.map((to, index) => {
		const befalling = faults.filter((fault) => concerns(fault, index, send.recipients));
		return { id: firstId + index, to, faults: befalling };
	});
	const rows = recipients.flatMap(({ id, to, faults }) => {
		const changes = faults.flatMap(({ row }) => (row === 'leftOut' ? [] : [row]));
		if (changes.length < faults.length) return [];
		return [
			changes.reduce((row, change) => ({ ...row, ...change }), rowOf(id, to, send.message, scheduling)),
		];
	});
	return {
		rows: switches.rowOrder === 'reversed' ? rows.reverse() : rows,
		lists: listsOf(recipients, switches),
		accepts: {
			text: send.message,
			sourceId: send.sourceId,
			recipients: recipients.filter(({ faults }) => faults.every(({ afterAccept }) => afterAccept)),
		},
	};
}

function concerns({ recipients }: RowsFault, index: number, all: readonly string[]): boolean {
	switch (recipients) {
		case 'all':
			return true;
		case 'first':
			return index === 0;
		case 'last':
			return index === all.length - 1;
		default:
			return recipients.includes(all[index] ?? '');
	}
}

/** A row as documented: docs/gateway.md, "a row". */
function rowOf(
	id: number,
	to: string,
	message: string,
	{ arrived, ipAddress, switches }: Scheduling,
): Record<string, unknown> {
	return {
		dateTimeCreated: arrived.getTime(),
		ipAddress,
		id,
		message,
		recipient: FORMATS[switches.recipientFormat](to),
		timeSent: arrived.getTime(),
		status: null,
		processedStatus: 'NEW',
		attempts: 0,
		sentResponseStatus: '200 OK',
	};
}

const FORMATS: Record<Switches['recipientFormat'], (msisdn: string) => string | number> = {
	plain: (msisdn) => msisdn,
	plus: (msisdn) => `+${msisdn}`,
	local: (msisdn) => msisdn.replace(/^254/, '0'),
	number: Number,
};

/** Made up: nobody knows whether the gateway has such lists, nor what is in them. */
function listsOf(
	recipients: ReadonlyArray<{ readonly to: string; readonly faults: readonly RowsFault[] }>,
	switches: Switches,
): Record<string, unknown> {
	const lists = new Map<string, { as: RowsFault['listedAs']; recipients: Array<string | number> }>();
	for (const { to, faults } of recipients) {
		for (const { listedUnder, listedAs } of faults) {
			if (listedUnder === undefined) continue;
			const list = lists.get(listedUnder) ?? { as: listedAs, recipients: [] };
			list.recipients.push(FORMATS[switches.recipientFormat](to));
			lists.set(listedUnder, list);
		}
	}
	return Object.fromEntries([...lists].map(([name, list]) => [name, LISTINGS[list.as](list.recipients)]));
}

const REASON = 'The number is not in service';
const LISTINGS: Record<RowsFault['listedAs'], (recipients: ReadonlyArray<string | number>) => unknown> = {
	numbers: (recipients) => recipients,
	objects: (recipients) => recipients.map((recipient) => ({ recipient, reason: REASON })),
	map: (recipients) => Object.fromEntries(recipients.map((recipient) => [recipient, REASON])),
};
