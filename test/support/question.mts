import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	IRunExecutionData,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { RunResult } from './engine.mts';
import { loadPackage } from './workflowEngine.mts';

/** What a browser gets from the page of a question. */
export interface Visit {
	/** Undefined when n8n gives the answer, after it has resumed the execution. */
	status?: number;
	headers: Record<string, unknown>;
	page: string;
	/** What the execution goes on with. */
	resumedWith?: IDataObject;
}

/** The address of the page that a request's body brings, wherever it stands. */
export function pageUrlIn(body: unknown): string {
	const [url] = /https?:[^"\\]+[?]question=[^"\\]+/.exec(JSON.stringify(body)) ?? [];
	if (url === undefined) throw new Error(`No page in ${JSON.stringify(body)}`);
	return url;
}

/**
 * Opens the page of the question with which an execution waits, as n8n does after it has checked the
 * signature of the address, with n8n's own context and the stored execution.
 *
 * @param url that the push brought
 * @param body what the form posts; a GET without it
 */
export async function visitQuestion(
	{ workflow, run }: Pick<RunResult, 'workflow' | 'run'>,
	url: string,
	body?: unknown,
): Promise<Visit> {
	const loader = await loadPackage();
	const node = Object.values(workflow.nodes).find(({ id }) => id === '2') as INode;
	const { type } = loader.getNode(node.type.split('.')[1]);
	if (!('webhook' in type) || !type.webhook) throw new Error('The node has no webhook');
	const visit: Visit = { headers: {}, page: '' };
	const response = {
		setHeader: (name: string, value: unknown) => void (visit.headers[name.toLowerCase()] = value),
		status(code: number) {
			visit.status = code;
			return response;
		},
		send: (page: string) => void (visit.page = page),
	};
	const additionalData = {
		httpRequest: {
			method: body === undefined ? 'GET' : 'POST',
			query: Object.fromEntries(new URL(url).searchParams),
			body: body === undefined ? {} : body,
			headers: {},
		},
		httpResponse: response,
		webhookWaitingBaseUrl: 'http://localhost',
		formWaitingBaseUrl: 'http://localhost',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const stored = JSON.parse(JSON.stringify(run.data)) as IRunExecutionData;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		{ webhookDescription: { name: 'default' } } as IWebhookData,
		[],
		stored,
	);
	await workflow.expression.acquireIsolate();
	try {
		const { webhookResponse, workflowData } = await type.webhook.call(context);
		if (workflowData) {
			visit.page = String(webhookResponse);
			visit.resumedWith = workflowData[0][0].json;
		}
		return visit;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
