import { nameFirst } from '../../../../shared/words';

/** Somebody whom a row asked to text. */
interface Person {
	readonly item: number;
	readonly msisdn: string;
}

/** People that are named before the rest is counted. */
const MAX_NAMED = 10;

/** The people, each once, in their first row. */
export function unique<P extends Person>(people: readonly P[]): P[] {
	const seen = new Set<string>();
	return people.filter(({ msisdn }) => !seen.has(msisdn) && seen.add(msisdn));
}

/**
 * What happened to a run: "Nobody was texted: …", "1 of 3 texted, then it stopped: …", or, where nothing of this try
 * failed, "1 of 3 may have been texted by an earlier try; nothing was sent now".
 */
export function describeRun(
	{ accepted, unknown, all }: Readonly<Record<'accepted' | 'unknown' | 'all', number>>,
	end: { readonly reason: string } | { readonly reason?: undefined; readonly isNothingSent: boolean },
): string {
	const by = end.reason === undefined ? ' by an earlier try' : '';
	const counts = [
		...(accepted > 0 ? [`${accepted} of ${all} texted`] : []),
		...(unknown > 0 ? [`${unknown} of ${all} may have been texted${by}`] : []),
	].join(', ');
	if (end.reason === undefined) return end.isNothingSent ? `${counts}; nothing was sent now` : counts;
	return counts === '' ? `Nobody was texted: ${end.reason}` : `${counts}, then it stopped: ${end.reason}`;
}

/** `Refused: row 3: 254700000922, row 5: 254700000923.`; nothing where there is nobody. */
export function namePeople(what: string, people: readonly Person[], withRows: boolean): string[] {
	if (people.length === 0) return [];
	const names = people.map(({ item, msisdn }) => (withRows ? `row ${item + 1}: ${msisdn}` : msisdn));
	return [`${what}: ${nameFirst(names, MAX_NAMED)}.`];
}

/** What decides what is to be done about a run: numbers of people, but for the last two, which are of messages. */
interface Ended {
	/** Whether all that is left is what may have gone out. */
	readonly isOver: boolean;
	readonly unknown: number;
	readonly refused: number;
	/** Who got it or may have. */
	readonly reached: number;
	/** Who of them has no once key, by which a run from the beginning would leave them out. */
	readonly unkeyed: number;
	/** What a retry sends once more. */
	readonly toResend: number;
	/** What a retry would send once more if it was asked to. */
	readonly resendable: number;
	/** How to fix what ended it, where that is known. */
	readonly hint: string | undefined;
}

/** What to do, a sentence each, in n8n's own words for its buttons. */
export function whatToDo(ended: Ended): string[] {
	const { isOver, unknown, reached, unkeyed, refused, toResend, resendable, hint } = ended;
	const look = unknown > 0 ? [LOOK] : [];
	const resend = toResend === 0 && resendable > 0 ? [RESEND] : [];
	if (isOver) {
		return [
			...look,
			...resend,
			unkeyed === 0
				? LEFT_OUT_ANEW
				: `Before you run the workflow anew, remove the rows of those who got it: it texts everybody (${persons(unkeyed)} a second time).`,
		];
	}
	if (reached === 0) return [hint ?? 'Once the cause is put right, run the workflow again.'];
	const again = toResend > 0 ? `texts ${persons(toResend)} once more` : 'texts nobody again';
	return [
		...look,
		...resend,
		...(hint === undefined ? [] : [hint]),
		`Once the cause is put right, press Retry in the list of executions: it goes on where this run ended and ${again}.`,
		'If the retry fails too, retry that one and not this one: only the newest knows everybody who was texted.',
		...(refused > 0 ? [OLD_ROWS] : []),
		unkeyed === 0 ? LEFT_OUT_ANEW : `Running the workflow anew texts ${persons(unkeyed)} a second time.`,
	];
}

const LOOK =
	'Look in the MobiConnect portal under "Messages" whether it went out to those who may have been texted.';

const RESEND =
	'To send it to them once more, turn on "Resend Unknown" in "Options" and press Retry with the currently saved workflow.';

const LEFT_OUT_ANEW =
	'Running the workflow anew leaves out whoever got it or may have, as their "Text Only Once About" is kept.';

const OLD_ROWS =
	'Retry uses the rows as they were: for a number that was wrong, correct it at its source and run the workflow for that row alone.';

function persons(count: number): string {
	return count === 1 ? '1 person' : `${count} people`;
}
