import { tmpdir } from 'node:os';
import { join } from 'node:path';
import config from './jest.config.js';

/**
 * Mutation tests: what is shipped is broken in one place at a time, and a test has to notice.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['{delivery,gateway,sms}/**/*.ts'],
	testRunner: 'jest',
	jest: {
		config: {
			...config,
			testMatch: ['<rootDir>/test/unit/{delivery,gateway,sms}/**/*.test.mts'],
			setupFiles: [...config.setupFiles, '<rootDir>/test/fewCases.mts'],
		},
	},
	coverageAnalysis: 'perTest',
	incremental: true,
	incrementalFile: 'coverage/mutation/results.json',
	htmlReporter: { fileName: 'coverage/mutation/report.html' },
	reporters: ['clear-text', 'html'],
	clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
	// Outside of the project, where no other tool finds the broken copies.
	tempDirName: join(tmpdir(), 'n8n-nodes-mobiconnect-mutation'),
	ignorePatterns: ['dist', 'coverage', 'docs', 'workflows'],
	concurrency: 2,
	// A mutant that takes too long counts as noticed: on a busy machine, that must not be the machine.
	timeoutMS: 30_000,
	thresholds: { high: 95, low: 90, break: 90 },
};
