const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Installs and builds all that the tests need, before the clock of any of them runs. */
module.exports = (_config, { globals }) => {
	const args = [require.resolve('tsx/cli'), join(__dirname, 'prepare.mts'), globals.N8N_VERSION];
	execFileSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
};
