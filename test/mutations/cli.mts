import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { mutations } from './mutations.mts';
import type { Mutation } from './mutations.mts';

// Breaks a copy of the code once for each mutation, and looks whether the named test fails.
//   npm run mutations [-- <part of a rule>]
const root = join(import.meta.dirname, '..', '..');
const copy = join(root, '.cache', 'mutants');

// With all cases of each property, so that none is killed by luck alone.
const env = { ...process.env, THOROUGH: '1' };

const run = (command: string, args: string[]) =>
	spawnSync(command, args, { cwd: copy, env, stdio: 'ignore', timeout: 300_000 });

/** How the named test ends: undefined when it does not. */
function isPassed({ test, name }: Mutation): boolean | undefined {
	const output = join(copy, 'result.json');
	rmSync(output, { force: true });
	const filter = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const script = test.startsWith('test/reliability/') ? 'test:reliability' : 'test:unit';
	const jest = ['run', script, '--', test, '-t', filter, '--forceExit'];
	run('npm', [...jest, '--json', `--outputFile=${output}`]);
	if (!existsSync(output)) return undefined;
	const result = JSON.parse(readFileSync(output, 'utf8')) as Record<string, number>;
	return result.numFailedTests === 0 && result.numPassedTests > 0;
}

/** Says how the named test ends on the broken code. Tests load the built nodes. */
function outcomeOf(mutation: Mutation): string {
	const { file, from, to } = mutation;
	const path = join(copy, file);
	const source = readFileSync(path, 'utf8');
	if (source.split(from).length !== 2) return `not possible, the text is not there once`;
	if (isPassed(mutation) !== true) return 'not possible, the test does not pass before';
	writeFileSync(
		path,
		source.replace(from, () => to),
	);
	run('npx', ['tsc']);
	const passed = isPassed(mutation);
	writeFileSync(path, source);
	run('npx', ['tsc']);
	if (passed === undefined) return 'killed (the test did not end)';
	return passed ? 'survived' : 'killed';
}

rmSync(copy, { recursive: true, force: true });
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
for (const file of files.filter(Boolean)) {
	mkdirSync(dirname(join(copy, file)), { recursive: true });
	cpSync(join(root, file), join(copy, file));
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
run('npm', ['run', 'build']);

const wanted = process.argv[2] ?? '';
let killed = 0;
let others = 0;
for (const mutation of mutations.filter(({ rule }) => rule.includes(wanted))) {
	const seen = outcomeOf(mutation);
	if (seen.startsWith('killed')) killed++;
	else others++;
	console.log(`${seen}: ${mutation.rule}`);
}
console.log(`${killed} killed, ${others} not`);
process.exitCode = others === 0 ? 0 : 1;
