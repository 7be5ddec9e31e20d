import { setImmediate } from 'node:timers/promises';

import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { inTurns } from '../../nodes/shared/run/concurrency.ts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { startRawServer } from '../support/rawServer.mts';
import { runTencentPush } from '../support/tencentPush.mts';
import { runTpns, toDevices } from '../support/tpns.mts';

/** More than a call takes as arguments of their own. */
const MANY = 150_000;

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator();
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

test('of many items that cannot be sent, the first is named', async () => {
	const items = Array.from({ length: MANY }, () => ({ token: '' }));
	const { error } = await runTpns(emulator, toDevices, items);
	expect(error).toMatchObject({ message: "'Device Tokens' is empty", context: { itemIndex: 0 } });
});

test('an answer may have many records', async () => {
	const Tasks = Array.from({ length: MANY }, (_, n) => ({ TaskID: `task-${n}` }));
	const pages = [Tasks];
	const server = await startRawServer({
		onRequest: (_request, { respond }) =>
			respond(200, JSON.stringify({ ErrorCode: 0, Total: MANY, Tasks: pages.pop() ?? [] })),
	});
	const { error, output } = await runTencentPush(server, {
		resource: 'scheduledPush',
		operation: 'getAll',
		returnAll: true,
	});
	await server.close();
	expect(error).toBeUndefined();
	expect(output).toHaveLength(MANY);
});

test('a message may have many requests', async () => {
	const items = Array.from({ length: MANY }, (_, n) => ({ token: `token-${n}` }));
	const { error, output } = await runTpns(
		emulator,
		{ ...toDevices, options: { onePushEach: true }, previewOnly: true },
		items,
	);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	expect(output[0].json.requests).toHaveLength(MANY);
});

test('work on many items lets the event loop turn, and keeps their order', async () => {
	const seen: number[] = [];
	let turnsAt = -1;
	const turn = setImmediate().then(() => (turnsAt = seen.length));
	await inTurns(64, (index) => {
		seen.push(index);
		for (const end = performance.now() + 5; performance.now() < end;);
	});
	await turn;
	expect(turnsAt).toBeLessThan(64);
	expect(seen).toEqual(Array.from({ length: 64 }, (_, index) => index));
});

test('nothing follows a step that throws', async () => {
	const seen: number[] = [];
	const work = inTurns(10, (index) => {
		seen.push(index);
		if (index === 3) throw new Error('three');
	});
	await expect(work).rejects.toThrow('three');
	expect(seen).toEqual([0, 1, 2, 3]);
});
