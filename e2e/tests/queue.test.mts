import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type CallbackSender, openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { itemsOf } from '../n8n/types.mts';
import { CALLBACK_TOKEN } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { type Queue, startQueue } from '../support/queue.mts';
import { type Recorder, startRecorder } from '../support/recorder.mts';
import { reportRecipients, settledCounts } from '../support/reporting.mts';
import { webhookListens } from '../support/webhooks.mts';
import { chain, codeNode, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

const CONTACTS = 20_000;
const CALLBACKS = 4_000;
const REPEATED = 20;
const AT_ONCE = 32;

let queue: Queue;
/** Where the workflow behind the trigger reports to. */
let listener: Recorder;

before(async () => {
	queue = await startQueue({ contacts: CONTACTS, unknownTokens: 0 });
	listener = await startRecorder();
});

after(async () => {
	await listener?.close();
	await queue?.close();
});

test(`a workflow sends ${CONTACTS} items on a worker, each once`, async () => {
	const contacts = nodeOf(
		'n8n-nodes-base.httpRequest',
		'Get contacts',
		{ url: `${queue.emulator.url}/_emulator/contacts`, options: {} },
		{ typeVersion: 4.2 },
	);
	const push = ourNode(queue, 'tpns', 'Push', {
		devices: '={{ $json.token }}',
		title: 'The spring collection is here',
		content: 'Early access until Sunday.',
	});
	const { id } = await queue.rest.createWorkflow(chain('Send', manualTrigger(), contacts, push));
	const { status, data } = await queue.rest.runWorkflow(id, START);
	assert.equal(status, 'success', data.resultData.error?.message);
	const results = itemsOf(data.resultData.runData, 'Push');
	assert.equal(results.length, CONTACTS);
	assert.ok(results.every(({ json }) => json.status === 'accepted'));

	const sent = queue.emulator.control
		.requests('/v3/push/app')
		.filter(({ accepted }) => accepted)
		.flatMap(({ body }) => (body as { token_list: string[] }).token_list);
	assert.equal(sent.length, CONTACTS);
	assert.equal(new Set(sent).size, CONTACTS);
});

test('pushes to everybody of one workflow keep their second between them', async () => {
	queue.emulator.control.clearRequests();
	const push = ourNode(queue, 'tpns', 'Push', {
		resource: 'push',
		operation: 'sendToAll',
		confirmBroadcast: true,
		title: '=News {{ $json.n }}',
		content: 'Read more in the app.',
	});
	const items = codeNode('Items', 'return [1, 2, 3].map((n) => ({ json: { n } }));');
	const { id } = await queue.rest.createWorkflow(chain('Pace', manualTrigger(), items, push));
	const { status, data } = await queue.rest.runWorkflow(id, START);
	assert.equal(status, 'success', data.resultData.error?.message);
	const requests = queue.emulator.control.requests('/v3/push/app');
	assert.equal(requests.length, 3);
	assert.ok(requests.every(({ accepted }) => accepted));
	const times = requests.map(({ receivedAt }) => receivedAt);
	for (let i = 1; i < times.length; i++) {
		assert.ok(times[i] - times[i - 1] >= 950, `${times[i] - times[i - 1]} ms between two pushes`);
	}
});

test(`${CALLBACKS} callbacks over two processors: none lost, none doubled that one process knows of`, async () => {
	const path = 'push-events';
	const trigger = ourNode(queue, 'tencentPushTrigger', 'Push events', { path });
	const { id } = await queue.rest.createWorkflow(
		chain('Callbacks', trigger, ...reportRecipients(listener)),
	);
	await queue.rest.activateWorkflow(id);
	for (const url of queue.processors) await webhookListens(`${url}/webhook/${path}`);

	const through = senderTo(`${queue.proxy.url}/webhook/${path}`);
	const startedAt = Date.now();
	const refused: string[] = [];
	let next = 0;
	const sendSome = async () => {
		while (next < CALLBACKS) {
			const events = pushEvents(1, next++);
			const { ok, problem } = await through.send({ command: 'Push.AllMemberPush', events });
			if (!ok) refused.push(String(problem));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
	await through.close();
	const seconds = (Date.now() - startedAt) / 1000;
	console.log(
		`${CALLBACKS} callbacks in ${seconds.toFixed(1)} s, by processor ${queue.proxy.counts}`,
	);
	assert.deepEqual(refused, []);
	assert.ok(queue.proxy.counts.every((count) => count >= CALLBACKS / 2));

	// Each of these was taken by one of the two processors; the other does not know of it.
	for (const url of queue.processors) {
		const direct = senderTo(`${url}/webhook/${path}`);
		for (let user = 0; user < REPEATED; user++) {
			await direct.send({ command: 'Push.AllMemberPush', events: pushEvents(1, user) });
		}
		await direct.close();
	}

	const counts = await settledCounts(listener, CALLBACKS);
	assert.equal(counts.size, CALLBACKS, 'events that arrived');
	for (const [user, count] of counts) {
		const most = Number(user.slice('user-'.length)) < REPEATED ? queue.processors.length : 1;
		assert.ok(count <= most, `${user} arrived ${count} times`);
	}
});

function senderTo(url: string): CallbackSender {
	const { sdkAppId } = queue.emulator.pushService.identity;
	return openCallbackSender({
		url,
		sdkAppId,
		token: CALLBACK_TOKEN,
		connections: AT_ONCE,
		timeout: 60_000,
	});
}
