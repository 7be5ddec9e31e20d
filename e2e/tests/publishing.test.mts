import assert from 'node:assert/strict';
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { before, test } from 'node:test';

import { packPackage } from '../n8n/package.mts';
import { cacheFolder, repositoryFolder } from '../n8n/paths.mts';
import { packedForTests } from '../support/packageUnderTest.mts';
import { openScanner } from '../support/scanner.mts';
import { unpack } from '../support/unpack.mts';

const MOST_BYTES = 1_000_000;
/** What the scanner looks at in a published package; it does not export it. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];
const workFolder = join(cacheFolder, 'e2e', 'publishing');
const unpacked = join(workFolder, 'package');

let tarball: string;

before(async () => {
	await rm(workFolder, { recursive: true, force: true });
	tarball = (packedForTests() ?? (await packPackage(workFolder))).tarball;
	await unpack(tarball, unpacked);
});

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

test('the tarball is below 1 MB and holds nothing but the package', async () => {
	assert.ok((await stat(tarball)).size < MOST_BYTES, `${(await stat(tarball)).size} bytes`);
	const files = await filesBelow(unpacked);
	const strangers = files.filter(
		(file) =>
			!/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file) &&
			!/^dist\/(nodes|credentials|icons)\/.+\.(js|d\.ts|json|svg)$/.test(file) &&
			file !== 'dist/package.json',
	);
	assert.deepEqual(strangers, []);
	assert.deepEqual(
		files.filter((file) => /test|emulator|e2e|bench|demo/i.test(file)),
		[],
	);
});

test('everything that package.json names is in the tarball', async () => {
	const { n8n, dependencies } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
	assert.equal(dependencies, undefined);
	const files = new Set(await filesBelow(unpacked));
	for (const file of [...n8n.nodes, ...n8n.credentials]) {
		assert.ok(files.has(file), `${file} is missing`);
	}
	for (const node of n8n.nodes as string[]) {
		assert.ok(files.has(node.replace(/\.js$/, '.json')), `${node} has no codex`);
	}
});

test("n8n's scanner passes the tarball", async () => {
	const { analyzePackage } = await openScanner();
	const { passed, message, details } = await analyzePackage(unpacked, PACKED_FILE_PATTERNS);
	assert.ok(passed, `${message}\n${details}`);
});

test("n8n's scanner passes the sources", async () => {
	const sources = join(workFolder, 'source');
	for (const name of ['nodes', 'credentials', 'icons', 'package.json']) {
		await cp(join(repositoryFolder, name), join(sources, name), { recursive: true });
	}
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await openScanner();
	const { passed, message, details } = await analyzePackage(sources, SOURCE_FILE_PATTERNS);
	assert.ok(passed, `${message}\n${details}`);
});

test('the scanner is able to refuse', async () => {
	const bad = join(workFolder, 'bad');
	await cp(unpacked, bad, { recursive: true });
	await writeFile(join(bad, 'dist/nodes/bad.js'), "console.log(process.env, require('fs'));");
	const { analyzePackage } = await openScanner();
	assert.equal((await analyzePackage(bad, PACKED_FILE_PATTERNS)).passed, false);
});
