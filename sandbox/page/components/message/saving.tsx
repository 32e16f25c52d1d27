import type { PlainOption, Range, Saving } from '../../../inbox/saving.mts';
import { money, number, plural } from '../../format.ts';
import type { Price } from '../../hooks/settings.ts';

/** The node's options, as its editor calls them. */
const OPTIONS: Record<PlainOption, string> = {
	plainPunctuation: 'Replace Curly Quotes and Dashes',
	plainLetters: 'Replace Accented Letters',
};
const PLAIN: Record<PlainOption, string> = { plainPunctuation: 'punctuation', plainLetters: 'letters' };

/** What messages would cost less, and what to turn on for it. */
export function SavingLine({ saving, price }: { saving: Saving | undefined; price: Price }) {
	if (saving === undefined) return null;
	const { options, partsEach, parts, saved } = saving;
	return (
		<p class="saving">
			With plain {options.map((option) => PLAIN[option]).join(' and ')}: <b>{rangeOfParts(partsEach)}</b>,
			saves{' '}
			<b>
				{number(saved)} of {number(parts)}
			</b>
			{price.perPart !== undefined && ` (${money(saved * price.perPart, price.currency)})`}.{' '}
			<span class="note">
				In the node, turn on {options.map((option) => `“${OPTIONS[option]}”`).join(' and ')}.
			</span>
		</p>
	);
}

/** "1 part", "1–3 parts". */
export function rangeOfParts({ least, most }: Range): string {
	return least === most ? plural(most, 'part') : `${number(least)}–${plural(most, 'part')}`;
}
