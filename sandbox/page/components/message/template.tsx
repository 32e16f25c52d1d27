import type { Piece } from '../../../inbox/types.mts';
import { number } from '../../format.ts';
import { Marked } from '../marked.tsx';

/** What the texts of a campaign have in common, with a blank wherever something varies. */
export function Template({ template, search }: { template: readonly Piece[]; search: string }) {
	return (
		<>
			{template.map((piece) =>
				piece.kind === 'same' ? <Marked text={piece.text} search={search} /> : <Blank />,
			)}
		</>
	);
}

/** What varies, in the order in which it stands in the text, with a few examples of each. */
export function Variation({ template, search }: { template: readonly Piece[]; search: string }) {
	return (
		<ol class="varies" aria-label="What varies">
			{template.map(
				(piece) =>
					piece.kind === 'varies' && (
						<li>
							<Blank />
							<span dir="auto">
								{piece.examples.map((example, index) => (
									<>
										{index > 0 && ' · '}
										{example === '' ? <i>nothing</i> : <Marked text={example} search={search} />}
									</>
								))}
								{piece.different > piece.examples.length && ' …'}
							</span>
							<span class="note">{number(piece.different)} different</span>
						</li>
					),
			)}
		</ol>
	);
}

function Blank() {
	return (
		<span class="blank">
			<span aria-hidden="true">▢</span>
			<span class="hidden">(varies)</span>
		</span>
	);
}
