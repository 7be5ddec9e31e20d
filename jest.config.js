const { availableParallelism } = require('node:os');

process.env.N8N_LOG_LEVEL ??= 'silent';

module.exports = {
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	runtime: '<rootDir>/test/jest/runtime.cjs',
	roots: ['<rootDir>/test', '<rootDir>/nodes', '<rootDir>/credentials', '<rootDir>/emulator'],
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	// These have commands of their own: jest.reliability.config.js and jest.tools.config.js.
	testPathIgnorePatterns: ['<rootDir>/test/(reliability|demo|e2e|emulator|live)/'],
	setupFiles: ['<rootDir>/test/support/userFolder.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	cacheDirectory: '<rootDir>/.cache/jest',
	// More than cores: many tests wait for retries and rates.
	maxWorkers: availableParallelism() + 2,
	// For a machine that is busy with other things as well.
	testTimeout: 180_000,
};
