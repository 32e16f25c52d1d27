import { analyse } from '../analyse.mts';
import { rangeOf, savingOf } from '../saving.mts';
import type { CampaignDetail, CampaignRow } from '../types.mts';
import type { FoundCampaign, FoundWording } from './campaigns.mts';
import { type Filled, templateOf } from './template.mts';
import type { SameShape } from './wordings.mts';

/** A campaign as the list shows it; of one that is looked for in, what is found. */
export function campaignRow({ id, sourceId, wordings, messages, recipients }: FoundCampaign): CampaignRow {
	const times = wordings.flatMap(({ messages }) => [messages.at(0)?.at ?? '', messages.at(-1)?.at ?? '']);
	const sums = wordings.map(({ wording: { size }, messages: { length } }) => ({ ...size, messages: length }));
	return {
		id,
		sourceId,
		template: templateOf(filledIn(wordings)),
		texts: wordings.length,
		messages,
		recipients,
		first: times.reduce((one, other) => (other < one ? other : one), times[0] ?? ''),
		last: times.reduce((one, other) => (other > one ? other : one), ''),
		parts: sums.reduce((sum, one) => sum + one.parts * one.messages, 0),
		partsEach: rangeOf(sums.map(({ parts }) => parts)),
		ucs2: sums.reduce((sum, one) => sum + (one.encoding === 'UCS-2' ? one.messages : 0), 0),
		saving: savingOf(
			wordings.map(({ wording: { text, size }, messages: { length } }) => ({ text, size, messages: length })),
		),
	};
}

/** A campaign, opened, with its longest text: what is too long shows there. */
export function campaignDetail(campaign: FoundCampaign): CampaignDetail {
	const longest = campaign.wordings
		.map(({ wording }) => wording)
		.reduce((one, other) => (isLonger(other.size, one.size) ? other : one));
	return { ...campaignRow(campaign), longest: analyse(longest.text) };
}

/** The messages of a campaign that are looked for, oldest first. */
export function messagesOf({ wordings }: FoundCampaign): FoundWording['messages'] {
	return wordings.flatMap(({ messages }) => messages).sort((one, other) => one.id - other.id);
}

function isLonger(one: FoundWording['wording']['size'], other: FoundWording['wording']['size']): boolean {
	return one.parts === other.parts ? one.characters > other.characters : one.parts > other.parts;
}

/** The wordings by their shape. */
function filledIn(wordings: readonly FoundWording[]): Filled[] {
	const byShape = new Map<SameShape, Array<readonly string[]>>();
	for (const { shape, wording } of wordings) {
		const values = byShape.get(shape);
		if (values === undefined) byShape.set(shape, [wording.values]);
		else values.push(wording.values);
	}
	return [...byShape].map(([{ words }, values]) => ({ words, values }));
}
