import { useState } from 'preact/hooks';

/** What one SMS part costs, as its user says. */
export interface Price {
	perPart: number | undefined;
	currency: string;
}
export type Theme = 'auto' | 'light' | 'dark';

/** A setting that this browser remembers; one it cannot read is as if it had never been set. */
export function useSetting<Value>(
	name: string,
	fallback: Value,
	read: (stored: unknown) => Value,
): [Value, (value: Value) => void] {
	const [value, setValue] = useState(() => stored(name, fallback, read));
	const set = (next: Value) => {
		setValue(next);
		try {
			localStorage.setItem(`sandbox.${name}`, JSON.stringify(next));
		} catch {
			// A browser that keeps nothing still works, until the page is closed.
		}
	};
	return [value, set];
}

export const readTheme = (value: unknown): Theme => (value === 'light' || value === 'dark' ? value : 'auto');
export const readFlag = (value: unknown): boolean => value !== false;
export function readPrice(value: unknown): Price {
	const price: { perPart?: unknown; currency?: unknown } =
		typeof value === 'object' && value !== null ? value : {};
	return {
		perPart: typeof price.perPart === 'number' ? price.perPart : undefined,
		currency: typeof price.currency === 'string' ? price.currency : 'KES',
	};
}

function stored<Value>(name: string, fallback: Value, read: (stored: unknown) => Value): Value {
	try {
		const text = localStorage.getItem(`sandbox.${name}`);
		return text === null ? fallback : read(JSON.parse(text));
	} catch {
		return fallback;
	}
}
