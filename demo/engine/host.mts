import { createRequire } from 'node:module';
import { WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	IRun,
	IRunData,
	IWebhookData,
	IWebhookDescription,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Workflow as EngineWorkflow,
} from 'n8n-workflow';

import type { RunData, Workflow } from '../../e2e/n8n/types.mts';
import {
	additionalDataFor,
	loadPackage,
	n8nWorkflow,
	nodeTypesOf,
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../test/support/workflowEngine.mts';
import type { Host, WebhookRun } from '../host.mts';
import { standIns } from './standIns.mts';
import { serveWebhooks, type WebhookRequest, type WebhookResponse } from './webhooks.mts';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
const NOTE = 'n8n-nodes-base.stickyNote';
const { version } = createRequire(import.meta.url)('n8n-core/package.json') as { version: string };

/**
 * n8n's engine in this process, with the built package and stand-ins for n8n's own nodes.
 *
 * @param port of the webhooks
 * @param onWebhookRun is told of each execution that a webhook started, at its end
 */
export async function startEngine(
	port: number,
	onWebhookRun: (run: WebhookRun) => void,
): Promise<Host> {
	const loader = await loadPackage();
	const nodeTypes = nodeTypesOf(loader, standIns);
	const credentials: Record<string, ICredentialDataDecryptedObject> = {};
	const webhooks = await serveWebhooks(port);
	await startExpressionEngine();
	await startDeduplicationStore();
	const running = new Set<Promise<void>>();
	let executions = 0;

	/** A fresh one for each execution, as in n8n. */
	const load = (workflow: Workflow) => {
		const { name, connections, settings } = workflow as unknown as IWorkflowBase;
		const nodes = workflow.nodes.filter(({ type }) => type !== NOTE) as unknown as INode[];
		const id = name;
		return new n8nWorkflow.Workflow({
			...{ id, name, nodes, connections, active: true, nodeTypes, settings },
		});
	};
	const additionalData = () => additionalDataFor(loader, credentials, String(++executions));

	/** Lets a trigger's node take a callback, and runs the workflow with the items that it gives. */
	async function receive(
		workflow: EngineWorkflow,
		node: INode,
		request: WebhookRequest,
		response: WebhookResponse,
	): Promise<void> {
		const exchange = { httpRequest: request, httpResponse: response };
		const data = Object.assign(additionalData(), exchange) as IWorkflowExecuteAdditionalData;
		const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const [webhookDescription] = type.description.webhooks as IWebhookDescription[];
		const webhook: IWebhookData = {
			httpMethod: 'POST',
			node: node.name,
			path: String(node.parameters.path),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: data,
		};
		const context = new WebhookContext(workflow, node, data, 'webhook', webhook, [], null);
		const answer = await type.webhook?.call(context);
		if (!answer || answer.noWebhookResponse) return;
		response.status(200).json(answer.webhookResponse);
		if (!answer.workflowData) return;
		const run = start(workflow, node, answer.workflowData, 'webhook')
			.then(describe, (error: Error) => ({ steps: [], error: error.message }))
			.then(onWebhookRun)
			.finally(() => running.delete(run));
		running.add(run);
	}

	async function start(
		workflow: EngineWorkflow,
		node: INode,
		main: INodeExecutionData[][],
		mode: 'manual' | 'webhook',
	): Promise<Pick<IRun, 'data'>> {
		const first = { node, data: { main }, source: null };
		const data = n8nWorkflow.createRunExecutionData({
			executionData: { nodeExecutionStack: [first] },
		});
		const execution = new WorkflowExecute(additionalData(), mode, data);
		return await execution.processRunExecutionData(workflow);
	}

	return {
		title: `engine ${version}, in this process`,
		addresses: [],
		idle: async () => void (await Promise.all(running)),
		ended: new Promise(() => undefined),
		async addCredential({ name, type, data }) {
			credentials[type] = data as ICredentialDataDecryptedObject;
			return await Promise.resolve({ id: type, name });
		},
		async run(workflow) {
			const loaded = load(workflow);
			const trigger = nodeOf(loaded, ({ type }) => type === MANUAL_TRIGGER);
			const { data } = await start(loaded, trigger, [[{ json: {} }]], 'manual');
			const { error, runData } = data.resultData;
			if (error) throw new Error([error.message, error.description].filter(Boolean).join(': '));
			return runData as unknown as RunData;
		},
		async publish(workflow) {
			const trigger = nodeOf(load(workflow), ({ webhookId }) => webhookId !== undefined);
			const path = String(trigger.parameters.path);
			return await Promise.resolve(
				webhooks.listen(path, async (request, response) => {
					await receive(load(workflow), trigger, request, response);
				}),
			);
		},
		async close() {
			await webhooks.close();
			await stopExpressionEngine();
		},
	};
}

function nodeOf(workflow: EngineWorkflow, wanted: (node: INode) => boolean): INode {
	const node = Object.values(workflow.nodes).find(wanted);
	if (!node) throw new Error(`The workflow "${workflow.name}" has no such trigger`);
	return node;
}

function describe({ data: { resultData } }: Pick<IRun, 'data'>): WebhookRun {
	const tasks = Object.entries(resultData.runData as IRunData)
		.flatMap(([node, runs]) => runs.map((run) => ({ node, run })))
		.sort((a, b) => a.run.executionIndex - b.run.executionIndex);
	return {
		steps: tasks.map(({ node, run }) => ({ node, items: run.data?.main?.[0]?.length ?? 0 })),
		error: resultData.error?.message,
	};
}
