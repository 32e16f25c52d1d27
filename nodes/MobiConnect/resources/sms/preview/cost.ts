import type { IDataObject } from 'n8n-workflow';
import type { Options } from '../options';

/** The cost of parts, to the thousandth of the currency; nothing where no price was given. */
export function costOf(parts: number, { pricePerPart, currency }: Options): IDataObject {
	if (pricePerPart === undefined) return {};
	return { cost: Math.round(parts * pricePerPart * 1000) / 1000, currency };
}
