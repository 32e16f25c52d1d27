import type { Overview } from '../../inbox/types.mts';
import { money, number, plural } from '../format.ts';
import type { Price } from '../hooks/settings.ts';
import { ClearIcon, DownloadIcon } from './icons.tsx';

/** What all the messages come to, or those that are found, at the price that the user sets. */
export function Totals({
	overview,
	search,
	price,
	setPrice,
}: {
	overview: Overview;
	search: string;
	price: Price;
	setPrice(price: Price): void;
}) {
	const { messages, numbers, campaigns, parts, ucs2 } = overview.totals;
	const found = search.trim() === '' ? '' : `of ${number(overview.messages)}, `;
	return (
		<section class="totals" aria-label={found === '' ? 'Totals' : 'Totals of what is found'}>
			<Total
				name={found === '' ? 'Messages' : 'Found'}
				value={number(messages)}
				note={`${found}to ${plural(numbers, 'number')}`}
			/>
			<Total name="Campaigns" value={number(campaigns)} note={found === '' ? 'different messages' : ''} />
			<Total
				name="Parts"
				value={number(parts)}
				note={ucs2 > 0 ? `${plural(ucs2, 'message')} in UCS-2` : parts > 0 ? 'all in GSM-7' : ''}
			/>
			<div class="total cost">
				<span class="name">Cost</span>
				<strong data-total="Cost">
					{price.perPart === undefined ? '–' : money(parts * price.perPart, price.currency)}
				</strong>
				<span class="price">
					<input
						type="number"
						aria-label="Price of a part"
						placeholder="price"
						min={0}
						step="any"
						value={price.perPart ?? ''}
						onInput={(event) => {
							const value = event.currentTarget.valueAsNumber;
							setPrice({ ...price, perPart: Number.isNaN(value) ? undefined : value });
						}}
					/>
					<input
						type="text"
						aria-label="Currency"
						maxLength={3}
						value={price.currency}
						onInput={(event) => setPrice({ ...price, currency: event.currentTarget.value.toUpperCase() })}
					/>
					<span class="note">a part</span>
				</span>
			</div>
		</section>
	);
}

function Total({ name, value, note }: { name: string; value: string; note: string }) {
	return (
		<div class="total">
			<span class="name">{name}</span>
			<strong data-total={name}>{value}</strong>
			<span class="note">{note}</span>
		</div>
	);
}

/** What can be done with all the messages, or with those that are found. */
export function Actions({ search, clear }: { search: string; clear(): void }) {
	const found = search.trim() !== '';
	return (
		<div class="actions">
			<a
				class="button"
				href={`/sandbox/inbox/messages.csv?${new URLSearchParams({ search: search.trim() })}`}
				download="messages.csv"
			>
				<DownloadIcon /> {found ? 'CSV of what is found' : 'CSV'}
			</a>
			<button type="button" onClick={clear}>
				<ClearIcon /> Clear
			</button>
		</div>
	);
}
