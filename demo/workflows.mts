import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chatCredential, tpnsCredential } from '../e2e/support/credentials.mts';
import { repositoryFolder } from '../e2e/n8n/paths.mts';
import type { Workflow, WorkflowNode } from '../e2e/n8n/types.mts';
import { type Cloud, people } from './cloud.mts';
import type { Host } from './host.mts';

/** Names of nodes in the campaign's example. */
export const SOURCE = 'Get contacts';
export const SENDER = 'Send push';

/** The demo's workflows, with credentials for the emulated clouds. */
export interface Workflows {
	/** `examples/crm-contacts-to-push.json` on the emulator's address book. */
	campaign: Workflow;
	/** `examples/follow-up-after-click.json`. */
	followUp: Workflow;
	/** A push to the phones that wait for a click. */
	welcome: Workflow;
}

export async function prepareWorkflows(host: Host, cloud: Cloud): Promise<Workflows> {
	const credentials: Record<string, { id: string; name: string }> = {
		tpnsApi: await host.addCredential(tpnsCredential(cloud)),
		tencentChatApi: await host.addCredential(chatCredential(cloud)),
	};
	const campaign = await example('crm-contacts-to-push');
	const source = campaign.nodes.find(({ name }) => name === SOURCE);
	if (source) source.parameters.url = `${cloud.url}/_emulator/contacts`;
	const workflows = { campaign, followUp: await example('follow-up-after-click'), welcome };
	for (const { nodes } of Object.values(workflows)) {
		for (const node of nodes) {
			const type = credentialOf(node);
			if (type) node.credentials = { [type]: credentials[type] };
		}
	}
	return workflows;
}

/** The names of a workflow's nodes in the order in which they run. */
export function pathOf({ nodes, connections }: Workflow): string[] {
	const next = (name: string) =>
		(connections[name] as { main: Array<Array<{ node: string }>> } | undefined)?.main[0][0]?.node;
	const reached = new Set(nodes.map(({ name }) => next(name)));
	const path: string[] = [];
	let name = nodes.find((node) => !reached.has(node.name) && next(node.name))?.name;
	for (; name !== undefined; name = next(name)) path.push(name);
	return path;
}

async function example(name: string): Promise<Workflow> {
	const file = join(repositoryFolder, 'examples', `${name}.json`);
	return JSON.parse(await readFile(file, 'utf8')) as Workflow;
}

function credentialOf({ type }: WorkflowNode): string | undefined {
	if (type === 'n8n-nodes-tencent-push.tpns') return 'tpnsApi';
	if (type.startsWith('n8n-nodes-tencent-push.tencentPush')) return 'tencentChatApi';
	return undefined;
}

const welcome: Workflow = {
	name: 'Push to four phones',
	nodes: [
		{
			id: 'start',
			name: 'Start',
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
				users: [...people.keys()].join(', '),
				title: 'Spring is here',
				content: 'Click to see what is new',
			},
		},
	],
	connections: { Start: { main: [[{ node: 'Send push', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};
