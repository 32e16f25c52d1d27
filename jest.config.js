const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// The longest suites wait for the gateway's time and not for a core, which one worker more makes use of.
	maxWorkers: availableParallelism() + 1,
	testMatch: ['<rootDir>/test/{unit,engine,sandbox}/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '\\.browser\\.test\\.mts$'],
	// A busy machine takes its time; what hangs is still told.
	testTimeout: 30_000,
	setupFiles: ['<rootDir>/test/quiet.mts'],
	moduleFileExtensions: ['js', 'ts', 'mts', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'\\.m?[jt]s$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', dynamicImport: true }, target: 'es2022' },
				module: { type: 'commonjs', ignoreDynamic: true },
			},
		],
	},
	coverageReporters: ['text-summary'],
	coverageThreshold: { global: { branches: 95 } },
	collectCoverageFrom: ['{credentials,nodes,gateway,sms,delivery}/**/*.ts'],
};
