/** A version of n8n that can be installed, and what it needs to run. */
export interface Release {
	readonly version: string;
	/** The Node.js to run it with. Another one than the machine's comes from npm too (`node-<platform>-<arch>`). */
	readonly node: string;
	readonly overrides: Readonly<Record<string, string>>;
	/** Dependencies that need their native part built; n8n is installed without running install scripts. */
	readonly rebuild: readonly string[];
	readonly env: Readonly<Record<string, string>>;
}

/** The newest that installs: 2.41.3 asks for a version of `@n8n/agents` that was never published. */
export const newest: Release = {
	version: '2.41.1',
	node: '24.21.0',
	overrides: {},
	rebuild: ['sqlite3'],
	// A list of other people's services, which it would go and fetch.
	env: { N8N_DISABLED_MODULES: 'mcp-registry' },
};

/** The last line of n8n 1, which many people still run. */
export const oldest: Release = {
	version: '1.123.81',
	node: '20.20.2',
	// n8n itself asks for a copy of xlsx that is not on the registry.
	overrides: { xlsx: '0.18.5' },
	rebuild: ['sqlite3'],
	env: { N8N_EXPRESSION_ENGINE: 'legacy' },
};

export const releases: readonly Release[] = [newest, oldest];

/** Finds a release by its version, or by the beginning of it (`2`, `1.123`). */
export function releaseFor(version: string): Release {
	const found = releases.find((release) => `${release.version}.`.startsWith(`${version}.`));
	if (!found) {
		const known = releases.map((release) => release.version).join(', ');
		throw new Error(`n8n ${version} is not among the versions used here: ${known}`);
	}
	return found;
}

export function majorOf(release: Release): number {
	return Number(release.version.split('.')[0]);
}
