/** What stands where a secret stood. */
const MASK = '***';

/** Shorter ones are too common as plain words: masking "a" would mangle every sentence and hide nothing. */
const SHORTEST_MASKED = 4;

/**
 * A value with every secret in its texts masked: the gateway's own words may repeat what it was sent, and they go to
 * errors, logs and outputs. Anything that JSON can say comes back in the same shape.
 */
export function maskSecrets<T>(value: T, secrets: readonly string[]): T {
	// The longest first: one that begins another would leave the rest of the other behind.
	const masked = secrets
		.filter((secret) => secret.length >= SHORTEST_MASKED)
		.sort((one, other) => other.length - one.length);
	const mask = (text: string) => masked.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
	return walk(value, mask);
}

function walk<T>(value: T, mask: (text: string) => string): T;
function walk(value: unknown, mask: (text: string) => string): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, mask));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, mask)]));
}
