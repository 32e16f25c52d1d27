import type { Analysis, NonGsmCharacter } from '../../../inbox/analyse.mts';
import { number, plural } from '../../format.ts';
import type { Price } from '../../hooks/settings.ts';
import { SavingLine } from './saving.tsx';

/** How a message fills its parts, what would make it cheaper, and what makes it as long as it is. */
export function Ruler({ analysis, price }: { analysis: Analysis; price: Price }) {
	const { encoding, characters, parts, nonGsmCharacters, saving } = analysis;
	const unit = encoding === 'GSM-7' ? 'septet' : 'UTF-16 unit';
	return (
		<section class="ruler" aria-label="Ruler">
			<SavingLine saving={saving} price={price} />
			<p>
				{plural(characters, 'character')} in {plural(parts.length, 'part')}, {encoding}
				{encoding === 'UCS-2' ? ': ' : '.'}
				{encoding === 'UCS-2' && <NonGsmCharacters nonGsmCharacters={nonGsmCharacters} />}
			</p>
			<ol>
				{parts.map(({ runs, used, room }, index) => (
					<li>
						<span class="scale">
							<span class="fill" style={{ width: `${(100 * used) / room}%` }} />
						</span>
						<span class="count">
							Part {index + 1}: {number(used)} of {plural(room, unit)}
						</span>
						<span class="ends" dir="auto">
							{ending(runs.map(({ text }) => text).join(''))}
						</span>
					</li>
				))}
			</ol>
		</section>
	);
}

function NonGsmCharacters({ nonGsmCharacters }: { nonGsmCharacters: readonly NonGsmCharacter[] }) {
	return (
		<>
			forced by{' '}
			{nonGsmCharacters.map(({ character, codePoints, count }, index) => (
				<>
					{index > 0 && ', '}
					<mark class="non-gsm">{character}</mark> <code>{codePoints.join(' ')}</code>
					{count > 1 && ` ×${number(count)}`}
				</>
			))}
		</>
	);
}

function ending(text: string): string {
	const characters = [...text];
	return characters.length <= 24 ? `“${text}”` : `ends “…${characters.slice(-18).join('')}”`;
}
