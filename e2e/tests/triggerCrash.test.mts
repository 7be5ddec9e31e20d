import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { parse } from 'flatted';

import { intoCallbacks } from '../../emulator/callbacks/events.mts';
import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { CALLBACK_TOKEN, manyEvents, SDK_APP_ID, TriggerN8n } from './triggerN8n.mts';

const CONNECTIONS = 64;
/** Answered events after which n8n is killed, in the middle of the others. */
const ENOUGH_EVENTS = 1_000;

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
			const sender = openCallbackSender({
				url: trigger.url,
				sdkAppId: SDK_APP_ID,
				token: CALLBACK_TOKEN,
				connections: CONNECTIONS,
				timeout: 30_000,
			});
			const acknowledged: string[] = [];
			let next = 0;
			let killed: Promise<void> | undefined;
			const work = async () => {
				while (next < callbacks.length && !killed) {
					const callback = callbacks[next++];
					const { ok } = await sender.send(callback);
					if (ok) acknowledged.push(...callback.events.map(({ To_Account: account }) => account));
					if (acknowledged.length >= ENOUGH_EVENTS) killed ??= n8n.instance.kill();
				}
			};
			await Promise.all(Array.from({ length: CONNECTIONS }, work));
			await killed;
			await sender.close();

			t.diagnostic(`${acknowledged.length} of 12000 events were answered OK before the end`);
			assert.ok(acknowledged.length >= ENOUGH_EVENTS, 'all was sent before the end');
			assert.ok(acknowledged.length < 12_000, 'all was answered before the end');

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
	for (const { data } of rows) collect(parse(data), accounts);
	return accounts;
}

function collect(value: unknown, accounts: Set<string>): void {
	const seen = new Set<object>();
	const walk = (part: unknown) => {
		if (typeof part !== 'object' || part === null || seen.has(part)) return;
		seen.add(part);
		if ('user' in part && 'eventId' in part) accounts.add(String(part.user));
		for (const below of Object.values(part)) walk(below);
	};
	walk(value);
}
