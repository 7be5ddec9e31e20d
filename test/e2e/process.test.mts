import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../e2e/n8n');

/** Starts a process that lives long, and says its ID; it has also loaded what takes locks. */
const script = `
import '${folder}/lock.mts';
import { start } from '${folder}/process.mts';
const { child } = start('sleep', ['60'], { env: process.env, output: 2 });
console.log(child.pid);
if (process.argv[1] === 'end') setTimeout(() => process.exit(3), 200);`;

test.each([
	['a signal', 'wait', [null, 'SIGINT']],
	['itself', 'end', [3, null]],
])('a process that ends by %s takes along what it has started', async (_by, how, ending) => {
	const parent = spawn(process.execPath, ['--input-type=module', '-e', script, how]);
	const [pid] = await once(parent.stdout, 'data');
	if (how === 'wait') parent.kill('SIGINT');
	expect(await once(parent, 'exit')).toEqual(ending);
	await expect(ended(Number(pid))).resolves.toBe(true);
});

async function ended(pid: number): Promise<boolean> {
	for (let attempt = 0; attempt < 100; attempt++) {
		try {
			process.kill(pid, 0);
		} catch {
			return true;
		}
		await new Promise((passed) => setTimeout(passed, 50));
	}
	return false;
}
