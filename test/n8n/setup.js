const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Installs and builds all that the tests need, before the clock of any of them runs. */
module.exports = (_config, { globals }) => {
	const args = ['--import', 'tsx', join(__dirname, 'prepare.mts'), globals.N8N_VERSION];
	execFileSync(process.execPath, args, { cwd: join(__dirname, '..', '..'), stdio: ['ignore', 2, 2] });
};
