import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { runSample, sampledOperations } from '../../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ tpns: { settings: { rates: false } } });
});
afterEach(() => emulator.close());

const tpns = sampledOperations.filter(({ node }) => node === 'tpns');

test.each(tpns)('$key works with its required fields alone', async (sampled) => {
	const { run, output, error } = await runSample(emulator, sampled);
	expect(error).toBeUndefined();
	expect(output.length).toBeGreaterThan(0);
	for (const { json } of output) {
		expect(json.error).toBeUndefined();
		if (sampled.operation.batch && !run.waitTill) expect(json.status).toBe('accepted');
	}
	for (const { unknownFields, ignoredFields } of emulator.control.requests()) {
		expect([...unknownFields, ...ignoredFields]).toEqual([]);
	}
});
