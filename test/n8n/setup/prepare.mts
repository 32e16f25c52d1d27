import { install } from '../../../harness/install/install.mts';
import { build } from '../../../harness/n8n/package.mts';
import { releaseFor } from '../../../harness/install/releases.mts';
import { installMissing, toolNames } from '../../../harness/system.mts';

installMissing(toolNames);
await install(releaseFor(process.argv[2] ?? ''), console.log);
build();
