import { useState } from 'preact/hooks';
import type { Analysis, NonGsmCharacter, Part } from '../../inbox/analyse.mts';
import { number, plural, time } from '../format.ts';
import { Marked } from './marked.tsx';

interface Props {
	sourceId: number;
	at: string | undefined;
	analysis: Analysis;
	search: string;
}

/** A message as a phone shows it, with what it becomes on the way: encoding, parts, and a ruler to see them by. */
export function Bubble({ sourceId, at, analysis, search }: Props) {
	const [open, setOpen] = useState(false);
	return (
		<article class="message">
			<div class="bubble" dir="auto">
				<Parts parts={analysis.parts} search={search} />
			</div>
			<p class="meta">
				{at !== undefined && <time dateTime={at}>{time(at)}</time>}
				<span>Source {sourceId}</span>
				<span class={analysis.encoding === 'UCS-2' ? 'tag warn' : 'tag'}>{analysis.encoding}</span>
				<span>{plural(analysis.parts.length, 'part')}</span>
				<button type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
					Ruler
				</button>
			</p>
			<Track parts={analysis.parts} />
			{open && <Ruler analysis={analysis} />}
		</article>
	);
}

/** The text, with a mark where each part ends, and with those characters marked that force UCS-2. */
function Parts({ parts, search }: { parts: readonly Part[]; search: string }) {
	return (
		<>
			{parts.map(({ runs }, index) => (
				<>
					{runs.map(({ text, nonGsm }) =>
						nonGsm ? (
							<mark class="non-gsm" title="Not in the GSM-7 alphabet">
								{text}
							</mark>
						) : (
							<Marked text={text} search={search} />
						),
					)}
					{index < parts.length - 1 && (
						<span class="cut" data-part={index + 1}>
							<span class="hidden"> (end of part {index + 1}) </span>
						</span>
					)}
				</>
			))}
		</>
	);
}

/** How full each part is, at a glance. */
function Track({ parts }: { parts: readonly Part[] }) {
	return (
		<div class="track" aria-hidden="true">
			{parts.map(({ used, room }) => (
				<span class="segment">
					<span class="fill" style={{ width: `${(100 * used) / room}%` }} />
				</span>
			))}
		</div>
	);
}

function Ruler({ analysis: { encoding, characters, parts, nonGsmCharacters } }: { analysis: Analysis }) {
	const unit = encoding === 'GSM-7' ? 'septet' : 'UTF-16 unit';
	return (
		<section class="ruler" aria-label="Ruler">
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
