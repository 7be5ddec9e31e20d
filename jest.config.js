process.env.N8N_LOG_LEVEL ??= 'silent';

module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	// Packages that exist as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!(typebox|@fastify/type-provider-typebox)/)'],
	modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/package.json'],
	testTimeout: 60_000,
};
