import { randomUUID } from 'node:crypto';

import type { Workflow, WorkflowNode } from '../n8n/types.mts';
import type { CredentialReference, Stage } from './stage.mts';
import { PACKAGE } from './nodeType.mts';

/** The credential of each of our nodes. */
const credentialOf = {
	tpns: 'tpnsApi',
	tpnsTrigger: 'tpnsApi',
	tencentPush: 'tencentChatApi',
	tencentPushTrigger: 'tencentChatApi',
} as const;

export type OurNode = keyof typeof credentialOf;

type NodeParts = Partial<Omit<WorkflowNode, 'name' | 'type' | 'parameters'>>;

/** A node of any type. */
export function nodeOf(
	type: string,
	name: string,
	parameters: Record<string, unknown> = {},
	more: NodeParts = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** One of our nodes, with the stage's credential. */
export function ourNode(
	{ credentials }: Pick<Stage, 'credentials'>,
	node: OurNode,
	name: string,
	parameters: Record<string, unknown> = {},
	more: NodeParts = {},
): WorkflowNode {
	const type = credentialOf[node];
	const reference: CredentialReference = credentials[type];
	return nodeOf(`${PACKAGE}.${node}`, name, parameters, {
		...(node === 'tencentPushTrigger' ? { typeVersion: 2, webhookId: randomUUID() } : {}),
		credentials: { [type]: reference },
		...more,
	});
}

export const START = 'Start';

export function manualTrigger(): WorkflowNode {
	return nodeOf('n8n-nodes-base.manualTrigger', START);
}

/** Gives the items that the code returns. */
export function codeNode(name: string, jsCode: string): WorkflowNode {
	return nodeOf('n8n-nodes-base.code', name, { jsCode }, { typeVersion: 2 });
}

/** A workflow in which each node is followed by the next. */
export function chain(name: string, ...nodes: WorkflowNode[]): Workflow {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, position: [index * 220, 0] })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
