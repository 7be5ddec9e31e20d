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
 * @returns the counts of each file
 */
export async function runTests(
	files: string[],
	options: { timeoutMs: number; logFile: string; signal: AbortSignal },
): Promise<Map<string, TestCounts>> {
	const { timeoutMs, logFile, signal } = options;
	const counts = new Map<string, TestCounts>();
	const countsOf = (file = '') => {
		const known = counts.get(file) ?? { passed: 0, failed: 0 };
		counts.set(file, known);
		return known;
	};
	const stream = run({ files, concurrency: 1, timeout: timeoutMs, signal });
	stream.on('test:pass', ({ details, skip, todo, file, nesting, name }) => {
		if (details.type === 'suite' || isFile(nesting, name, files)) return;
		if (skip !== undefined || todo !== undefined) countsOf(file).failed++;
		else countsOf(file).passed++;
	});
	stream.on('test:fail', ({ details, file }) => {
		if (details.type === 'suite') return;
		countsOf(file).failed++;
	});
	const report = stream.compose(spec);
	report.pipe(createWriteStream(logFile, { flags: 'a' }));
	report.pipe(process.stdout, { end: false });
	await new Promise((resolve, reject) => report.once('end', resolve).once('error', reject));
	for (const file of files.filter((each) => !counts.has(each))) countsOf(file).failed++;
	return counts;
}

/** Node reports a file without tests as a test with the file's name. */
function isFile(nesting: number, name: string, files: string[]): boolean {
	return nesting === 0 && files.some((file) => file.endsWith(name));
}
