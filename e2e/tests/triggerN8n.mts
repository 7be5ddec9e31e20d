import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AllMemberPushEvent } from '../../emulator/callbacks/events.mts';
import { installN8n } from '../n8n/install.mts';
import { type N8nInstance, startN8n } from '../n8n/instance.mts';
import { cacheFolder } from '../n8n/paths.mts';
import { N8nRest } from '../n8n/rest.mts';
import { itemsOf, type Execution, type Workflow } from '../n8n/types.mts';
import { freshUserFolder } from '../n8n/userFolder.mts';
import { installPackageUnderTest } from '../support/packageUnderTest.mts';

export const SDK_APP_ID = 1400000001;
export const CALLBACK_TOKEN = 'xxxxyyyy';
/** Name of the trigger in the workflows of these tests. */
export const TRIGGER = 'Push events';

const OWNER = { email: 'e2e@example.com', password: 'Some-pass1' };

/** A real n8n with the built package, an owner and a Chat credential. */
export class TriggerN8n {
	readonly userFolder: string;
	instance!: N8nInstance;
	rest!: N8nRest;
	/** Of the app `SDK_APP_ID`. */
	credential!: { id: string; name: string };
	readonly #env: NodeJS.ProcessEnv;

	private constructor(userFolder: string, env: NodeJS.ProcessEnv) {
		this.userFolder = userFolder;
		this.#env = { N8N_ENCRYPTION_KEY: 'e2e-of-the-triggers', ...env };
	}

	/** @param name of the folder below `.cache/e2e` */
	static async start(name: string, env: NodeJS.ProcessEnv = {}): Promise<TriggerN8n> {
		const userFolder = await freshUserFolder(join(cacheFolder, 'e2e', name));
		await installPackageUnderTest(userFolder);
		const n8n = new TriggerN8n(userFolder, env);
		await n8n.#listen();
		await n8n.rest.setupOwner(OWNER);
		n8n.credential = await n8n.rest.createCredential({
			name: 'Chat',
			type: 'tencentChatApi',
			data: {
				sdkAppId: String(SDK_APP_ID),
				secretKey: randomBytes(16).toString('hex'),
				identifier: 'administrator',
				region: 'china',
				callbackToken: CALLBACK_TOKEN,
			},
		});
		return n8n;
	}

	/** Starts again after `instance.kill()`, on the same data. */
	async restart(): Promise<void> {
		await this.#listen();
		await this.rest.login(OWNER);
	}

	/** Publishes a workflow that begins with the trigger, and waits until it listens. */
	async publish(path: string, parameters: Record<string, unknown> = {}): Promise<ListeningTrigger> {
		const { id } = await this.rest.createWorkflow(this.workflow(path, parameters));
		await this.rest.activateWorkflow(id);
		const url = `${this.instance.url}/webhook/${path}`;
		for (let attempt = 0; attempt < 100; attempt++) {
			const { status } = await fetch(url, { method: 'POST' });
			if (status !== 404) return { workflowId: id, url };
			await sleep(100);
		}
		throw new Error(`${url} does not listen`);
	}

	/** A workflow that begins with the trigger and ends with a node that passes items on. */
	workflow(path: string, parameters: Record<string, unknown>): Workflow {
		return {
			name: `Trigger ${path}`,
			nodes: [
				{
					id: randomBytes(8).toString('hex'),
					webhookId: randomBytes(16).toString('hex'),
					name: TRIGGER,
					type: 'n8n-nodes-tencent-push.tencentPushTrigger',
					typeVersion: 2,
					position: [0, 0],
					parameters: { path, ...parameters },
					credentials: { tencentChatApi: this.credential },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		};
	}

	/** Every execution of a workflow with its data, the oldest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		// An execution that ends just then may be listed twice or not at all.
		const ids = new Set<string>();
		for (let unchanged = 0; unchanged < 2; await sleep(50)) {
			const known = ids.size;
			for (const { id } of await this.rest.listExecutions(workflowId)) ids.add(id);
			unchanged = ids.size === known ? unchanged + 1 : 0;
		}
		const executions: Execution[] = [];
		for (const id of [...ids].sort((a, b) => Number(a) - Number(b)))
			executions.push(await this.rest.waitForExecution(id));
		return executions;
	}

	async #listen(): Promise<void> {
		const installation = await installN8n();
		this.instance = await startN8n({
			installation,
			userFolder: this.userFolder,
			env: this.#env,
		});
		this.rest = new N8nRest(this.instance.url);
	}
}

export interface ListeningTrigger {
	workflowId: string;
	url: string;
}

/** What the trigger gave out in some executions. */
export function triggered(executions: Execution[]): Array<Record<string, unknown>> {
	return executions.flatMap(({ data }) =>
		itemsOf(data.resultData.runData, TRIGGER).map(({ json }) => json),
	);
}

/** Distinct events, one for each recipient. */
export function manyEvents(count: number, task = 'task'): AllMemberPushEvent[] {
	return Array.from({ length: count }, (_, index) => ({
		CallbackCommand: 'Push.AllMemberPush',
		EventType: 1,
		TaskId: task,
		TaskTime: 1_700_000_000,
		EventTime: 1_700_000_001,
		To_Account: `user${index}`,
		PushPlatform: 1,
		DeviceType: 0,
		PushStage: 3,
		ErrCode: 0,
		ErrInfo: 'OK',
	}));
}
