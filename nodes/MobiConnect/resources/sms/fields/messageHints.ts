import type { NodeHint } from 'n8n-workflow';
import { CAPACITY, GSM_7_PATTERNS } from '../../../../../sms/text';

/** The text as it is written, of an expression without its braces: before a run the editor has no item to fill them with. */
const WRITTEN =
	'String($rawParameter["message"] ?? "").replace(/^=/, "").replace(/\\x7b\\x7b[^]*?\\x7d\\x7d/g, "")';

/** With an option that puts plain characters in the place of dear ones, only Preview can tell what stays dear. */
const IS_REPLACED = '($parameter["options"]?.plainPunctuation || $parameter["options"]?.plainLetters)';

const IS_UCS_2 = `(!${IS_REPLACED} && /${GSM_7_PATTERNS.beyond}/.test(text))`;
const SEPTETS = `text.replace(/${GSM_7_PATTERNS.twoSeptets}/g, "..").length`;
const HAS_SEVERAL_PARTS = `(${IS_UCS_2} ? text.length > ${CAPACITY['UCS-2'].single} : ${SEPTETS} > ${CAPACITY['GSM-7'].single})`;

/** What the editor says of a text with each key that is pressed. After a run, the run says what it came to. */
export const messageHints: NodeHint[] = [
	hint(
		// A question has a link after it, which is not in this field.
		`$parameter["operation"] !== "sendAndWait" && ${HAS_SEVERAL_PARTS}`,
		'Message is longer than one part, and each part is billed for each recipient. Preview shows how many it takes.',
	),
	hint(
		IS_UCS_2,
		`Message holds a character that leaves ${CAPACITY['UCS-2'].single} for a part instead of ${CAPACITY['GSM-7'].single}, such as a curly quote, a rare letter or an emoji. "Replace Curly Quotes and Dashes" and "Replace Accented Letters", in Options, put plain ones in the place of most.`,
	),
];

/** `condition` is JavaScript that knows the written text as `text`; n8n's editor works it out, and no run does. */
function hint(condition: string, message: string): NodeHint {
	return {
		message,
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ((text) => ${condition})(${WRITTEN}) }}`,
	};
}
