const { transform, moduleFileExtensions } = require('../../jest.config.js');

/**
 * The same tests once for each version of n8n; the names are those of harness/install/releases.mts. Each has a setup of its
 * own: Jest runs a global setup once for each file, before any test, and for those projects alone that have something
 * to run.
 */
const project = (version, testMatch) => ({
	displayName: `n8n ${version}`,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch,
	moduleFileExtensions,
	transform,
	globals: { N8N_VERSION: version },
	globalSetup: `<rootDir>/setup/setup.${version}.js`,
});

const all = ['<rootDir>/**/*.test.mts'];
const every = [
	'<rootDir>/{workflows,campaign,editor,gone,guidance,installed,queue,credentialEdit,once/*,sendAndWait/{approveBySms,phonePage,question,questionQueue}}.test.mts',
];

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	// Each n8n wants a core for itself, and waits a good deal: for the database, a clock, the end of a process.
	maxWorkers: 2,
	// A ceiling and no target: what takes a minute by itself may take several on a machine that is busy.
	testTimeout: 600_000,
	projects: [project('2', all), project('1.123', every)],
};
