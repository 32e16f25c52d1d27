/** What a status says about the thing it stands beside: it went well, it failed, or nothing that is known here. */
export type StatusMeaning = 'success' | 'failure' | 'unclear';

/** Words of an envelope that reports a success (docs/gateway.md, Assumed: "Only success is success"). */
const SUCCESS = /^(success|ok|true)$/;

/** Words that turn the next one into its opposite: "not sent" is a failure. */
const NEGATION = /^(no|non|not|never)$/;

/** Words before a failing one that make it none: "no error" is no failure, though not a success either. */
const ABSENCE = /^(no|non|not|never|without)$/;

/** Words that report a failure, by how they begin (docs/gateway.md, Assumed). */
const FAILURE =
	/^(abort|blacklist|block|bounc|cancel|den(y|ied)|declin|disallow|discard|drop|err|exception|expired|fail|false|forbid|illegal|impossible|incorrect|insufficient|invalid|optout|opted|refus|reject|stopped|suspend|un(auth|avail|deliv|paid|reach|sent|success|support)|wrong)/;

/** Words of the row of a message that is on its way (docs/gateway.md, Assumed), and their likely neighbours. */
const UNDER_WAY =
	/^(accept(ed|ing)?|buffer(ed|ing)?|complet(e|ed|ing)|creat(ed|ing)|deliv(er(ed|ing|y)|rd)|done|enroute|in(process|progress|queue|transit)|new|ok(ay)?|pending|process(ed|ing)?|progress|queu(e|ed|e?ing)|rout(ed|ing)|schedul(ed|ing)|send(ing)?|sent|submi(t|tted|tting|ssion)|success(ful|fully)?|transit|true|wait(ing)?)$/;

/** Words that change nothing about those beside them: "Sent to operator", "The message was scheduled". */
const NEUTRAL =
	/^(a|already|an|and|are|at|been|by|carrier|device|for|from|gateway|handset|has|have|http|in|is|it|message|messages|mobile|msg|network|now|of|on|operator|out|phone|provider|recipient|request|smsc?|status|subscriber|text|the|to|was|way|were|will|with|your)$/;

/** What HTTP calls its successes that don't sound like one (RFC 9110, 15.3). */
const HTTP_PHRASE = /^\W*(non-authoritative information|no content|reset content)\b/i;

/** What the `status` of an envelope says. "Success with errors" is neither: some of it may have gone out. */
export function readEnvelopeStatus(status: unknown): StatusMeaning {
	const words = wordsIn(status);
	const negated = words.some((word) => NEGATION.test(word));
	const succeeded = !negated && words.some((word) => SUCCESS.test(word));
	if (reportsFailure(words)) return succeeded ? 'unclear' : 'failure';
	return succeeded && words.length === 1 ? 'success' : 'unclear';
}

/**
 * What a `status` or `processedStatus` of a row says; an empty one says nothing against the message. One word that is not
 * known is enough to leave it open: "queue full" and "delivery timeout" begin well, too.
 */
export function readRowStatus(status: unknown): StatusMeaning {
	if (status === null || status === undefined) return 'success';
	if (typeof status === 'string' && status.trim() === '') return 'success';
	const words = wordsIn(status);
	if (reportsFailure(words)) return 'failure';
	const known = words.every((word) => UNDER_WAY.test(word) || NEUTRAL.test(word));
	return known && words.some((word) => UNDER_WAY.test(word)) ? 'success' : 'unclear';
}

/** `200 OK`: what those that the gateway hands messages to answered it over HTTP, in a code and in words. */
export function readHttpStatus(status: unknown): StatusMeaning {
	const text = typeof status === 'number' || typeof status === 'string' ? String(status).trim() : '';
	const [, code, phrase = ''] = /^([1-5]\d\d)\b(.*)$/s.exec(text) ?? [];
	if (code === undefined) return readRowStatus(status);
	if (Number(code) >= 400) return 'failure';
	const words = phrase.replace(HTTP_PHRASE, '');
	const said = /\p{L}/u.test(words) ? readRowStatus(words) : 'success';
	const isSuccess = Number(code) >= 200 && Number(code) < 300;
	return isSuccess || said === 'failure' ? said : 'unclear';
}

/**
 * Whether a field's name announces failures: `errors`, `failed`, `rejectedRecipients`, `notSent`. In a name, "no" is
 * short for "number" (`mobileNo`, `noOfRecipients`).
 */
export function namesFailure(field: string): boolean {
	const words = wordsIn(field);
	return (
		reportsFailure(words) &&
		words.some((word) => FAILURE.test(word) || (word !== 'no' && NEGATION.test(word)))
	);
}

function reportsFailure(words: readonly string[]): boolean {
	return words.some((word, index) =>
		FAILURE.test(word)
			? !ABSENCE.test(words[index - 1] ?? '')
			: NEGATION.test(word) && !FAILURE.test(words[index + 1] ?? ''),
	);
}

/** Texts whose words are remembered, and how long such a text is at most. */
const MAX_REMEMBERED = 64;
const MAX_REMEMBERED_LENGTH = 40;

/** A row has the same names and statuses as the next one, and an answer has a hundred rows. */
const remembered = new Map<string, readonly string[]>();

/** The words of a status in lower case: those of `NOT_SENT`, `notSent` and `Not sent` are the same. */
function wordsIn(status: unknown): readonly string[] {
	if (typeof status !== 'string' && typeof status !== 'boolean') return [];
	const text = String(status);
	const known = remembered.get(text);
	if (known) return known;
	const words = splitWords(text);
	if (text.length > MAX_REMEMBERED_LENGTH) return words;
	if (remembered.size >= MAX_REMEMBERED) remembered.clear();
	remembered.set(text, words);
	return words;
}

function splitWords(text: string): readonly string[] {
	return text
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}]+/u)
		.filter((word) => word !== '');
}
