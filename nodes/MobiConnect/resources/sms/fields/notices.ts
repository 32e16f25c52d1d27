import type { INodeProperties } from 'n8n-workflow';
import { GSM_7_CLASS as GSM_7 } from '../../../../../sms/text';

/** Extension characters that a pattern counts; a text of more is taken to be longer than it is. */
const MAX_COUNTED = 12;

/** Texts that fit in one part of GSM-7: 160 septets, of which an extension character takes two. */
const FITS_GSM_7 = Array.from({ length: MAX_COUNTED + 1 }, (_, extended) => {
	const { extension } = GSM_7;
	return `^(?=[^]{0,${160 - extended}}$)[^${extension}]*(?:[${extension}][^${extension}]*){0,${extended}}$`;
}).join('|');

/** Texts that fit in one part whatever they hold. */
const FITS_UCS_2 = '^[^]{0,70}$';
/** Only fixed texts can be told of: what an expression will give is not known before a run. */
const EXPRESSION = '^=';

/**
 * Under Message, as long as what is typed there matches none of the patterns. n8n looks at each key that is pressed.
 *
 * @param hiddenFor patterns of texts
 */
function notice(name: string, text: string, hiddenFor: readonly string[]): INodeProperties {
	const hide = { message: [EXPRESSION, ...hiddenFor].map((regex) => ({ _cnd: { regex } })) };
	return { displayName: text, name, type: 'notice', default: '', displayOptions: { hide } };
}

const NO_BRACES = '^(?![^]*\\{\\{)';

/** What is to be said of a fixed text while it is typed. */
export const messageNotices: INodeProperties[] = [
	notice(
		'severalPartsNotice',
		'This text takes more than one part. Each part is billed, for each recipient.',
		[FITS_GSM_7, `[^${GSM_7.all}]`],
	),
	notice(
		'unicodeNotice',
		'Something in this text, such as ’ or an emoji, leaves room for 70 characters in a part instead of 160, so it takes more parts. Preview says what it is, and "Plain Punctuation" in Options may replace it.',
		[FITS_UCS_2, `^[${GSM_7.all}]*$`],
	),
	notice(
		'bracesNotice',
		'What stands between {{ and }} is not filled in while this field is set to "Fixed". Set it to "Expression", or drag the name in from the left.',
		[NO_BRACES],
	),
];
