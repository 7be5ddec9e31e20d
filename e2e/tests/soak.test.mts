import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { itemsOf } from '../n8n/types.mts';
import { CALLBACK_TOKEN } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { memoryMb } from '../support/memory.mts';
import { type Recorder, startRecorder } from '../support/recorder.mts';
import { reportRecipients, settledCounts } from '../support/reporting.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { webhookListens } from '../support/webhooks.mts';
import { chain, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

const isLong = Boolean(process.env.NIGHTLY);
const SECONDS = isLong ? 600 : 60;
const CONTACTS = 2_000;
const EVENTS = 20;
const CONNECTIONS = 4;
/**
 * Memory that n8n may take more in the second half than in the first, in MB. In its first minute
 * n8n itself still grows.
 */
const MOST_GROWTH_MB = isLong ? 150 : 500;
/** What n8n keeps of a trigger between executions. */
const MOST_STATIC_BYTES = 256 * 1024;
const PATH = 'soak';

let stage: Stage;
let listener: Recorder;
before(async () => {
	stage = await openStage('soak', {
		env: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		},
		emulator: { contacts: CONTACTS, unknownTokens: 0 },
	});
	listener = await startRecorder();
});
after(async () => {
	await listener?.close();
	await stage?.close();
});

test(`sends and callbacks at once for ${SECONDS} s: all of them, once each, in bounded memory`, async (t) => {
	const { rest, emulator, n8n } = stage;
	const events = ourNode(stage, 'tencentPushTrigger', 'Push events', { path: PATH });
	const status = ourNode(stage, 'tpnsTrigger', 'Push status', {
		changes: ['created', 'finished'],
		pollTimes: { item: [{ mode: 'everyMinute' }] },
	});
	const triggers = [
		await rest.createWorkflow(chain('Callbacks', events, ...reportRecipients(listener))),
		await rest.createWorkflow(chain('Status', status, nodeOf('n8n-nodes-base.noOp', 'Noted'))),
	];
	for (const { id } of triggers) await rest.activateWorkflow(id);
	const url = `${n8n.url}/webhook/${PATH}`;
	await webhookListens(url);
	const { id: campaign } = await rest.createWorkflow(
		chain(
			'Campaign',
			manualTrigger(),
			nodeOf(
				'n8n-nodes-base.httpRequest',
				'Contacts',
				{ url: `${emulator.url}/_emulator/contacts`, options: {} },
				{ typeVersion: 4.2 },
			),
			ourNode(stage, 'tpns', 'Push', {
				devices: '={{ $json.token }}',
				title: 'Soak',
				content: '=Number {{ $execution.id }}',
			}),
		),
	);

	const end = Date.now() + SECONDS * 1_000;
	const memory: number[] = [];
	const watch = setInterval(() => memory.push(memoryMb(n8n.pid)), 1_000);
	let runs = 0;
	const send = async () => {
		while (Date.now() < end) {
			const { status: outcome, data } = await rest.runWorkflow(campaign, START);
			assert.equal(outcome, 'success', data.resultData.error?.message);
			const items = itemsOf(data.resultData.runData, 'Push');
			assert.equal(items.filter(({ json }) => json.status === 'accepted').length, CONTACTS);
			runs++;
		}
	};
	const refused: string[] = [];
	let sent = 0;
	const call = async () => {
		const sender = openCallbackSender({
			url,
			sdkAppId: emulator.pushService.identity.sdkAppId,
			token: CALLBACK_TOKEN,
			connections: 1,
			timeout: 60_000,
		});
		while (Date.now() < end) {
			const callback = {
				command: 'Push.AllMemberPush' as const,
				events: pushEvents(EVENTS, EVENTS * sent++),
			};
			// Every third comes twice, as from a sender that has not heard the answer.
			for (let time = sent % 3 === 0 ? 2 : 1; time > 0; time--) {
				const { ok, problem } = await sender.send(callback);
				if (!ok) refused.push(String(problem));
			}
		}
		await sender.close();
	};
	await Promise.all([send(), ...Array.from({ length: CONNECTIONS }, call)]);
	const counts = await settledCounts(listener, sent * EVENTS);
	clearInterval(watch);

	const accepted = emulator.control.counts()['/v3/push/app'].accepted;
	t.diagnostic(`${runs} campaigns, ${sent} callbacks, ${Math.max(...memory)} MB at most`);
	assert.equal(accepted, runs * (CONTACTS / 1_000));
	assert.deepEqual(refused, []);
	assert.equal(counts.size, sent * EVENTS, 'events that arrived');
	assert.deepEqual(new Set(counts.values()), new Set([1]), 'times that an event arrived');

	const half = Math.floor(memory.length / 2);
	const [first, second] = [memory.slice(0, half), memory.slice(half)].map((all) =>
		Math.max(...all),
	);
	assert.ok(second - first < MOST_GROWTH_MB, `${first} MB became ${second} MB`);
	// n8n writes static data a moment after the execution.
	await sleep(2_000);
	for (const { id, name } of triggers) {
		const { staticData } = await rest.getWorkflow(id);
		const bytes = JSON.stringify(staticData ?? {}).length;
		assert.ok(bytes < MOST_STATIC_BYTES, `${bytes} bytes of static data of ${name}`);
	}
});
