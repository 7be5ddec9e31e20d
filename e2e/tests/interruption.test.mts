import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n } from '../n8n/instance.mts';
import { N8nRest } from '../n8n/rest.mts';
import { itemsOf } from '../n8n/types.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

const PUSH = '/v3/push/app';
const SEND = 'Send';
const CONTACTS = 50;
/** Calls of a wave: what was under way when n8n ended is not proved. */
const CALLS_AT_ONCE = 3;

let stage: Stage;
before(async () => {
	stage = await openStage('interruption', { emulator: { contacts: CONTACTS, unknownTokens: 0 } });
	// The middle of a send lasts long enough to be met.
	stage.emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 150, times: 'always' });
});
after(async () => {
	await stage?.n8n.stop();
	await stage?.close();
});

const accepted = () =>
	stage.emulator.control
		.requests(PUSH)
		.filter((request) => request.accepted)
		.flatMap(({ body }) => (body as { token_list: string[] }).token_list);

/** Each contact gets a text of its own, and so a call. */
function campaign(campaignKey: string) {
	const { emulator } = stage;
	return chain(
		`Campaign ${campaignKey}`,
		manualTrigger(),
		nodeOf(
			'n8n-nodes-base.httpRequest',
			'Contacts',
			{ url: `${emulator.url}/_emulator/contacts` },
			{ typeVersion: 4.2 },
		),
		ourNode(
			stage,
			'tpns',
			SEND,
			{
				resource: 'push',
				operation: 'sendToDevices',
				devices: '={{ $json.token }}',
				title: '=For {{ $json.token }}',
				content: 'Only once',
				campaignKey,
				options: { callsAtOnce: CALLS_AT_ONCE },
			},
			{ onError: 'continueRegularOutput' },
		),
	);
}

async function startAgain(): Promise<void> {
	const { installation, userFolder, encryptionKey, owner } = stage;
	stage.n8n = await startN8n({
		installation,
		userFolder,
		env: { N8N_ENCRYPTION_KEY: encryptionKey },
	});
	stage.rest = new N8nRest(stage.n8n.url);
	await stage.rest.login(owner);
}

test('n8n is killed in the middle of a send, and the workflow is run again: nobody gets two', async (t) => {
	const { id } = await stage.rest.createWorkflow(campaign('killed'));
	await stage.rest.startWorkflow(id, START);
	const deadline = Date.now() + 60_000;
	while (accepted().length < CONTACTS / 4) {
		assert.ok(Date.now() < deadline, 'the send did not begin');
		await sleep(20);
	}
	await stage.n8n.kill();
	await sleep(500);
	const first = accepted();
	t.diagnostic(`${first.length} of ${CONTACTS} were accepted before the end`);
	assert.ok(first.length < CONTACTS, 'all was sent before the end');

	await startAgain();
	const { status, data } = await stage.rest.runWorkflow(id, START);
	assert.equal(status, 'success');
	const items = itemsOf(data.resultData.runData, SEND).map(({ json }) => json);
	assert.equal(items.length, CONTACTS);

	const all = accepted();
	assert.equal(new Set(all).size, all.length, 'somebody got two pushes');
	const unproved = items.filter((json) => json.unproved === true);
	const proved = items.filter((json) => json.status === 'skipped' && json.unproved !== true);
	t.diagnostic(`${proved.length} skipped with proof, ${unproved.length} without`);
	for (const { token } of proved)
		assert.ok(first.includes(String(token)), 'skipped without a push');
	for (const { reason, fix } of unproved) {
		assert.match(String(reason), /not confirmed/);
		assert.match(String(fix), /Look it up/);
	}
	// A wave doubles while n8n's store takes more than a quarter of its time, as on a busy machine.
	assert.ok(unproved.length <= 4 * CALLS_AT_ONCE, 'more than a wave is not proved');
	const told = new Set([...all, ...unproved.map(({ token }) => token)]);
	assert.equal(told.size, CONTACTS, 'somebody got nothing and is not told');
});

test('a third run sends nothing, and still tells who is not proved', async () => {
	const workflows = await stage.rest.send<Array<{ id: string }>>('GET', '/rest/workflows');
	const before = accepted().length;
	const { data } = await stage.rest.runWorkflow(workflows[0].id, START);
	const items = itemsOf(data.resultData.runData, SEND);
	assert.equal(accepted().length, before);
	assert.equal(items.filter(({ json }) => json.status === 'skipped').length, CONTACTS);
});
