const { transform, moduleFileExtensions } = require('../../jest.config.js');

/** The same tests once for each version of n8n; the names are those of harness/n8n/releases.mts. */
const project = (version, testMatch) => ({
	displayName: `n8n ${version}`,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch,
	moduleFileExtensions,
	transform,
	globals: { N8N_VERSION: version },
	globalSetup: '<rootDir>/setup.js',
});

const all = ['<rootDir>/*.test.mts'];
const every = ['<rootDir>/{workflows,editor,installed,queue,credentialEdit}.test.mts'];

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	// Each n8n wants a core for itself.
	maxWorkers: 1,
	testTimeout: 300_000,
	projects: [project('2', all), project('1.123', every)],
};
