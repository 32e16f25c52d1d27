const fast = require('../../jest.config.js');

/** The sandbox's page in Chromium: apart from the fast tests, because a browser has to be there. */
module.exports = {
	...fast,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/sandbox/**/*.browser.test.mts'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
	collectCoverageFrom: [],
	coverageThreshold: {},
};
