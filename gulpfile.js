const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { series } = require('gulp');

/** Removes what `n8n-node build` copies into `dist` although it is no part of the package. */
async function tidy() {
	const strangers = ['bench', 'demo', 'docs', 'e2e', 'emulator', 'examples', 'live', 'test'];
	await Promise.all(
		strangers.map((folder) => rm(`dist/${folder}`, { recursive: true, force: true })),
	);
}

/** Compiles the nodes without the clean start that `n8n-node build` makes. */
function compile() {
	return run('node_modules/typescript/bin/tsc');
}

/** Writes the output schemas and the tables in the documentation anew, from the nodes themselves. */
function write() {
	return run(
		'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
		'--import=./test/generated/loadSources.mts',
		'test/generated/write.mts',
	);
}

function run(...args) {
	return spawn(process.execPath, args, { stdio: 'inherit' });
}

exports.tidy = tidy;
exports.generate = series(compile, write);
