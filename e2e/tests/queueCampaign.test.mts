import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Execution, itemsOf } from '../n8n/types.mts';
import { arrivalsAt, PUSH_PATH } from '../support/arrivals.mts';
import { placed, readExample } from '../support/examples.mts';
import { type Queue, startQueue } from '../support/queue.mts';
import { postAll } from '../support/webhookCalls.mts';
import { chain, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

const CONTACTS = 20_000;
/** Of the example's loop. What is claimed and not settled when a worker dies is one batch. */
const BATCH = 1_000;
const EVENTS = 200;
const AT_ONCE = 20;
const ROUNDS = 3;

let queue: Queue;
before(async () => {
	queue = await startQueue(
		{ contacts: CONTACTS, unknownTokens: 0 },
		{
			// An execution each, so that two at the same moment are on two workers.
			concurrency: 1,
			// n8n notices after seconds, not a minute, that a worker is gone.
			env: {
				QUEUE_WORKER_LOCK_DURATION: '5000',
				QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
				QUEUE_WORKER_STALLED_INTERVAL: '2000',
			},
		},
	);
});
after(async () => await queue?.close());

const tokens = () => queue.emulator.context.contacts.map(({ token }) => token);
const twice = () => [...arrivalsAt(queue.emulator)].filter(([, count]) => count > 1);

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
	for (const end = Date.now() + 120_000; !(await holds()); await sleep(50)) {
		assert.ok(Date.now() < end, what);
	}
}

test('a campaign over two workers, one of them killed in the middle: at most one push each, the unclear listed', async (t) => {
	const { rest, emulator, workers, credentials, postgres } = queue;
	// The middle of a send lasts long enough to be met.
	emulator.control.addFault({ path: PUSH_PATH, kind: 'delay', ms: 500, times: 'always' });
	const workflow = await readExample('campaign-across-workers.json');
	const { id } = await rest.createWorkflow(
		placed(workflow, { credentials, emulator, postgres, othersUrl: emulator.url }),
	);
	const started = await Promise.all([rest.startWorkflow(id, START), rest.startWorkflow(id, START)]);
	await until(() => arrivalsAt(emulator).size >= 4 * BATCH, 'the campaign did not begin');
	const running = await Promise.all(
		started.map(async (execution) => (await rest.getExecution(execution)).status),
	);
	assert.deepEqual(running, ['running', 'running']);
	await workers[0].kill();
	const atDeath = arrivalsAt(emulator).size;
	assert.ok(atDeath < CONTACTS, 'all was sent before the end');
	await workers[0].restart();

	const again = await rest.runWorkflow(id, START);
	assert.equal(again.status, 'success', again.data.resultData.error?.message);
	const ended = await Promise.all(started.map(async (one) => await rest.waitForExecution(one)));
	const statuses = ended.map(({ status }) => status);
	t.diagnostic(`${atDeath} of ${CONTACTS} had arrived; the executions ended as ${statuses}`);
	assert.equal(statuses.filter((status) => status === 'success').length, 1);
	const dead = ended.find(({ status }) => status !== 'success')!;

	// The claims of those that still ran are settled now.
	emulator.control.clearFaults();
	const last = await rest.runWorkflow(id, START);
	assert.equal(last.status, 'success', last.data.resultData.error?.message);
	assert.deepEqual(itemsOf(last.data.resultData.runData, 'Send push'), []);
	const unclear = itemsOf(last.data.resultData.runData, 'List unclear').map(({ json }) => json);
	t.diagnostic(`${arrivalsAt(emulator).size} arrived, ${unclear.length} are unclear`);

	assert.deepEqual(twice(), []);
	assert.ok(unclear.length <= BATCH, `${unclear.length} are unclear`);
	for (const { execution, status } of unclear) {
		assert.equal(execution, dead.id);
		assert.equal(status, 'claimed');
	}
	const known = new Set([
		...arrivalsAt(emulator).keys(),
		...unclear.map(({ recipient }) => recipient),
	]);
	assert.deepEqual([...known].sort(), tokens().sort(), 'somebody got nothing and is not listed');
	assert.ok(sendersOf(ended, again) > 1, 'one execution sent everything');
});

/** How many of the executions that tell it sent to somebody. */
function sendersOf(ended: Execution[], again: Execution): number {
	// What the dead one did is in none of its records.
	const told = [...ended.filter(({ status }) => status === 'success'), again];
	return (
		1 + told.filter(({ data }) => itemsOf(data.resultData.runData, 'Send push').length > 0).length
	);
}

test('a campaign key over two workers that run the campaign at once: counts who got two pushes', async (t) => {
	const { rest, emulator } = queue;
	emulator.control.clearRequests();
	// Both are in the middle of their sends at the same time.
	emulator.control.addFault({ path: PUSH_PATH, kind: 'delay', ms: 100, times: 'always' });
	const contacts = nodeOf(
		'n8n-nodes-base.httpRequest',
		'Contacts',
		{ url: `${emulator.url}/_emulator/contacts` },
		{ typeVersion: 4.2 },
	);
	const results: Array<{ atOnce: number; after: number }> = [];
	for (let round = 1; round <= ROUNDS; round++) {
		emulator.control.clearRequests();
		const push = ourNode(queue, 'tpns', 'Send', {
			resource: 'push',
			operation: 'sendToDevices',
			devices: '={{ $json.token }}',
			title: 'Spring',
			content: 'It is here',
			campaignKey: `spring-${round}`,
		});
		const { id } = await rest.createWorkflow(
			chain(`Twice ${round}`, manualTrigger(), contacts, push),
		);
		const run = async () => {
			const { status, data } = await rest.runWorkflow(id, START);
			assert.equal(status, 'success', data.resultData.error?.message);
		};
		await Promise.all([run(), run()]);
		const atOnce = twice().length;
		await run();
		assert.equal(arrivalsAt(emulator).size, CONTACTS, 'somebody got nothing');
		results.push({ atOnce, after: twice().length - atOnce });
	}
	emulator.control.clearFaults();
	t.diagnostic(
		`of ${CONTACTS} recipients twice, two at once and a third run: ${JSON.stringify(results)}`,
	);
});

test(`${EVENTS} CRM events over two workers, each delivered twice at once and once later: counts who got two pushes`, async (t) => {
	const { rest, emulator, credentials, proxy } = queue;
	const workflow = await readExample('welcome-on-crm-event.json');
	const { id } = await rest.createWorkflow(
		placed(workflow, { credentials, emulator, othersUrl: emulator.url }),
	);
	await rest.activateWorkflow(id);
	const url = `${proxy.url}/webhook/crm-events`;
	await until(async () => {
		const answers = await postAll(url, [{}, {}], 1);
		return answers.every(({ status }) => status !== 404);
	}, 'the webhook does not listen');
	const people = emulator.context.contacts.slice(0, EVENTS);
	const results: Array<{ atOnce: number; after: number }> = [];
	for (let round = 1; round <= ROUNDS; round++) {
		emulator.control.clearRequests();
		const events = people.map(({ name, token }, index) => ({
			id: `evt-${round}-${index}`,
			name,
			token,
		}));
		const deliver = async (deliveries: object[]): Promise<void> => {
			const answers = await postAll(url, deliveries, AT_ONCE);
			// A CRM delivers again what was not answered 200.
			const left = deliveries.filter((_, index) => answers[index].status !== 200);
			if (left.length > 0) await deliver(left);
		};
		await deliver(events.flatMap((event) => [event, event]));
		const atOnce = twice().length;
		await deliver(events);
		assert.equal(arrivalsAt(emulator).size, EVENTS, 'somebody got nothing');
		results.push({ atOnce, after: twice().length - atOnce });
	}
	t.diagnostic(
		`of ${EVENTS} people twice, two deliveries at once and a third: ${JSON.stringify(results)}`,
	);
});
