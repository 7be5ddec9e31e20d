import { setTimeout as sleep } from 'node:timers/promises';

import type { Execution, Workflow } from '../n8n/types.mts';
import type { Stage } from './stage.mts';
import { START } from './workflows.mts';

/** An execution that waits for a person's answer. */
export interface Asked {
	executionId: string;
	/** The page that the push brought. */
	url: string;
}

/** Runs a workflow until it waits for an answer. */
export async function runUntilAsked(stage: Stage, workflow: Workflow): Promise<Asked> {
	stage.emulator.control.clearRequests();
	const { id } = await stage.rest.createWorkflow(workflow);
	const executionId = await stage.rest.startWorkflow(id, START);
	await waitsForAnswer(stage, executionId);
	return { executionId, url: pageUrl(stage) };
}

/** Returns once an execution waits. Throws when it ends instead. */
export async function waitsForAnswer({ rest }: Stage, executionId: string): Promise<Execution> {
	for (;;) {
		const execution = await rest.getExecution(executionId);
		if (execution.status === 'waiting') return execution;
		if (!['new', 'running'].includes(execution.status)) {
			const { error } = execution.data.resultData;
			throw new Error(`The execution does not wait: ${execution.status} ${error?.message}`);
		}
		await sleep(100);
	}
}

/** The address of the page that the last push brought. */
export function pageUrl({ emulator }: Stage): string {
	const body = JSON.stringify(emulator.control.requests().at(-1)?.body);
	const [url] = /https?:[^"\\]+[?]question=[^"\\]+/.exec(body) ?? [];
	if (url === undefined) throw new Error(`The push brings no page: ${body}`);
	return url;
}

/** What a browser gets. */
export interface Opened {
	status: number;
	headers: Headers;
	page: string;
}

/** Opens a page as a link does. */
export async function openPage(url: string, headers: HeadersInit = {}): Promise<Opened> {
	return await read(await fetch(url, { headers }));
}

/** Sends the form of a page as a browser does. */
export async function answer(url: string, fields: Record<string, string>): Promise<Opened> {
	return await read(await fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));
}

async function read(response: Response): Promise<Opened> {
	return { status: response.status, headers: response.headers, page: await response.text() };
}
