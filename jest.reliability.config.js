const { globSync, readFileSync } = require('node:fs');
const config = require('./jest.config.js');

process.env.THOROUGH = '1';

// Property tests that `npm test` runs with few cases.
const withMoreCases = globSync('test/**/*.test.mts', { cwd: __dirname }).filter((file) =>
	readFileSync(`${__dirname}/${file}`, 'utf8').includes('support/runs.mts'),
);

module.exports = {
	...config,
	testMatch: [
		'<rootDir>/test/reliability/**/*.test.mts',
		...withMoreCases.map((file) => `<rootDir>/${file}`),
	],
	testPathIgnorePatterns: [],
};
