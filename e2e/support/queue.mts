import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.mts';
import { installN8n } from '../n8n/install.mts';
import { cacheFolder } from '../n8n/paths.mts';
import { freePort } from '../n8n/ports.mts';
import { startServer } from '../n8n/process.mts';
import { N8nRest } from '../n8n/rest.mts';
import { n8nEnvironment } from '../n8n/settings.mts';
import { freshUserFolder } from '../n8n/userFolder.mts';
import { chatCredential, postgresCredential, tpnsCredential } from './credentials.mts';
import { installPackageUnderTest } from './packageUnderTest.mts';
import { type Proxy, startRoundRobin } from './roundRobin.mts';
import { startPostgres, startRedis } from './services.mts';
import type { CredentialReference, Stage } from './stage.mts';

/** n8n in queue mode: one main process, two workers, two webhook processors behind a proxy. */
export interface Queue extends Pick<Stage, 'rest' | 'credentials' | 'emulator'> {
	/** What callbacks and webhooks are sent to. */
	proxy: Proxy;
	/** The webhook processors behind the proxy. */
	processors: string[];
	workers: Worker[];
	/** Of the database, for n8n's Postgres node. */
	postgres: CredentialReference;
	close(): Promise<void>;
}

/** A process that carries out executions. */
export interface Worker {
	/** Ends it in the middle of whatever it does. */
	kill(): Promise<void>;
	/** Starts it again, as whatever supervises it does. */
	restart(): Promise<void>;
}

export interface QueueOptions {
	/** Executions that a worker carries out at the same time. */
	concurrency?: number;
	/** Further settings of all processes. */
	env?: NodeJS.ProcessEnv;
}

/** Each process has a folder of its own, as on a machine of its own. */
export async function startQueue(
	emulatorOptions: EmulatorOptions,
	options: QueueOptions = {},
): Promise<Queue> {
	const closers: Array<() => Promise<unknown>> = [];
	const close = async () => {
		while (closers.length) await closers.pop()?.();
	};
	try {
		return { ...(await open(emulatorOptions, options, closers)), close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function open(
	emulatorOptions: EmulatorOptions,
	{ concurrency = 5, env: moreEnv = {} }: QueueOptions,
	closers: Array<() => Promise<unknown>>,
): Promise<Omit<Queue, 'close'>> {
	const installation = await installN8n();
	const root = join(cacheFolder, 'e2e', 'queue');
	const emulator: Emulator = await startEmulator(emulatorOptions);
	closers.push(() => emulator.close());
	const redis = await startRedis(root);
	closers.push(() => redis.stop());
	const postgres = await startPostgres(root);
	closers.push(() => postgres.stop());

	const shared = {
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_DATABASE: 'postgres',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		...moreEnv,
	};
	const run = async (name: string, args: string[]) => {
		const userFolder = await freshUserFolder(join(root, name));
		await installPackageUnderTest(userFolder);
		return await runIn(userFolder, name, args);
	};
	const runIn = async (userFolder: string, name: string, args: string[]) => {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		const server = await startServer({
			name: `n8n ${name}`,
			command: process.execPath,
			args: [installation.script, ...args],
			cwd: userFolder,
			env: n8nEnvironment({
				version: installation.version,
				userFolder,
				env: {
					...shared,
					N8N_PORT: String(port),
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				},
			}),
			logFile: join(root, `${name}.log`),
			readyUrls: [`${url}/healthz/readiness`],
			startTimeoutMs: 240_000,
			stopTimeoutMs: 40_000,
		});
		closers.push(() => server.stop());
		return { url, userFolder, server };
	};
	const runWorker = async (name: string): Promise<Worker> => {
		const args = ['worker', `--concurrency=${concurrency}`];
		const { userFolder, server } = await run(name, args);
		let { kill } = server;
		return {
			kill: async () => await kill(),
			restart: async () => {
				({ kill } = (await runIn(userFolder, name, args)).server);
			},
		};
	};

	const { url: main } = await run('main', ['start']);
	const processors: string[] = [];
	for (const name of ['webhook-1', 'webhook-2']) {
		processors.push((await run(name, ['webhook'])).url);
	}
	const workers: Worker[] = [];
	for (const name of ['worker-1', 'worker-2']) workers.push(await runWorker(name));
	const proxy = await startRoundRobin(processors);
	closers.push(() => proxy.close());

	const rest = new N8nRest(main);
	await rest.setupOwner({ email: 'e2e@example.com', password: 'E2e-queue-mode-1' });
	const credentials = {
		tpnsApi: await rest.createCredential(tpnsCredential(emulator)),
		tencentChatApi: await rest.createCredential(chatCredential(emulator)),
	};
	const reference = await rest.createCredential(postgresCredential(postgres));
	return { rest, credentials, emulator, proxy, processors, workers, postgres: reference };
}
