import { ExecuteContext } from 'n8n-core';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { runSample, sampledOperations, type SampledOperation } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

/** What n8n copies or looks up whole at each call, whatever is needed of it. */
const COSTLY = ['getNode', 'getInputData', 'getCredentials', 'getWorkflowDataProxy'] as const;

let emulator: Emulator;

beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({
		contacts: 20,
		tpns: { settings: { rates: false } },
		pushService: { settings: { frequencyLimits: false } },
	});
});
afterEach(async () => {
	jest.restoreAllMocks();
	await emulator.close();
});

/** How often a run asks n8n for each of these. */
async function callsOf(each: SampledOperation, times: number, secretKey?: string) {
	const calls = COSTLY.map((name) => jest.spyOn(ExecuteContext.prototype, name));
	const known = Object.entries(each.credentials(emulator));
	const { output, errors } = await runSample(emulator, each, {
		items: Array.from({ length: times }, () => each.sample.items ?? [{}]).flat(),
		credentials: Object.fromEntries(
			known.map(([type, data]) => [type, secretKey ? { ...data, secretKey } : data]),
		),
		settings: { onError: 'continueErrorOutput' },
	});
	const counts = Object.fromEntries(
		COSTLY.map((name, at) => [name, calls[at].mock.calls.length]),
	) as Record<(typeof COSTLY)[number], number>;
	jest.restoreAllMocks();
	return { counts, output: output.length, errors: errors.length };
}

const batched = sampledOperations.filter(({ operation }) => operation.batch);

test.each(batched.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s asks n8n for no more with many items than with few',
	async (_name, each) => {
		const few = await callsOf(each, 2);
		const many = await callsOf(each, 40);
		expect(many.output + many.errors).toBe(20 * (few.output + few.errors));
		expect(COSTLY.filter((name) => many.counts[name] > few.counts[name])).toEqual([]);
	},
);

test.each(['push:sendToDevices', 'push:sendToUsers', 'tag:addToDevices', 'tag:add'])(
	'%s asks n8n for no more when many items fail',
	async (key) => {
		const each = batched.find((operation) => operation.key === key)!;
		const few = await callsOf(each, 2, 'a wrong key');
		const many = await callsOf(each, 40, 'a wrong key');
		expect(few.output).toBe(0);
		expect(many.errors).toBe(20 * few.errors);
		expect(COSTLY.filter((name) => many.counts[name] > few.counts[name])).toEqual([]);
	},
);
