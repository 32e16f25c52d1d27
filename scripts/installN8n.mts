/**
 * `node --import tsx scripts/installN8n.mts [version …]`: installs those versions of n8n, or all that are tested.
 */
import { install } from '../harness/install/install.mts';
import { releaseFor, releases } from '../harness/install/releases.mts';

const asked = process.argv.slice(2).map(releaseFor);
for (const release of asked.length > 0 ? asked : releases) {
	const { folder } = await install(release, console.log);
	console.log(`n8n ${release.version}: ${folder}`);
}
