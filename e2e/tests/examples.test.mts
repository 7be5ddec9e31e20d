import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PushEvent } from '../../emulator/callbacks/events.mts';
import { type CallbackSender, openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { N8nCli } from '../n8n/cli.mts';
import { type Execution, itemsOf, type Workflow } from '../n8n/types.mts';
import { CALLBACK_TOKEN, postgresCredential } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { exampleFiles, isOurs, placed, readExample } from '../support/examples.mts';
import { RECIPES } from '../support/recipe.mts';
import { type Recorder, startRecorder } from '../support/recorder.mts';
import { type Service, startPostgres } from '../support/services.mts';
import { type CredentialReference, openStage, type Stage } from '../support/stage.mts';
import { webhookListens } from '../support/webhooks.mts';
import { chain, manualTrigger, ourNode, START } from '../support/workflows.mts';

const files = (await exampleFiles()).filter((file) => !RECIPES.includes(basename(file, '.json')));

let stage: Stage;
/** The CRM and the chat rooms that the examples speak of. */
let others: Recorder;
let database: Service;
let postgres: CredentialReference;

before(async () => {
	// One dead token, for the examples that look for them.
	stage = await openStage('examples', { emulator: { unknownTokens: 1 } });
	others = await startRecorder();
	database = await startPostgres(stage.userFolder);
	postgres = await stage.rest.createCredential(postgresCredential(database));
	stage.emulator.pushService.accounts.importUser('user-0');
});

after(async () => {
	await others?.close();
	await database?.stop();
	await stage?.close();
});

test('there are examples', () => assert.ok(files.length > 0));

for (const file of files) {
	test(`${file} is imported, published and run`, async () => {
		const workflow = await readExample(file);
		for (const { name, credentials } of workflow.nodes) {
			assert.equal(credentials, undefined, `${file} names a credential in "${name}"`);
		}
		const { id, nodes } = await imported(
			placed(workflow, { ...stage, othersUrl: others.url, postgres }),
			file,
		);
		const execution = await run(id, nodes);
		const { error, runData } = execution.data.resultData;
		assert.equal(execution.status, 'success', `${error?.message}: ${error?.description}`);
		for (const { name, type } of nodes.filter((node) => isOurs(node.type))) {
			assert.ok(itemsOf(runData, name).length > 0, `${name} (${type}) gave nothing`);
		}
		const last = execution.data.resultData.lastNodeExecuted ?? '';
		assert.ok(endsOf(workflow).includes(last), `the workflow ended at "${last}"`);
	});
}

/** Imports as the command line does it. */
async function imported(workflow: Workflow, file: string) {
	const id = basename(file, '.json').slice(0, 16);
	const path = join(stage.userFolder, file);
	await writeFile(path, JSON.stringify({ ...workflow, id, active: false }));
	const cli = new N8nCli({
		installation: stage.installation,
		userFolder: stage.userFolder,
		env: { N8N_ENCRYPTION_KEY: stage.encryptionKey },
	});
	await cli.importWorkflow(path);
	return await stage.rest.getWorkflow(id);
}

/** Starts the workflow in the way that its trigger is for, and waits for its end. */
async function run(id: string, nodes: Workflow['nodes']): Promise<Execution> {
	const trigger = nodes.find(({ type }) => /(trigger|\.webhook)$/i.test(type));
	assert.ok(trigger, 'there is no trigger');
	if (trigger.type.endsWith('.manualTrigger'))
		return await stage.rest.runWorkflow(id, trigger.name);
	if (trigger.type.endsWith('.tpnsTrigger')) {
		// A poll that the editor asks for looks back; one by the clock would take a minute.
		await sendToEverybody();
		const execution = await stage.rest.runWorkflow(id, trigger.name);
		await stage.rest.activateWorkflow(id);
		await stage.rest.deactivateWorkflow(id);
		return execution;
	}
	await stage.rest.activateWorkflow(id);
	const url = `${stage.n8n.url}/webhook/${trigger.parameters.path}`;
	if (trigger.type.endsWith('.webhook')) {
		await postEvent(url);
		return await lastExecution(id);
	}
	await webhookListens(url);
	const sender = openCallbackSender({
		url,
		sdkAppId: stage.emulator.pushService.identity.sdkAppId,
		token: CALLBACK_TOKEN,
		timeout: 30_000,
	});
	try {
		await sendEvents(sender, trigger.parameters);
	} finally {
		await sender.close();
	}
	return await lastExecution(id);
}

async function lastExecution(workflowId: string): Promise<Execution> {
	for (;;) {
		const [execution] = await stage.rest.listExecutions(workflowId);
		if (execution) return await stage.rest.waitForExecution(execution.id);
		await sleep(200);
	}
}

/** An event of the CRM. */
async function postEvent(url: string): Promise<void> {
	const [{ token, name }] = stage.emulator.context.contacts;
	const event = { id: 'evt-1', name, token };
	for (;;) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(event),
		});
		if (response.status === 404) {
			await sleep(100);
			continue;
		}
		assert.equal(response.status, 200);
		assert.equal(((await response.json()) as { status: string }).status, 'accepted');
		return;
	}
}

/** A callback of each kind that the examples wait for. */
async function sendEvents(sender: CallbackSender, { filters }: Record<string, unknown>) {
	const failed = (filters as { result?: string } | undefined)?.result === 'failure';
	const [event] = pushEvents(1);
	const failure = { PushStage: 2, ErrCode: 6, ErrInfo: 'invalid token' } as const;
	const events: PushEvent[] = [failed ? { ...event, ...failure } : event];
	const { ok, problem } = await sender.send({ command: 'Push.AllMemberPush', events });
	assert.ok(ok, problem);
}

/** Gives TPNS a push to everybody that has finished. */
async function sendToEverybody(): Promise<void> {
	const push = ourNode(stage, 'tpns', 'Send', {
		resource: 'push',
		operation: 'sendToAll',
		confirmBroadcast: true,
		title: 'The spring collection is here',
		content: 'Early access until Sunday.',
	});
	const { id } = await stage.rest.createWorkflow(chain('To everybody', manualTrigger(), push));
	const { status } = await stage.rest.runWorkflow(id, START);
	assert.equal(status, 'success');
	// Well below the five minutes by which a signature may be off.
	stage.emulator.control.advance(2 * 60_000);
}

/** The nodes that nothing follows. */
function endsOf({ nodes, connections }: Workflow): string[] {
	return nodes
		.filter(({ name, type }) => !(name in connections) && !type.endsWith('.stickyNote'))
		.map(({ name }) => name);
}
