import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';

import { buildIfNeeded } from '../demo/build.mts';
import { installN8n } from './n8n/install.mts';
import { LockedError, takeLock } from './n8n/lock.mts';
import { cacheFolder } from './n8n/paths.mts';
import { installPrograms } from './support/debian.mts';
import { packForTests } from './support/packageUnderTest.mts';
import { installTool } from './support/tools.mts';
import { runTests } from './support/runTests.mts';
import { OLDEST_N8N } from './support/versions.mts';

interface Options {
	only?: string[];
	build: boolean;
	again?: boolean;
	pictures?: boolean;
}

const FILE_TIMEOUT_MS = 15 * 60_000;
const ENDING = '.test.mts';
const testsFolder = join(import.meta.dirname, 'tests');
const outputFolder = join(cacheFolder, 'e2e');
const say = (line: string) => console.log(line);

const options = new Command('e2e')
	.description('Proves the package in a real n8n: editor, engine, queue mode, publishing.')
	.option('--only <words...>', 'only the test files whose names hold one of these words')
	.option('--again', 'give the files that failed a second run, and count that one')
	.option('--no-build', 'take dist/ as it is')
	.option('--pictures', 'renew the pictures in docs/images')
	.parse()
	.opts<Options>();

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		abort.abort();
		process.once(signal, () => process.exit(130));
	});
}

process.exit(await main());

async function main(): Promise<number> {
	const startedAt = Date.now();
	let release: (() => Promise<void>) | undefined;
	let counts = { passed: 0, failed: 1 };
	try {
		const files = await testFiles();
		release = await takeLock(join(cacheFolder, 'e2e.lock'));
		await prepare();
		const results = await run(files);
		const failed = files.filter((file) => (results.get(file)?.failed ?? 1) > 0);
		if (options.again && failed.length > 0 && !abort.signal.aborted) {
			say(`\nOnce more, as --again asks: ${failed.map((file) => basename(file)).join(', ')}`);
			for (const [file, result] of await run(failed)) results.set(file, result);
		}
		counts = { passed: 0, failed: 0 };
		for (const result of results.values()) {
			counts.passed += result.passed;
			counts.failed += result.failed;
		}
	} catch (error) {
		const isRunning = error instanceof LockedError;
		console.error(isRunning ? 'The tests are running already.' : (error as Error).message);
	} finally {
		await release?.();
	}
	say(`Logs and screenshots: ${outputFolder}`);
	say(`Time: ${Math.round((Date.now() - startedAt) / 1000)} s`);
	say(`${counts.passed} passed, ${counts.failed} failed`);
	return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

async function run(files: string[]) {
	return await runTests(files, {
		timeoutMs: FILE_TIMEOUT_MS,
		logFile: join(outputFolder, 'report.txt'),
		signal: abort.signal,
	});
}

async function testFiles(): Promise<string[]> {
	const names = (await readdir(testsFolder)).filter((name) => name.endsWith(ENDING)).sort();
	const { only } = options;
	const wanted = names.filter(
		(name) => !only || only.some((word) => basename(name, ENDING).includes(word)),
	);
	if (wanted.length === 0) {
		throw new Error(`No test file of that name. There are: ${names.join(', ')}`);
	}
	return wanted.map((name) => join(testsFolder, name));
}

/** Everything that the test files find ready. */
async function prepare(): Promise<void> {
	await rm(outputFolder, { recursive: true, force: true });
	await installPrograms(['chromium', 'redis', 'postgres'], say);
	await installN8n(undefined, say);
	await installN8n(OLDEST_N8N, say);
	for (const tool of ['scanner', 'registry'] as const) await installTool(tool, say);
	if (options.pictures) process.env.E2E_PICTURES = '1';
	if (options.build) await buildIfNeeded(say);
	const { name, version, tarball } = await packForTests();
	say(`Testing ${name} ${version} as packed in ${tarball}`);
}
