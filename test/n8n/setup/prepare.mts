import { execFileSync } from 'node:child_process';
import { install } from '../../../harness/install/install.mts';
import { PROJECT } from '../../../harness/n8n/package.mts';
import { releaseFor } from '../../../harness/install/releases.mts';
import { installMissing, toolNames } from '../../../harness/system.mts';

installMissing(toolNames);
await install(releaseFor(process.argv[2] ?? ''), console.log);
execFileSync('npm', ['run', 'build', '--silent'], { cwd: PROJECT, stdio: ['ignore', 'ignore', 'inherit'] });
