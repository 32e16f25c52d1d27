/**
 * The address of the repository stands in `repository.url` of package.json, and what else names it follows from that.
 *
 *     npm run address               tells it, and what is in the way of publishing
 *     npm run address -- URL        sets it everywhere
 *     npm run address -- --check    refuses a placeholder, with exit code 1: before a release, and before npm publishes
 */
import { parseArgs } from 'node:util';
import {
	addressIn,
	isPublic,
	obstacles,
	read,
	readManifest,
	setAddress,
	strays,
} from '../harness/address.mts';

function main(): void {
	const { values, positionals } = parseArgs({
		options: { check: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [given] = positionals;
	if (given !== undefined) {
		const address = given.replace(/(?:\.git)?\/?$/, '');
		if (!isPublic(address)) throw new Error(`${given} is no address like https://github.com/NAME/REPOSITORY`);
		setAddress(readManifest(), address);
	}
	const manifest = readManifest();
	const wrong = [...obstacles(manifest, read('CHANGELOG.md')), ...strays(manifest)];
	console.log(addressIn(manifest));
	if (wrong.length > 0) console.error(`Can't be published:\n${wrong.map((line) => `- ${line}`).join('\n')}`);
	if (values.check && wrong.length > 0) process.exitCode = 1;
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
