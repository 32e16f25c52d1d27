import fc from 'fast-check';
import {
	namesFailure,
	readEnvelopeStatus,
	readHttpStatus,
	readRowStatus,
} from '../../../../gateway/response/statusWords.ts';

/** One word or several in every spelling that a program gives a status. */
function spellings(words: string): string[] {
	const each = words.split(' ');
	const capitalized = each.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	return [
		words,
		words.toUpperCase(),
		capitalized.join(' '),
		` ${words}\n`,
		each.join('_'),
		each.join('_').toUpperCase(),
		each.join('-'),
		[...each.slice(0, 1), ...capitalized.slice(1)].join(''),
		`${words}!`,
	];
}

/** Named by docs/gateway.md, Assumed, "Only success is success". */
const ENVELOPE_SUCCESSES = ['success', 'ok', 'true'];
const ENVELOPE_FAILURES = [
	...['error', 'fail', 'failed', 'failure', 'rejected', 'unsuccessful', 'denied', 'false'],
	...[
		'casino error',
		'note error',
		'not sent',
		'not successful',
		'no success',
		'never sent',
		'invalid',
		'refused',
		'undelivered',
	],
];
const ENVELOPE_UNCLEAR = [
	...['success with errors', 'partial success', 'partial', 'successful', 'accepted', 'queued', 'none'],
	...['no error', 'no errors', 'not rejected', 'without errors', 'success without errors', 'failed success'],
	// They only end or begin like a word that is known.
	...['book', 'casino'],
];

describe('the status of an envelope', () => {
	test.each(ENVELOPE_SUCCESSES.flatMap(spellings))('%j is a success', (status) => {
		expect(readEnvelopeStatus(status)).toBe('success');
	});

	test.each(ENVELOPE_FAILURES.flatMap(spellings))('%j is a failure', (status) => {
		expect(readEnvelopeStatus(status)).toBe('failure');
	});

	test.each(ENVELOPE_UNCLEAR.flatMap(spellings))('%j is neither', (status) => {
		expect(readEnvelopeStatus(status)).toBe('unclear');
	});

	test.each<[unknown, string]>([
		[true, 'success'],
		[false, 'failure'],
		['', 'unclear'],
		['  ', 'unclear'],
		[0, 'unclear'],
		[1, 'unclear'],
		[200, 'unclear'],
		['200', 'unclear'],
		[Number.NaN, 'unclear'],
		[null, 'unclear'],
		[undefined, 'unclear'],
		[{}, 'unclear'],
		[['success'], 'unclear'],
		[{ toString: 1 }, 'unclear'],
	])('%j is read as %s', (status, meaning) => {
		expect(readEnvelopeStatus(status)).toBe(meaning);
	});
});

/** Named by docs/gateway.md, Assumed, "A row that says no is a no". */
const ROW_SUCCESSES = [
	...['new', 'pending', 'queued', 'sent', 'success', 'delivered'],
	...[
		'scheduled',
		'accepted',
		'in progress',
		'inprogress',
		'in transit',
		'message scheduled',
		'delivered to handset',
		'delivrd',
		'submitted to operator',
	],
	...[
		'accept',
		'accepting',
		'buffer',
		'buffered',
		'buffering',
		'complete',
		'completed',
		'completing',
		'created',
	],
	...[
		'creating',
		'delivering',
		'delivery',
		'done',
		'enroute',
		'inprocess',
		'inqueue',
		'intransit',
		'ok',
		'okay',
	],
	...['process', 'processed', 'processing', 'progress', 'queue', 'queueing', 'queuing', 'routed', 'routing'],
	...['scheduling', 'send', 'sending', 'submit', 'submitted', 'submitting', 'submission', 'successful'],
	...['successfully', 'transit', 'true', 'wait', 'waiting', 'sms sent', 'sent to smsc'],
];
const ROW_FAILURES = [
	...['failed', 'rejected', 'error', 'invalid', 'blacklisted', 'undeliverable'],
	...['not sent', 'not delivered', 'undelivered', 'undeliv', 'unsent', 'delivery failed', 'sending failed'],
	...[
		'delivery impossible',
		'expired',
		'blocked',
		'invalid number',
		'insufficient balance',
		'unsuccessful',
		'sent with errors',
	],
];
const ROW_UNCLEAR = [
	...['renew', 'newer', 'sent data', 'sent today', 'queue full', 'sender id unknown', 'delivery timeout'],
	...['inactive', 'incomplete', 'internal', 'interrupted', 'held', 'unknown', 'no error', 'not rejected'],
];

describe('the status of a row', () => {
	test.each(ROW_SUCCESSES.flatMap(spellings))('%j says nothing against its message', (status) => {
		expect(readRowStatus(status)).toBe('success');
	});

	test.each(ROW_FAILURES.flatMap(spellings))('%j is a failure', (status) => {
		expect(readRowStatus(status)).toBe('failure');
	});

	test.each(ROW_UNCLEAR.flatMap(spellings))('%j is neither', (status) => {
		expect(readRowStatus(status)).toBe('unclear');
	});

	test.each<[unknown, string]>([
		[null, 'success'],
		[undefined, 'success'],
		['', 'success'],
		[' \t', 'success'],
		[true, 'success'],
		[false, 'failure'],
		[0, 'unclear'],
		[1, 'unclear'],
		['7', 'unclear'],
		[{}, 'unclear'],
		[['SENT'], 'unclear'],
		[{ toString: 1 }, 'unclear'],
	])('%j is read as %s', (status, meaning) => {
		expect(readRowStatus(status)).toBe(meaning);
	});
});

describe('what the gateway was answered over HTTP', () => {
	test.each<[unknown, string]>([
		[200, 'success'],
		['200', 'success'],
		['200 OK', 'success'],
		[' 200 OK ', 'success'],
		['200 -', 'success'],
		['202 Accepted', 'success'],
		['203 Non-Authoritative Information', 'success'],
		['204 No Content', 'success'],
		['204: No Content', 'success'],
		['205 Reset Content', 'success'],
		['299', 'success'],
		['200 Held', 'unclear'],
		['200 Failed', 'failure'],
		['200 Sent no content', 'failure'],
		['100', 'unclear'],
		['199 OK', 'unclear'],
		['300', 'unclear'],
		['302 Found', 'unclear'],
		['302 Failed', 'failure'],
		['399 OK', 'unclear'],
		['400', 'failure'],
		['500 OK', 'failure'],
		['600', 'unclear'],
		['2000', 'unclear'],
		['smsc 200', 'unclear'],
		['sent', 'success'],
		['failed', 'failure'],
		[null, 'success'],
		[true, 'success'],
		[{}, 'unclear'],
	])('%j is read as %s', (status, meaning) => {
		expect(readHttpStatus(status)).toBe(meaning);
	});
});

describe('the name of a field', () => {
	test.each([
		...[
			'error',
			'errors',
			'errorCode',
			'error_message',
			'failed',
			'failures',
			'failedRecipients',
			'failure_reason',
		],
		...[
			'rejected',
			'rejectedNumbers',
			'invalid',
			'invalid_recipients',
			'blacklisted',
			'undelivered',
			'expired',
		],
		...['notSent', 'not_delivered', 'unsent', 'FAILED', 'Rejected Numbers', 'blocked'],
	])('%s announces failures', (field) => {
		expect(namesFailure(field)).toBe(true);
	});

	test.each([
		...[
			'status',
			'data',
			'message',
			'success',
			'id',
			'recipient',
			'recipients',
			'accepted',
			'sent',
			'delivered',
		],
		// "No" is short for "number" here.
		...['mobileNo', 'phone_no', 'noOfRecipients', 'no_of_sms', 'referenceNo', 'no'],
		...['expiresAt', 'expires_in', 'expiry', 'noErrors', 'note', 'notes', 'notification', 'nonce', ''],
	])('%s announces none', (field) => {
		expect(namesFailure(field)).toBe(false);
	});
});

describe('laws', () => {
	const word = fc.constantFrom(
		'the',
		'message',
		'was',
		'success',
		'sent',
		'ok',
		'new',
		'queued',
		'error',
		'not',
	);
	const words = fc.array(word, { minLength: 1, maxLength: 5 });
	const read = (status: unknown) => [readEnvelopeStatus(status), readRowStatus(status)];

	test('every spelling of the same words means the same', () => {
		fc.assert(
			fc.property(words, (list) => {
				for (const spelling of spellings(list.join(' ')))
					expect(read(spelling)).toEqual(read(list.join(' ')));
			}),
		);
	});

	test('only a success by itself makes the success of an envelope', () => {
		fc.assert(
			fc.property(words, (list) => {
				const alone = list.length === 1 && ['success', 'ok'].includes(list[0] ?? '');
				expect(readEnvelopeStatus(list.join(' ')) === 'success').toBe(alone);
			}),
		);
	});

	test('a failing word that nothing negates is never a success, whatever stands beside it', () => {
		const failing = fc.constantFrom('failed', 'rejected', 'error', 'invalid', 'blacklisted', 'undeliverable');
		const other = fc.constantFrom('the', 'message', 'was', 'success', 'sent', 'ok', 'new', 'queued');
		fc.assert(
			fc.property(fc.array(other), failing, fc.array(other), (before, bad, after) => {
				const status = [...before, bad, ...after].join(' ');
				expect(readEnvelopeStatus(status)).not.toBe('success');
				expect(readRowStatus(status)).toBe('failure');
			}),
		);
	});

	test('nothing but a text or a boolean says anything of an envelope, and nothing makes it throw', () => {
		const anything = fc.anything({ withNullPrototype: true, withObjectString: true, withBigInt: true });
		fc.assert(
			fc.property(anything, (status) => {
				const meaning = readEnvelopeStatus(status);
				if (typeof status !== 'string' && typeof status !== 'boolean') expect(meaning).toBe('unclear');
				expect(['success', 'failure', 'unclear']).toContain(readRowStatus(status));
			}),
		);
	});
});
