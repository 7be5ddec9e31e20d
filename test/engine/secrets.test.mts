import { inspect } from 'node:util';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { runTpns, SECRET_KEY, toDevices } from '../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ contacts: 5 });
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

test.each([
	['a success', undefined],
	['a refusal', { kind: 'code', code: 1008019 }],
	['a lost answer', { kind: 'resetAfterAcceptance' }],
	['a server that fails', { kind: 'status', status: 500 }],
] as const)('after %s nothing that n8n keeps holds the key or a signature', async (_, fault) => {
	emulator.control.clearRequests();
	if (fault) emulator.control.addFault({ path: '/v3/push/app', ...fault });
	const items = emulator.context.contacts.map(({ token }) => ({ token }));
	const result = await runTpns(emulator, toDevices, items);

	const signs = emulator.control.requests().map(({ headers }) => String(headers.sign));
	expect(signs).toHaveLength(1);
	const kept = inspect(result, { depth: 20, maxStringLength: null, maxArrayLength: null });
	for (const secret of [SECRET_KEY, ...signs]) expect(kept).not.toContain(secret);
});
