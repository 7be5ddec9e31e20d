import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { N8nRest } from '../e2e/n8n/rest.mts';
import { itemsOf, type Workflow } from '../e2e/n8n/types.mts';
import { repositoryFolder } from '../e2e/n8n/paths.mts';
import type { Emulator } from './emulator.mts';
import type { Outcome } from './outcome.mts';

const example = join(repositoryFolder, 'examples', 'crm-contacts-to-push.json');
const TRIGGER = 'Start';
const SOURCE = 'Get contacts';
const SENDER = 'Send push';

/** The app that the emulator knows; the example of Tencent's own manual. */
const app = { accessId: '1500001048', secretKey: '1452fcebae9f3115ba794fb0fff2fd73' };

/** Puts the credential and the example workflow into n8n and gives the workflow's ID. */
export async function importExample(n8n: N8nRest, emulator: Emulator): Promise<string> {
	const credential = await n8n.createCredential({
		name: 'TPNS (emulator)',
		type: 'tpnsApi',
		data: { ...app, region: 'custom', baseUrl: emulator.url, authMethod: 'signature' },
	});
	const workflow = JSON.parse(await readFile(example, 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (node.name === SOURCE) node.parameters.url = emulator.contactsUrl;
		if (node.name === SENDER) node.credentials = { tpnsApi: credential };
	}
	return (await n8n.createWorkflow(workflow)).id;
}

/** Runs the workflow to its end and counts what happened, in n8n and at the emulator. */
export async function runExample(
	n8n: N8nRest,
	emulator: Emulator,
	workflowId: string,
): Promise<Outcome> {
	const execution = await n8n.runWorkflow(workflowId, TRIGGER);
	const { runData, error } = execution.data.resultData;
	if (execution.status !== 'success') {
		const why = [error?.message, error?.description].filter(Boolean).join(': ');
		throw new Error(`The workflow ended with the status "${execution.status}": ${why}`);
	}
	const statuses = new Map<string, number>();
	const results = itemsOf(runData, SENDER);
	for (const { json } of results) {
		const status = String(json.status);
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
	}
	return {
		contacts: itemsOf(runData, SOURCE).length,
		results: results.length,
		statuses,
		milliseconds: runData[SENDER][0].executionTime,
		sends: await emulator.sends(),
	};
}
