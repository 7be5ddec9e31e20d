import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';

import type {
	CredentialInput,
	Execution,
	ExecutionSummary,
	ParameterQuery,
	StoredWorkflow,
	Workflow,
} from './types.mts';

const POLL_MS = 200;
const RUN_TIMEOUT_MS = 300_000;
/** n8n ties a login to the browser that sent this. */
const BROWSER_ID = 'n8n-nodes-tencent-push';
const unfinished = ['new', 'running', 'waiting'];

export interface Owner {
	email: string;
	password: string;
	firstName?: string;
	lastName?: string;
}

/** An answer of n8n that is not 2xx. */
export class N8nApiError extends Error {
	readonly status: number;

	constructor(request: string, status: number, body: string) {
		super(`n8n answered ${status} to ${request}: ${messageIn(body)}`);
		this.status = status;
	}
}

function messageIn(body: string): string {
	try {
		return JSON.parse(body).message;
	} catch {
		return body.slice(0, 500);
	}
}

/** The REST API that n8n's editor uses, with the session of one user. */
export class N8nRest {
	readonly url: string;
	#cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	/** Makes the owner of a fresh n8n and logs in; the editor then opens with the login screen. */
	async setupOwner(owner: Owner): Promise<void> {
		await this.send('POST', '/rest/owner/setup', {
			firstName: 'Demo',
			lastName: 'Owner',
			...owner,
		});
	}

	async login({ email, password }: Owner): Promise<void> {
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Stores a credential and returns the reference by which a node names it. */
	async createCredential(credential: CredentialInput): Promise<{ id: string; name: string }> {
		const { id, name } = await this.send<{ id: string; name: string }>(
			'POST',
			'/rest/credentials',
			credential,
		);
		return { id, name };
	}

	/** What the "Test" of the credential's form gives. */
	async testCredential(
		credential: CredentialInput & { id?: string },
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.send('POST', '/rest/credentials/test', {
			credentials: { id: '', ...credential },
		});
	}

	async createWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		return await this.send('POST', '/rest/workflows', { settings: {}, active: false, ...workflow });
	}

	async getWorkflow(id: string): Promise<StoredWorkflow> {
		return await this.send('GET', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes a workflow, so that its triggers listen. They do so a moment after this returns: a
	 * webhook may answer 404 until then.
	 */
	async activateWorkflow(id: string): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.send('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.send('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Starts a stored workflow from the named trigger, as "Execute workflow" does. */
	async startWorkflow(id: string, triggerName: string): Promise<string> {
		const { executionId } = await this.send<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			// Only n8n 1.x reads the workflow; later versions take it from the database.
			{ workflowData: await this.getWorkflow(id), triggerToStartFrom: { name: triggerName } },
		);
		return executionId;
	}

	/** Runs a stored workflow to its end. */
	async runWorkflow(id: string, triggerName: string): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(id, triggerName));
	}

	/**
	 * Executions. n8n asks for running and for finished ones at the same time: one that ends just then
	 * may be in both lists or in neither.
	 *
	 * Pages are asked for by time: n8n orders by it, but its own cursor goes by ID, so that of two
	 * executions that started in another order than they were stored one is left out between pages.
	 */
	async listExecutions(workflowId?: string): Promise<ExecutionSummary[]> {
		const executions = new Map<string, ExecutionSummary>();
		for (let startedBefore: string | undefined; ;) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId, startedBefore }));
			const { results } = await this.send<{ results: ExecutionSummary[] }>(
				'GET',
				`/rest/executions?filter=${filter}&limit=100`,
			);
			const fresh = results.filter(({ id }) => !executions.has(id));
			if (fresh.length === 0) return [...executions.values()];
			for (const execution of fresh) executions.set(execution.id, execution);
			const finished = results.filter(({ status }) => !unfinished.includes(status));
			startedBefore = (finished.at(-1) ?? fresh.at(-1))?.startedAt;
		}
	}

	async getExecution(id: string): Promise<Execution> {
		const execution = await this.send<ExecutionSummary & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...execution, data: parse(execution.data) };
	}

	async waitForExecution(id: string, timeoutMs = RUN_TIMEOUT_MS): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.getExecution(id);
			if (!unfinished.includes(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} is still ${execution.status} after ${timeoutMs / 1000} s`);
			}
			await sleep(POLL_MS);
		}
	}

	/** Fills a "From List". */
	async searchList(
		query: ParameterQuery & { filter?: string; paginationToken?: string },
	): Promise<{ results: Array<{ name: string; value: string }>; paginationToken?: string }> {
		return await this.send('POST', '/rest/dynamic-node-parameters/resource-locator-results', query);
	}

	/** Fills a dropdown. */
	async loadOptions(query: ParameterQuery): Promise<Array<{ name: string; value: string }>> {
		return await this.send('POST', '/rest/dynamic-node-parameters/options', query);
	}

	/** The descriptions of all nodes that n8n has loaded, as the editor gets them. */
	async nodeTypes(): Promise<Array<{ name: string; version: number | number[] }>> {
		return await this.send('GET', '/types/nodes.json');
	}

	/** Sends any request with the session's cookie and returns what its answer holds. */
	async send<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': BROWSER_ID,
				// n8n ends connections that rest, also just when a busy test takes one up again.
				connection: 'close',
				...(this.#cookie ? { cookie: this.#cookie } : {}),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nApiError(`${method} ${path}`, response.status, text);
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.#cookie = cookie.split(';', 1)[0];
		}
		const answer = text === '' ? undefined : JSON.parse(text);
		return answer && typeof answer === 'object' && 'data' in answer ? answer.data : answer;
	}
}
