import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator/server.mts';
import { startEmulator } from '../../emulator/server.mts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { startRawServer } from '../support/rawServer.mts';
import { runs } from '../support/runs.mts';
import { acceptedPushes, toDevices, tpnsCredentials } from '../support/tpns.mts';
import { runTencentPush } from '../support/tencentPush.mts';
import { runAsTool, type ToolAnswer } from '../support/toolRun.mts';

const TOKENS = ['a', 'b', 'c'].map((letter) => letter.repeat(36));

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine('legacy');
	emulator = await startEmulator();
	for (const token of TOKENS) emulator.tpns.addDevice({ token });
});

beforeEach(() => emulator.control.clearRequests());

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

const guarded = sampledOperations.filter(({ operation }) =>
	operation.properties.some(({ name }) => name === 'allowToolBroadcast'),
);
const byTheModel = "={{ $fromAI('yes', '', 'boolean') }}";
const toAll = {
	audience: 'all',
	change: 'both',
	tagRuleInput: 'tags',
	tagsAny: '',
	tagsNone: 'vip',
};

/** Lets an agent call an operation once, with its sample's parameters and further ones. */
async function callOnce(
	{ node, resource, operation, sample, credentials }: SampledOperation,
	parameters: INodeParameters,
	call: IDataObject,
): Promise<ToolAnswer[]> {
	const found = await sample.prepare?.(emulator);
	emulator.control.clearRequests();
	return await runAsTool({
		node,
		parameters: {
			resource: resource.value,
			operation: operation.value,
			...sample.parameters,
			...found,
			...parameters,
		},
		input: sample.items?.[0] ?? {},
		calls: [call],
		credentials: credentials(emulator),
	});
}

// n8n keeps such an expression in a field that takes none (#30531).
test.each(guarded.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'no argument of a call switches a broadcast on: %s',
	async (_, sampled) => {
		const switches = { confirmBroadcast: byTheModel, allowToolBroadcast: byTheModel };
		const results = await callOnce(sampled, { ...toAll, ...switches }, { yes: true });
		const error = expect.stringMatching(/^'(Confirm Broadcast|Allow AI Agents)' is "={{/);
		expect(results).toEqual([{ error }]);
		expect(emulator.control.requests()).toEqual([]);
	},
);

test.each([
	[false, 0, { error: expect.stringMatching(/^'Allow AI Agents' is switched off/) }],
	[true, 1, { answer: expect.stringContaining('"revoked":true') }],
])('with Allow AI Agents %j, a call replaces %d pushes', async (allowed, requests, result) => {
	const revoke = sampledOperations.find(
		(each) => each.node === 'tencentPush' && each.key === 'push:revoke',
	)!;
	const title = "={{ $fromAI('title', '', 'string') }}";
	const parameters = { title, allowToolBroadcast: allowed };
	const results = await callOnce(revoke, parameters, { title: 'What the model writes' });
	expect(results).toEqual([result]);
	expect(emulator.control.requests()).toHaveLength(requests);
});

test.each([false, true])('with Allow AI Agents %j, a call moves a broadcast', async (allowed) => {
	const [{ node, resource, operation, credentials }] = guarded.filter(
		({ key }) => key === 'scheduledPush:update',
	);
	const created = await runTencentPush(emulator, {
		resource: 'scheduledPush',
		operation: 'create',
		audience: 'all',
		confirmBroadcast: true,
		sendTime: '2099-06-01 10:00',
		title: 'Hello',
		content: 'For everybody',
	});
	const { scheduledPushId } = created.output[0].json;
	emulator.control.clearRequests();
	const [result] = await runAsTool({
		node,
		parameters: {
			resource: resource.value,
			operation: operation.value,
			scheduledPushId: { __rl: true, mode: 'id', value: String(scheduledPushId) },
			audience: 'all',
			change: 'time',
			sendTime: "={{ $fromAI('time', '', 'string') }}",
			allowToolBroadcast: allowed,
		},
		input: {},
		calls: [{ time: '2099-05-01 10:00' }],
		credentials: credentials(emulator),
	});
	if (allowed) expect(result).toEqual({ answer: expect.stringContaining('"updated":true') });
	else
		expect(result).toEqual({ error: expect.stringMatching(/^'Allow AI Agents' is switched off/) });
	expect(emulator.control.requests()).toHaveLength(allowed ? 1 : 0);
});

test.each(
	sampledOperations
		.filter(({ key }) => key === 'push:sendAndWait')
		.map((each) => [each.node, each] as const),
)(
	'no question is asked where n8n would let the agent wait instead of the call: %s',
	async (_, sampled) => {
		const results = await callOnce(sampled, {}, {});
		expect(results).toEqual([{ error: expect.stringMatching(/^The question was not sent/) }]);
		expect(emulator.control.requests()).toEqual([]);
	},
);

const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe('an agent that calls the node itself', () => {
	test.each([
		['one device', TOKENS[0], 1],
		['a request for each device', TOKENS.join(), 3],
	])('"Retry On Fail" sends nothing again that may have arrived: %s', async (_, devices, most) => {
		const server = await startRawServer({ onRequest: (_, connection) => connection.reset() });
		const options = most > 1 ? { onePushEach: true } : {};
		const [result] = await runAsTool({
			node: 'tpns',
			parameters: { ...toDevices, devices, title: "={{ $fromAI('title') }}", options },
			input: {},
			calls: [{ title: 'Hello' }],
			credentials: tpnsCredentials(server),
			settings: retried,
		});
		await server.close();
		const tokens = server.requests.map(({ body }) => (JSON.parse(body) as IDataObject).token_list);
		// Nothing of n8n's "You can retry the request immediately".
		expect(result).toEqual({
			error: expect.stringMatching(/^The connection .*not confirmed[^]*before you send again$/),
		});
		expect(new Set(tokens.map(String)).size).toBe(tokens.length);
		expect(tokens.length).toBeLessThanOrEqual(most);
	});

	test('with "Retry On Fail", each call is a push of its own', async () => {
		const results = await runAsTool({
			node: 'tpns',
			parameters: { ...toDevices, devices: TOKENS[0], title: "={{ $fromAI('title') }}" },
			input: {},
			calls: [{ title: 'First' }, { title: 'Second' }],
			credentials: tpnsCredentials(emulator),
			settings: retried,
		});
		expect(results).toEqual(results.map(() => ({ answer: expect.stringMatching(/accepted/) })));
		const titles = acceptedPushes(emulator).map(({ message }) => (message as IDataObject).title);
		expect(titles).toEqual(['First', 'Second']);
	});

	test('$json is the input of the agent, whatever the arguments of the call are called', async () => {
		const name = fc.constantFrom('token', 'title', 'text');
		await fc.assert(
			fc.asyncProperty(name, fc.constantFrom(...TOKENS), async (argument, given) => {
				emulator.control.clearRequests();
				await runAsTool({
					node: 'tpns',
					parameters: {
						...toDevices,
						title: '=For {{ $json.title }}',
						content: `={{ $fromAI('${argument}') }}`,
					},
					input: { token: TOKENS[0], title: 'you' },
					calls: [{ [argument]: given }],
					credentials: tpnsCredentials(emulator),
				});
				expect(acceptedPushes(emulator)).toMatchObject([
					{ token_list: [TOKENS[0]], message: { title: 'For you', content: given } },
				]);
			}),
			{ numRuns: runs(2) },
		);
	});
});
