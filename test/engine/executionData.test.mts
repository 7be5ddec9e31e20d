import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { runSample, sampledOperations, type SampledOperation } from '../samples/all.mts';
import {
	type RunOptions,
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../support/engine.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	await startDeduplicationStore();
});
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 20 });
});
afterEach(() => emulator.close());

const KEY = 'spring-sale';
const hasField = ({ operation }: SampledOperation, wanted: string) =>
	operation.properties.some(({ name }) => name === wanted);

/** What n8n's list of executions finds an execution by, and the results. */
async function metadataOf(
	each: SampledOperation,
	parameters: INodeParameters = {},
	more: Partial<RunOptions> = {},
) {
	const { run, output } = await runSample(emulator, each, { parameters, ...more });
	return { noted: run.data.resultData.metadata ?? {}, output };
}

/** Every ID in the results, as n8n stores them: joined, and whole. */
const idsIn = (output: Array<{ json: Record<string, unknown> }>, field: string) =>
	[...new Set(output.flatMap(({ json }) => json[field] ?? []))].join(', ') || undefined;

const sends = sampledOperations.filter((each) => hasField(each, 'previewOnly'));

test.each(sends.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s is found by its pushes and its campaign key',
	async (_name, each) => {
		const hasKey = hasField(each, 'campaignKey');
		const { noted, output } = await metadataOf(
			each,
			hasKey ? { campaignKey: `${KEY} ${each.key}` } : {},
		);
		expect(noted.campaignKey).toBe(hasKey ? `${KEY} ${each.key}` : undefined);
		expect(noted.pushId).toBe(idsIn(output, 'pushId'));
		expect(noted.taskId).toBe(idsIn(output, 'taskId'));
	},
	30_000,
);

const reads = sampledOperations.filter((each) => !hasField(each, 'previewOnly'));

test.each(reads.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s notes nothing',
	async (_name, each) => {
		expect((await metadataOf(each)).noted).toEqual({});
	},
	30_000,
);

const toDevices = sampledOperations.find(({ key }) => key === 'push:sendToDevices')!;

test('a preview notes nothing', async () => {
	const { noted } = await metadataOf(toDevices, { previewOnly: true, campaignKey: KEY });
	expect(noted).toEqual({});
});

test('keys of several items are joined, as many as n8n stores', async () => {
	const items = Array.from({ length: 30 }, (_, index) => ({ key: `campaign-${index}` }));
	const { noted } = await metadataOf(toDevices, { campaignKey: '={{ $json.key }}' }, { items });
	const keys = noted.campaignKey.split(', ');
	expect(keys.slice(0, 2)).toEqual(['campaign-0', 'campaign-1']);
	expect(noted.campaignKey.length).toBeLessThanOrEqual(255);
	expect(keys.every((key) => items.some((item) => item.key === key))).toBe(true);
});
