const { rm } = require('node:fs/promises');
const { parallel } = require('gulp');

/** Removes what `n8n-node build` copies into `dist` although it is no part of the package. */
async function tidy() {
	const strangers = ['docs', 'e2e', 'emulator', 'demo', 'test', 'bench', 'examples'];
	await Promise.all(
		strangers.map((folder) => rm(`dist/${folder}`, { recursive: true, force: true })),
	);
}

exports.tidy = tidy;
exports.default = parallel(tidy);
