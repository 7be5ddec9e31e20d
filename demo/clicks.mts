import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { repositoryFolder } from '../e2e/n8n/paths.mts';
import type { N8nRest } from '../e2e/n8n/rest.mts';
import type { Workflow } from '../e2e/n8n/types.mts';
import type { Emulator } from './emulator.mts';

const example = join(repositoryFolder, 'examples', 'follow-up-after-click.json');
const START = 'Start';
const PEOPLE = ['anna', 'ben', 'chen', 'dina'];
const PATIENCE_MS = 20_000;

/** The app that the emulated Push Service knows, with the sample key of Tencent's library. */
const app = {
	sdkAppId: '1400000000',
	secretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
	identifier: 'administrator',
};

/** A published workflow that waits for clicks, and phones with something to click. */
export interface ClickDemo {
	workflowId: string;
	/** Clicks a notification as a person would; true when the workflow has run because of it. */
	click(): Promise<boolean>;
}

/**
 * Publishes the example "Follow-up after a click", tells the emulated Push Service where to send
 * its callbacks, and sends a push to phones that wait for a person's click.
 *
 * @param webhooks address of n8n
 */
export async function startClickDemo(
	n8n: N8nRest,
	emulator: Emulator,
	webhooks: string,
): Promise<ClickDemo> {
	const credential = await n8n.createCredential({
		name: 'Push Service (emulator)',
		type: 'tencentChatApi',
		data: { ...app, region: 'custom', baseUrl: emulator.url },
	});
	const workflow = JSON.parse(await readFile(example, 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-tencent-push.')) {
			node.credentials = { tencentChatApi: credential };
		}
	}
	const { id: workflowId } = await n8n.createWorkflow(workflow);
	await n8n.activateWorkflow(workflowId);

	const path = String(workflow.nodes.find(({ webhookId }) => webhookId)?.parameters.path);
	await emulator.sendCallbacksTo(`${webhooks}/webhook/${path}`);
	await emulator.addAttendedPhones(PEOPLE);
	await runWelcome(n8n, credential);

	return {
		workflowId,
		async click() {
			await emulator.clickNotification();
			const deadline = Date.now() + PATIENCE_MS;
			while (Date.now() < deadline) {
				const runs = await n8n.listExecutions(workflowId);
				if (runs.some(({ status }) => status === 'success')) return true;
				await sleep(200);
			}
			return false;
		},
	};
}

async function runWelcome(n8n: N8nRest, credential: { id: string; name: string }): Promise<void> {
	const { id } = await n8n.createWorkflow({
		name: 'Push to phones that can be clicked',
		nodes: [
			{
				id: 'start',
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'send',
				name: 'Send push',
				type: 'n8n-nodes-tencent-push.tencentPush',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					resource: 'push',
					operation: 'sendToUsers',
					users: PEOPLE.join(', '),
					title: 'Spring is here',
					content: 'Click to see what is new',
				},
				credentials: { tencentChatApi: credential },
			},
		],
		connections: { [START]: { main: [[{ node: 'Send push', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const { status } = await n8n.runWorkflow(id, START);
	if (status !== 'success') throw new Error(`The push to the phones ended with "${status}"`);
}
