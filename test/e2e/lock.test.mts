import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const lockModule = join(import.meta.dirname, '../../e2e/n8n/lock.mts');
let folder: string;
let file: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lock-'));
	file = join(folder, 'below', 'a.lock');
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** A process that takes the lock, says so, and keeps it until it is ended or its input ends. */
function holder() {
	return spawn(process.execPath, [
		'--input-type=module',
		'-e',
		`import { takeLock } from ${JSON.stringify(lockModule)};
		const release = await takeLock(${JSON.stringify(file)});
		console.log('taken');
		for await (const _ of process.stdin);
		await release();`,
	]);
}

/** Tries to take the lock in a process of its own. */
async function attempt(): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--input-type=module',
		'-e',
		`import { LockedError, takeLock } from ${JSON.stringify(lockModule)};
		try {
			await (await takeLock(${JSON.stringify(file)}))();
			console.log('taken');
		} catch (error) {
			console.log(error instanceof LockedError ? 'locked' : error);
		}`,
	]);
	return stdout.trim();
}

test('one process holds a lock, until it gives it back', async () => {
	const first = holder();
	await once(first.stdout, 'data');
	expect(await attempt()).toBe('locked');
	first.stdin.end();
	await once(first, 'exit');
	expect(await attempt()).toBe('taken');
});

test('a process that Ctrl-C ends gives its lock back', async () => {
	const first = holder();
	await once(first.stdout, 'data');
	first.kill('SIGINT');
	expect(await once(first, 'exit')).toEqual([null, 'SIGINT']);
	expect(await attempt()).toBe('taken');
});

test('who waits for a lock is told once, and gets it', async () => {
	const first = holder();
	await once(first.stdout, 'data');
	const second = spawn(process.execPath, [
		'--input-type=module',
		'-e',
		`import { withLock } from ${JSON.stringify(lockModule)};
		const log = (line) => () => console.log(line);
		await withLock(${JSON.stringify(file)}, log('waiting'), log('working'));`,
	]);
	let said = '';
	second.stdout.on('data', (chunk) => (said += chunk));
	await once(second.stdout, 'data');
	first.stdin.end();
	await once(second, 'exit');
	expect(said).toBe('waiting\nworking\n');
});
