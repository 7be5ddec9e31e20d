import type { INodeParameters } from 'n8n-workflow';
import { runSample, type SampledOperation, sampledOperations } from '../samples/all.mts';
import { toolOf } from '../support/engine.mts';
import { emulator, freshEmulatorForEachTest, renewEmulator } from '../support/freshEmulator.mts';

/** Operations that return a record, with the fields that an AI agent can select. */
const records = sampledOperations
	.map((each) => ({ ...each, offered: offeredIn(each) }))
	.filter(({ offered }) => offered.length > 0);

/** Raw fields that stand among the others in another spelling, or only as a whole. */
const RAW_ONLY: Record<SampledOperation['node'], RegExp> = {
	tpns: /^(date|createTime|collapseID)$/,
	tencentPush: /^[A-Z]/,
};

freshEmulatorForEachTest();

/** Runs an operation's sample as the tool of an AI agent, against an emulator of its own. */
async function runTool(each: SampledOperation, parameters: INodeParameters) {
	await renewEmulator();
	return await runSample(emulator, each, {
		node: `${each.node}Tool`,
		types: { [`${each.node}Tool`]: await toolOf(each.node) },
		parameters,
	});
}

const fieldsOf = async (each: SampledOperation, parameters: INodeParameters) => {
	const { output, error } = await runTool(each, parameters);
	expect(error?.message).toBeUndefined();
	return [...new Set(output.flatMap(({ json }) => Object.keys(json)))];
};

test('each record of the API is among them', () => {
	expect(records.map(({ key }) => key).sort()).toEqual([
		'push:get',
		'push:getAll',
		'scheduledPush:get',
		'scheduledPush:getAll',
	]);
});

describe.each(records)('$node $key as a tool', (each) => {
	const { offered, node } = each;

	test('is simplified unless it says otherwise, and offers every field to select', async () => {
		const simplified = await fieldsOf(each, {});
		expect(await fieldsOf(each, { output: 'simplified' })).toEqual(simplified);
		const raw = await fieldsOf(each, { output: 'raw' });
		expect(raw.length).toBeGreaterThan(simplified.length);
		const all = [...new Set([...raw, ...simplified])].filter((name) => !RAW_ONLY[node].test(name));
		expect(all.filter((name) => ![idOf(each), ...offered].includes(name))).toEqual([]);
		const selected = await fieldsOf(each, { output: 'selectedFields', fields: offered });
		expect(selected.sort()).toEqual(all.sort());
	});

	test.each([[[]], [['title']], [['status', 'title']]])(
		'gives the ID and the selected fields %j',
		async (fields: string[]) => {
			const names = await fieldsOf(each, { output: 'selectedFields', fields });
			expect(names).toEqual([idOf(each), ...fields]);
		},
	);

	test.each(['colour', ['title', 'colour']])(
		'refuses the field %j by its name, and says which there are, before any request',
		async (fields) => {
			const { error } = await runTool(each, {
				output: 'selectedFields',
				fields: `={{ ${JSON.stringify(fields)} }}`,
			});
			expect(error?.message).toContain(`'Fields' has "colour"`);
			expect(error?.description).toContain(offered.map((name) => `"${name}"`).join(', '));
			expect(emulator.control.requests()).toEqual([]);
		},
	);

	test('refuses an output that does not exist', async () => {
		const { error } = await runTool(each, { output: '={{ "everything" }}' });
		expect(error?.message).toContain(`'Output' is "everything"`);
		expect(error?.description).toContain('"simplified", "raw", "selectedFields"');
	});
});

test.each(records)('$node $key in a workflow goes by Simplify alone', async (each) => {
	const parameters = { output: 'selectedFields', fields: ['title'] };
	const keys = async (simplify: boolean) => {
		await renewEmulator();
		const { output } = await runSample(emulator, each, { parameters: { ...parameters, simplify } });
		return Object.keys(output[0].json).length;
	};
	const simplified = await keys(true);
	expect(simplified).toBeGreaterThan(2);
	expect(await keys(false)).toBeGreaterThan(simplified);
});

function idOf({ node }: SampledOperation): string {
	return node === 'tpns' ? 'pushId' : 'scheduledPushId';
}

function offeredIn({ operation }: SampledOperation): string[] {
	const fields = operation.properties.find(
		({ name, displayOptions }) => name === 'fields' && displayOptions?.show?.['@tool'],
	);
	return (fields?.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
}
