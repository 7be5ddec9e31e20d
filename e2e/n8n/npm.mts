import { mkdir, open } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { lastLines } from './log.mts';
import { start } from './process.mts';

const PROGRESS_MS = 20_000;

/** Takes the lines that tell a person what is going on. */
export type Report = (line: string) => void;

export interface NpmOptions {
	/** Where npm works, and where its output is kept (`npm.log`) unless `logFile` says otherwise. */
	folder: string;
	logFile?: string;
	/** What it does, for the progress lines. */
	title: string;
	report: Report;
}

/** The command and first arguments that run npm: the npm that runs this script, if one does. */
export function npmCommand(): [command: string, ...args: string[]] {
	const script = process.env.npm_execpath;
	return script ? [process.execPath, script] : ['npm'];
}

/** Runs npm in another folder, with a line on the progress every 20 s; throws when it fails. */
export async function npm(args: string[], options: NpmOptions): Promise<void> {
	const { folder, title, report } = options;
	const logFile = options.logFile ?? join(folder, 'npm.log');
	await mkdir(dirname(logFile), { recursive: true });
	const log = await open(logFile, 'a');
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	report(`  ${title} …`);
	const progress = setInterval(() => report(`  ${title}: ${seconds()} s`), PROGRESS_MS);
	const [command, ...first] = npmCommand();
	const { exited } = start(command, [...first, ...args, `--prefix=${folder}`], {
		cwd: folder,
		env: npmEnvironment(),
		output: log.fd,
	});
	const how = await exited;
	clearInterval(progress);
	await log.close();
	if (how !== 'status 0') {
		throw new Error(
			`${title}: "npm ${args.join(' ')}" ended with ${how}. Last lines of ${logFile}:\n${await lastLines(logFile)}`,
		);
	}
}

/**
 * The environment for npm in another folder: without what the npm that runs this script has set for
 * this repository, and with the running Node first on the path, which is what gets compiled for.
 */
function npmEnvironment(): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^npm_(package_|lifecycle_|config_(local_)?prefix$|config_nodedir$)/i.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
	};
}
