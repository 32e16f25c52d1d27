import { isRecord } from '../../../gateway/response/json.ts';
import { recipientFinder } from '../../../gateway/send/recipientFinder.ts';
import { envelopeOf, rowsOf, type Evidence, type SendAttempt } from '../evidence.mts';
import { TEXT } from '../sendOnce.mts';
import { compareFields, describe, found, notTried, quote, type Claim, type Assessment } from './claim.mts';

/** What docs/gateway.md shows of a row. */
const ROW_FIELDS = [
	'dateTimeCreated',
	'ipAddress',
	'id',
	'message',
	'recipient',
	'timeSent',
	'status',
	'processedStatus',
	'attempts',
	'sentResponseStatus',
];

/** A time further from now than this is in another unit, or of another message. */
const MAX_CLOCK_DIFFERENCE_MS = 24 * 3_600_000;

/** What docs/gateway.md says about the answer to a send. */
export const ROW_CLAIMS: readonly Claim[] = [
	{
		id: 'send-words',
		section: 'Documented',
		claim: 'A send answers `status` "success" and "Sms scheduled successfully!"',
		by: 'send',
		check: ofAnswer(({ exchange }) => {
			const { status, message } = envelopeOf(exchange) ?? {};
			return found(status === 'success' && message === 'Sms scheduled successfully!', describe(exchange));
		}),
	},
	{
		id: 'row-fields',
		section: 'Documented',
		claim: `A row has the fields ${ROW_FIELDS.map(quote).join(', ')}`,
		by: 'send',
		check: ofRow((row) => {
			const { same, seen } = compareFields(row, ROW_FIELDS);
			return found(same, seen);
		}),
	},
	{
		id: 'row-id',
		section: 'Documented',
		claim: "A row's `id` is a number",
		by: 'send',
		check: ofRow(({ id }) => found(typeof id === 'number', `of type ${id === null ? 'null' : typeof id}`)),
	},
	{
		id: 'row-recipient',
		section: 'Documented',
		claim: "A row's `recipient` is spelled as it was sent",
		by: 'send',
		check: ofRow(({ recipient }, { to }) =>
			found(recipient === to, recipient === to ? 'the same text' : spelling(recipient)),
		),
	},
	{
		id: 'row-new',
		section: 'Documented',
		claim:
			'A new row has `status` null, `processedStatus` "NEW", `attempts` 0, `sentResponseStatus` "200 OK"',
		by: 'send',
		check: ofRow(({ status, processedStatus, attempts, sentResponseStatus }) =>
			found(
				status === null && processedStatus === 'NEW' && attempts === 0 && sentResponseStatus === '200 OK',
				[status, processedStatus, attempts, sentResponseStatus].map(quote).join(', '),
			),
		),
	},
	{
		id: 'row-times',
		section: 'Documented',
		claim: '`dateTimeCreated` and `timeSent` are Unix milliseconds',
		by: 'send',
		check: ofRow((row, { sends }) => {
			const nowMs = sends.at(-1)?.startedAtMs ?? 0;
			const odd = ['dateTimeCreated', 'timeSent'].filter((name) => {
				const time = row[name];
				return typeof time !== 'number' || Math.abs(time - nowMs) > MAX_CLOCK_DIFFERENCE_MS;
			});
			return found(
				odd.length === 0,
				odd.length === 0 ? 'both near now' : `not so: ${odd.map(quote).join(', ')}`,
			);
		}),
	},
	{
		id: 'row-is-private',
		section: 'Documented',
		claim: "A row repeats the text and holds the sender's IP address",
		by: 'send',
		check: ofRow(({ message, ipAddress }) => {
			const hasAddress = typeof ipAddress === 'string' && ipAddress !== '';
			return found(
				message === TEXT && hasAddress,
				`the text: ${message === TEXT ? 'yes' : 'no'}; an address: ${hasAddress ? 'yes' : 'no'}`,
			);
		}),
	},
	{
		id: 'one-row-per-recipient',
		section: 'Assumed',
		claim: 'One row per recipient',
		by: 'send',
		check: ofAnswer(({ exchange }, { to = '' }) => {
			const rows = rowsOf(exchange);
			const own = rows.filter(({ recipient }) => recipientFinder([to])(recipient).length > 0);
			const data = envelopeOf(exchange)?.['data'];
			return found(
				rows.length === 1 && own.length === 1,
				Array.isArray(data)
					? `${rows.length} row(s), of which ${own.length} name the recipient`
					: `\`data\` is no list; its fields: ${isRecord(data) ? Object.keys(data).map(quote).join(', ') : 'none'}`,
			);
		}),
	},
	{
		id: 'row-says-no',
		section: 'Assumed',
		claim: 'A row that says no is a no for its recipient',
		by: 'send',
		check: ofRow(({ status, processedStatus, failureReason }, { sends }) =>
			notTried(
				sends.at(-1)?.outcome.status === 'refused'
					? `the row says no (${[status, processedStatus, failureReason].map(quote).join(', ')}): please say whether the message arrived`
					: 'the row does not say no',
			),
		),
	},
];

/** A check of the answer to the send that was not plainly refused. */
function ofAnswer(check: (attempt: SendAttempt, evidence: Evidence) => Assessment): Claim['check'] {
	return (evidence) => {
		const last = evidence.sends.at(-1);
		if (last === undefined) return notTried('nothing was sent');
		const isAnswer = last.exchange.kind === 'answered' && envelopeOf(last.exchange) !== undefined;
		if (isAnswer && (last.outcome.status !== 'refused' || rowsOf(last.exchange).length > 0)) {
			return check(last, evidence);
		}
		return notTried(`the send came to nothing that can be read: ${describe(last.exchange)}`);
	};
}

/** A check of the first row of that answer. */
function ofRow(
	check: (row: Readonly<Record<string, unknown>>, evidence: Evidence) => Assessment,
): Claim['check'] {
	return ofAnswer(({ exchange }, evidence) => {
		const [row] = rowsOf(exchange);
		return row ? check(row, evidence) : notTried('the answer has no row');
	});
}

/** How a recipient is spelled, without the number. */
function spelling(recipient: unknown): string {
	if (typeof recipient !== 'string') return `of type ${recipient === null ? 'null' : typeof recipient}`;
	if (recipient.startsWith('+')) return 'with a plus sign';
	return recipient.startsWith('0') ? 'as a national number' : 'in another way';
}
