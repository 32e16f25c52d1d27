import { getCountries } from 'libphonenumber-js/mobile';

/** A country that has phone numbers. */
export interface Country {
	/** ISO 3166-1 alpha-2. */
	readonly code: string;
	/** In English. */
	readonly name: string;
}

/** Kenya and its neighbours: the ones that most people here look for. */
const FIRST: readonly string[] = ['KE', 'UG', 'TZ', 'RW', 'BI', 'ET', 'SO', 'SS', 'CD'];

const names = new Intl.DisplayNames('en', { type: 'region' });

/** All countries that have phone numbers: Kenya and its neighbours, then the others by name. */
export const COUNTRIES: readonly Country[] = getCountries()
	.map((code) => ({ code, name: names.of(code) ?? code }))
	.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'en'));

function rank({ code }: Country): number {
	return FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length;
}
