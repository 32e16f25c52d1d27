const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Installs and builds all that the tests of one version of n8n need, before the clock of any test runs. */
exports.prepare = (version) => {
	const args = ['--import', 'tsx', join(__dirname, 'prepare.mts'), version];
	execFileSync(process.execPath, args, { cwd: join(__dirname, '..', '..', '..'), stdio: ['ignore', 2, 2] });
};
