import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { androidApp } from '../../emulator/tpns/app.mts';
import { itemsOf } from '../n8n/types.mts';
import { arrivalsAt } from '../support/arrivals.mts';
import { placed, readExample } from '../support/examples.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { postAll } from '../support/webhookCalls.mts';
import { webhookListens } from '../support/webhooks.mts';
import { chain, codeNode, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

const SEND = 'Send';
const PEOPLE = 200;
const AT_ONCE = 20;
const STORED_WITHIN_MS = 60_000;
/** More than the node remembers unless it is told to. */
const AUDIENCE = 250_000;

let stage: Stage;
before(async () => {
	stage = await openStage('campaign', { emulator: { contacts: PEOPLE, unknownTokens: 0 } });
});
after(async () => await stage?.close());

function assertEachOnce(tokens: string[]): void {
	const counts = arrivalsAt(stage.emulator);
	const twice = [...counts].filter(([, count]) => count > 1);
	assert.deepEqual(twice, [], `${twice.length} recipients got more than one push`);
	assert.deepEqual([...counts.keys()].sort(), [...tokens].sort());
}

/** The statuses of the workflow's executions, once so many have ended. */
async function endedExecutions(id: string, count: number): Promise<string[]> {
	for (const deadline = Date.now() + STORED_WITHIN_MS; ; await sleep(500)) {
		const executions = await stage.rest.listExecutions(id);
		const open = executions.filter(({ status }) => ['new', 'running', 'waiting'].includes(status));
		if (executions.length >= count && open.length === 0) {
			return executions.map(({ status }) => status);
		}
		if (Date.now() > deadline) {
			throw new Error(`${executions.length} of ${count} executions, ${open.length} not ended`);
		}
	}
}

test(`${PEOPLE} CRM events, ${AT_ONCE} at a time, each delivered twice: each person gets one welcome`, async () => {
	const workflow = await readExample('welcome-on-crm-event.json');
	const { id, nodes } = await stage.rest.createWorkflow(
		placed(workflow, { ...stage, othersUrl: 'http://127.0.0.1:9' }),
	);
	await stage.rest.activateWorkflow(id);
	const { path } = nodes.find(({ type }) => type.endsWith('.webhook'))!.parameters;
	const url = `${stage.n8n.url}/webhook/${path}`;
	await webhookListens(url);
	const probes = await stage.rest.listExecutions(id);

	const people = stage.emulator.context.contacts;
	const events = people.map(({ name, token }, index) => ({ id: `evt-${index}`, name, token }));
	const answers = await postAll(
		url,
		// The second delivery of an event comes while the first is under way.
		events.flatMap((event) => [event, event]),
		AT_ONCE,
	);

	assertEachOnce(people.map(({ token }) => token));
	assert.ok(answers.every(({ status }) => status === 200));
	const statuses = answers.map(({ body }) => body as { event: string; status: string });
	for (const { id: event } of events) {
		const own = statuses.filter((answer) => answer.event === event).map(({ status }) => status);
		assert.deepEqual(own.sort(), ['accepted', 'skipped'], event);
	}
	const ended = await endedExecutions(id, probes.length + 2 * PEOPLE);
	assert.ok(ended.every((status) => status === 'success'));
});

test(`100 calls with one campaign key, ${AT_ONCE} at a time, twice: each person gets one push`, async () => {
	stage.emulator.control.clearRequests();
	const trigger = nodeOf(
		'n8n-nodes-base.webhook',
		'Call',
		{ httpMethod: 'POST', path: 'one-campaign', responseMode: 'lastNode', options: {} },
		{ typeVersion: 2.1, webhookId: '1f0f6e09-0000-4000-8000-0000000000aa' },
	);
	const push = ourNode(stage, 'tpns', SEND, {
		resource: 'push',
		operation: 'sendToDevices',
		devices: '={{ $json.body.token }}',
		title: 'Spring',
		content: 'It is here',
		campaignKey: 'spring',
	});
	const { id } = await stage.rest.createWorkflow(chain('One campaign', trigger, push));
	await stage.rest.activateWorkflow(id);
	const url = `${stage.n8n.url}/webhook/one-campaign`;
	const [probe, ...people] = stage.emulator.context.contacts
		.slice(0, 101)
		.map(({ token }) => ({ token }));
	await webhookListens(url, probe);

	const first = await postAll(url, people, AT_ONCE);
	const second = await postAll(url, people, AT_ONCE);
	assertEachOnce([probe, ...people].map(({ token }) => token));
	const statusOf = ({ body }: { body: unknown }) => (body as { status: string }).status;
	assert.ok(first.every((answer) => statusOf(answer) === 'accepted'));
	assert.ok(second.every((answer) => statusOf(answer) === 'skipped'));
	const ended = await endedExecutions(id, 1 + 2 * people.length);
	assert.ok(ended.every((status) => status === 'success'));
});

test(`${AUDIENCE} recipients under one key: refused until they fit, then each gets one push in two runs`, async () => {
	stage.emulator.control.clearRequests();
	const tokens = Array.from({ length: AUDIENCE }, (_, n) => n.toString(16).padStart(36, '0'));
	const { accessId } = androidApp;
	for (const token of tokens) {
		stage.emulator.context.devices.register({ accessId, token, vendor: 'xiaomi' }, Date.now());
	}
	const audience = codeNode(
		'Audience',
		`return [{ json: { tokens: Array.from({ length: ${AUDIENCE} }, (_, n) => n.toString(16).padStart(36, '0')) } }];`,
	);
	const run = async (options: object) => {
		const push = ourNode(stage, 'tpns', SEND, {
			resource: 'push',
			operation: 'sendToDevices',
			devices: '={{ $json.tokens }}',
			title: 'Spring',
			content: 'It is here',
			campaignKey: 'spring',
			options: { ...options, oneRowPerRecipient: false, includeInputFields: false },
		});
		const { id } = await stage.rest.createWorkflow(chain('Large', manualTrigger(), audience, push));
		return { id, execution: await stage.rest.runWorkflow(id, START) };
	};

	const { execution: refused } = await run({});
	assert.equal(refused.status, 'error');
	assert.match(refused.data.resultData.error?.message ?? '', /'Recipients Remembered' /);
	assert.match(refused.data.resultData.error?.description ?? '', new RegExp(`${AUDIENCE}`));
	assert.equal(arrivalsAt(stage.emulator).size, 0);

	const { id, execution } = await run({ recipientsRemembered: AUDIENCE });
	const again = await stage.rest.runWorkflow(id, START);
	const resultOf = ({ data }: typeof execution) => itemsOf(data.resultData.runData, SEND)[0].json;
	assert.equal(execution.status, 'success');
	assert.equal(resultOf(execution).accepted, AUDIENCE);
	assert.equal(again.status, 'success');
	assert.equal(resultOf(again).skipped, AUDIENCE);
	assertEachOnce(tokens);
});
