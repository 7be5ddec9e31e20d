import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import type { Report } from '../n8n/npm.mts';

const run = promisify(execFile);

/** A Debian package by what is needed of it. */
interface DebianPackage {
	name: string;
	/** The program's path; undefined when it is not installed. */
	find(): Promise<string | undefined>;
}

const packages = {
	chromium: { name: 'chromium', find: async () => onPath('chromium') ?? onPath('google-chrome') },
	redis: { name: 'redis-server', find: async () => onPath('redis-server') },
	postgres: { name: 'postgresql', find: findPostgres },
} satisfies Record<string, DebianPackage>;

export type Program = keyof typeof packages;

/** The program's path. Throws with the command that installs it when it is missing. */
export async function pathOf(program: Program): Promise<string> {
	const found = await packages[program].find();
	if (found) return found;
	const { name } = packages[program];
	throw new Error(`${name} is not installed. As root: apt-get install ${name}`);
}

/** Installs what is missing of the programs, where that can be done, and says so. */
export async function installPrograms(programs: Program[], report: Report): Promise<void> {
	const missing: string[] = [];
	for (const program of programs) {
		if (!(await packages[program].find())) missing.push(packages[program].name);
	}
	if (missing.length === 0) return;
	const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
	if (!onPath('apt-get') || process.getuid?.() !== 0) {
		throw new Error(`Missing: ${missing.join(', ')}. As root, on Debian: ${command.join(' ')}`);
	}
	report(`Installing Debian's ${missing.join(', ')} …`);
	const options = {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		maxBuffer: 64 * 1024 * 1024,
	};
	await run('apt-get', ['update'], options);
	await run(command[0], command.slice(1), options);
	for (const program of programs) await pathOf(program);
}

function onPath(program: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, program))
		.find((path) => existsSync(path));
}

/** Debian keeps the server programs of each major version in a folder that is not on the path. */
async function findPostgres(): Promise<string | undefined> {
	const folder = '/usr/lib/postgresql';
	const versions = existsSync(folder) ? await readdir(folder) : [];
	const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
	const path = newest && join(folder, newest, 'bin', 'postgres');
	return path && existsSync(path) ? path : onPath('postgres');
}
