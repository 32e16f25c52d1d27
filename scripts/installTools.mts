/**
 * `node --import tsx scripts/installTools.mts [name …]`: installs the programs that tests need beside npm's packages
 * (chromium, redis, postgres), or some of them, where they are missing.
 */
import { installMissing, toolNames } from '../harness/system.mts';

function main(): void {
	const asked = process.argv.slice(2);
	const unknown = asked.filter((name) => !toolNames.some((known) => known === name));
	if (unknown.length > 0) throw new Error(`Not known: ${unknown.join(', ')}. Known: ${toolNames.join(', ')}`);
	installMissing(toolNames.filter((name) => asked.length === 0 || asked.includes(name)));
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
