const config = require('./jest.config.js');

module.exports = {
	...config,
	testMatch: ['<rootDir>/test/(demo|e2e|emulator|live)/**/*.test.mts'],
	testPathIgnorePatterns: [],
};
