const config = require('./jest.config.js');

module.exports = {
	...config,
	testMatch: ['<rootDir>/test/reliability/**/*.test.mts'],
	testPathIgnorePatterns: [],
};
