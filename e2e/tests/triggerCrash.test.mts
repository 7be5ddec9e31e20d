import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendCallbacks } from '../../emulator/callbacks/batch.mts';
import { intoCallbacks } from '../../emulator/callbacks/events.mts';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { readFlatted } from '../n8n/flatted.mts';
import { CALLBACK_TOKEN, manyEvents, SDK_APP_ID, TriggerN8n } from './triggerN8n.mts';

describe('n8n is killed while callbacks come in', () => {
	let n8n: TriggerN8n;
	before(async () => {
		n8n = await TriggerN8n.start('trigger-crash', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
	});
	after(() => n8n.instance.kill());

	for (const combineWindow of [100, 0]) {
		const how = combineWindow ? 'combined' : 'not combined';
		test(`every event that was answered OK is in a stored execution, ${how}`, async (t) => {
			const trigger = await n8n.publish(`crash-${combineWindow}`, { options: { combineWindow } });
			const callbacks = intoCallbacks(manyEvents(12_000, `crash ${combineWindow}`), 10);
			const sending = sendCallbacks({
				url: trigger.url,
				sdkAppId: SDK_APP_ID,
				token: CALLBACK_TOKEN,
				callbacks,
				connections: 64,
			});
			await sleep(2_000);
			await n8n.instance.kill();
			const results = await sending;

			const acknowledged = callbacks
				.filter((_, index) => results[index].ok)
				.flatMap(({ events }) => events.map(({ To_Account }) => To_Account));
			t.diagnostic(`${acknowledged.length} of 12000 events were answered OK before the end`);
			assert.ok(acknowledged.length > 0, 'the kill came too early');
			assert.ok(acknowledged.length < 12_000, 'the kill came too late');

			const stored = storedAccounts(n8n.userFolder, trigger.workflowId);
			assert.deepEqual(
				acknowledged.filter((account) => !stored.has(account)),
				[],
			);
			await n8n.restart();
		});
	}
});

/** Recipients in the stored executions of a workflow, whatever became of these executions. */
function storedAccounts(userFolder: string, workflowId: string): Set<string> {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'));
	const rows = database
		.prepare(
			'SELECT d.data FROM execution_data d JOIN execution_entity e ON e.id = d.executionId WHERE e.workflowId = ?',
		)
		.all(workflowId) as Array<{ data: string }>;
	database.close();
	const accounts = new Set<string>();
	for (const { data } of rows) collect(readFlatted(data), accounts);
	return accounts;
}

function collect(value: unknown, accounts: Set<string>): void {
	const seen = new Set<object>();
	const walk = (part: unknown) => {
		if (typeof part !== 'object' || part === null || seen.has(part)) return;
		seen.add(part);
		if ('To_Account' in part && 'eventId' in part) accounts.add(String(part.To_Account));
		for (const below of Object.values(part)) walk(below);
	};
	walk(value);
}
