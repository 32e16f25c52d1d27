/** How the texts of a value are masked. */
export interface Masking {
	/** Whether numbers are to be looked at as well. */
	readonly numeric: boolean;
	readonly text: (text: string) => string;
}

/** What JSON can say, masked; whatever holds no secret stays the very same. */
export function maskTexts(value: unknown, masking: Masking): unknown {
	if (typeof value === 'string') return masking.text(value);
	if (typeof value === 'number' && masking.numeric) {
		const text = String(value);
		const masked = masking.text(text);
		return masked === text ? value : masked;
	}
	if (Array.isArray(value)) {
		const entries = value.map((entry: unknown) => maskTexts(entry, masking));
		return entries.every((entry, index) => Object.is(entry, value[index])) ? value : entries;
	}
	if (typeof value !== 'object' || value === null) return value;
	return maskObject(value, masking);
}

function maskObject(value: object, masking: Masking): object {
	const entries = new Map<string, unknown>();
	let changed = false;
	for (const [key, entry] of Object.entries(value)) {
		const masked = maskTexts(entry, masking);
		const name = masking.text(key);
		changed ||= name !== key || !Object.is(masked, entry);
		entries.set(nameBeside(entries, name, masking), masked);
	}
	return changed ? Object.fromEntries(entries) : value;
}

/** Two keys that were different stay two. */
function nameBeside(taken: ReadonlyMap<string, unknown>, name: string, { text }: Masking): string {
	let free = name;
	for (let count = 2; taken.has(free) || text(free) !== free; count += 1) free = `${name}${count}`;
	return free;
}
