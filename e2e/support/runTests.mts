import { createWriteStream } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export interface TestCounts {
	passed: number;
	failed: number;
}

/**
 * Runs test files one after another, each in a process of its own. What is skipped counts as
 * failed, and so does a file without tests.
 *
 * @param logFile gets the same report as the terminal
 */
export async function runTests(
	files: string[],
	options: { timeoutMs: number; logFile: string; signal: AbortSignal },
): Promise<TestCounts> {
	const { timeoutMs, logFile, signal } = options;
	const counts = { passed: 0, failed: 0 };
	const withTests = new Set<string>();
	const stream = run({ files, concurrency: 1, timeout: timeoutMs, signal });
	stream.on('test:pass', ({ details, skip, todo, file, nesting, name }) => {
		if (details.type === 'suite' || isFile(nesting, name, files)) return;
		if (file) withTests.add(file);
		if (skip !== undefined || todo !== undefined) counts.failed++;
		else counts.passed++;
	});
	stream.on('test:fail', ({ details, file }) => {
		if (details.type === 'suite') return;
		if (file) withTests.add(file);
		counts.failed++;
	});
	const report = stream.compose(spec);
	report.pipe(createWriteStream(logFile));
	report.pipe(process.stdout, { end: false });
	await new Promise((resolve, reject) => report.once('end', resolve).once('error', reject));
	counts.failed += files.filter((file) => !withTests.has(file)).length;
	return counts;
}

/** Node reports a file without tests as a test with the file's name. */
function isFile(nesting: number, name: string, files: string[]): boolean {
	return nesting === 0 && files.some((file) => file.endsWith(name));
}
