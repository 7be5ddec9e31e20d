import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { freePort } from '../n8n/ports.mts';
import { start } from '../n8n/process.mts';
import { pathOf } from './debian.mts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;

/** A server that speaks no HTTP, on the loopback interface. */
export interface Service {
	port: number;
	stop(): Promise<void>;
}

/** A Redis that keeps nothing on disk. */
export async function startRedis(logFolder: string): Promise<Service> {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const log = join(logFolder, 'redis.log');
	return await startService(await pathOf('redis'), args, port, log, tmpdir());
}

/** A fresh PostgreSQL cluster with the superuser and database `postgres`, without a password. */
export async function startPostgres(logFolder: string): Promise<Service> {
	const port = await freePort();
	const postgres = await pathOf('postgres');
	// Below /tmp, because PostgreSQL does not run as root and root's folders are closed to others.
	const folder = await mkdtemp(join(tmpdir(), 'e2e-postgres-'));
	const as =
		process.getuid?.() === 0
			? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
			: [];
	if (as.length) {
		await chmod(folder, 0o700);
		await run('chown', ['postgres:postgres', folder]);
	}
	const data = join(folder, 'data');
	const [initCommand, ...init] = [
		...as,
		join(dirname(postgres), 'initdb'),
		...['--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-sync', '-D', data],
	];
	await run(initCommand, init, { cwd: folder });
	const [command, ...args] = [
		...as,
		postgres,
		...['-D', data, '-p', String(port), '-h', '127.0.0.1'],
		...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=200'],
	];
	const log = join(logFolder, 'postgres.log');
	const service = await startService(command, args, port, log, folder);
	return {
		port,
		async stop() {
			await service.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function startService(
	command: string,
	args: string[],
	port: number,
	logFile: string,
	cwd: string,
): Promise<Service> {
	await mkdir(dirname(logFile), { recursive: true });
	const log = await open(logFile, 'a');
	const { child, exited } = start(command, args, { cwd, env: process.env, output: log.fd });
	await log.close();
	let ended: string | undefined;
	void exited.then((how) => (ended = how));
	for (const end = Date.now() + START_TIMEOUT_MS; !(await accepts(port)); await sleep(100)) {
		if (ended !== undefined || Date.now() > end) {
			child.kill('SIGKILL');
			throw new Error(`${command} did not start (${ended ?? 'too slow'}), see ${logFile}`);
		}
	}
	return {
		port,
		async stop() {
			// Fast shutdown of PostgreSQL, and the end of Redis.
			child.kill('SIGINT');
			await exited;
		},
	};
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
