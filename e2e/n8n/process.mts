import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from 'signal-exit';

import { lastLines } from './log.mts';

const POLL_MS = 100;
const PROBE_TIMEOUT_MS = 5_000;

export interface ServerOptions {
	/** What it is called in messages, e.g. `n8n`. */
	name: string;
	command: string;
	args: string[];
	cwd?: string;
	env: NodeJS.ProcessEnv;
	/** Its output is appended to this file. */
	logFile: string;
	/** All answer 2xx once the server can be used. */
	readyUrls: string[];
	startTimeoutMs: number;
	stopTimeoutMs: number;
}

export interface Server {
	pid: number;
	logFile: string;
	/** Resolves with a description, such as `status 1`, when the process has ended. */
	exited: Promise<string>;
	/** Asks the process to end, and ends it if it does not. */
	stop(): Promise<void>;
	/** Ends the process and its children at once, as a crash would. */
	kill(): Promise<void>;
}

const running = new Set<ChildProcess>();

// Whatever happens to this process, what it has started does not outlive it.
onExit(() => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});

export interface Started {
	child: ChildProcess;
	/** Resolves with a description, such as `status 1`, when the process has ended. */
	exited: Promise<string>;
}

/**
 * Starts a process in a process group of its own, so that Ctrl-C in a terminal reaches only the
 * process that started it. The group is ended when this process ends.
 */
export function start(
	command: string,
	args: string[],
	options: { cwd?: string; env: NodeJS.ProcessEnv; output: number },
): Started {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		stdio: ['ignore', options.output, options.output],
		detached: process.platform !== 'win32',
	});
	running.add(child);
	const exited = new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
	}).finally(() => running.delete(child));
	return { child, exited };
}

/** Starts a server process and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { name, logFile, startTimeoutMs, stopTimeoutMs } = options;
	await mkdir(dirname(logFile), { recursive: true });
	const log = await open(logFile, 'a');
	const { child, exited } = start(options.command, options.args, {
		cwd: options.cwd,
		env: options.env,
		output: log.fd,
	});
	await log.close();

	const end = async (signal: NodeJS.Signals, timeoutMs: number) => {
		if (!running.has(child)) return;
		if (signal === 'SIGKILL') signalGroup(child, signal);
		else child.kill(signal);
		if (!(await endsWithin(exited, timeoutMs)) && signal !== 'SIGKILL') {
			signalGroup(child, 'SIGKILL');
		}
		await exited;
	};
	const server: Server = {
		pid: child.pid ?? 0,
		logFile,
		exited,
		stop: () => end('SIGTERM', stopTimeoutMs),
		kill: () => end('SIGKILL', stopTimeoutMs),
	};

	const describe = async (what: string) =>
		new Error(`${name} ${what}. Last lines of ${logFile}:\n${await lastLines(logFile)}`);
	let ended: string | undefined;
	void exited.then((how) => (ended = how));
	const deadline = Date.now() + startTimeoutMs;
	while (!(await allAnswer(options.readyUrls))) {
		if (ended !== undefined) throw await describe(`did not start (${ended})`);
		if (Date.now() > deadline) {
			await server.kill();
			throw await describe(`was not ready after ${startTimeoutMs / 1000} s`);
		}
		await sleep(POLL_MS);
	}
	// Something else may have answered on the port.
	if (ended !== undefined) throw await describe(`did not start (${ended})`);
	return server;
}

async function allAnswer(urls: string[]): Promise<boolean> {
	for (const url of urls) if (!(await answers(url))) return false;
	return true;
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
		await response.body?.cancel();
		return response.ok;
	} catch {
		return false;
	}
}

async function endsWithin(exited: Promise<string>, timeoutMs: number): Promise<boolean> {
	const abort = new AbortController();
	const timer = sleep(timeoutMs, false, { signal: abort.signal }).catch(() => false);
	const done = await Promise.race([exited.then(() => true), timer]);
	abort.abort();
	return done;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (child.pid && process.platform !== 'win32') process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {
		// It is gone.
	}
}
