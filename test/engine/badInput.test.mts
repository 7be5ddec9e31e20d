import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { runSample, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { acceptedPushes, runTpns, toDevices } from '../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ contacts: 10, unknownTokens: 0 });
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

beforeEach(() => {
	emulator.control.clearRequests();
});

const token = (index: number) => emulator.context.contacts[index].token;
const mixed = () => [
	{ token: token(0) },
	{ token: '' },
	{ token: 'x'.repeat(37) },
	{ token: [token(1), token(2)] },
	{ token: JSON.stringify([token(3), token(4)]) },
	{ token: `${token(5)}\n${token(6)}, ${token(7)}` },
	{ token: null },
	{ token: { not: 'a token' } },
	{ token: [1328245138690125824] },
];
const inOneRow = { ...toDevices, options: { oneRowPerRecipient: false } };
const good = () => [0, 1, 2, 3, 4, 5, 6, 7].map(token);
const refusals = [
	[1, "'Device Tokens' is empty"],
	[2, `'Device Tokens' has "xxxxxxxxxxxx…" with 37 characters, and a token has at most 36`],
	[6, "'Device Tokens' is empty"],
	[7, "'Device Tokens' is an object"],
	[8, "'Device Tokens' has the number 1328245138690125800, which has lost digits"],
] as const;

test('stopping on failures, a bad item prevents every call and is named', async () => {
	const { error, output } = await runTpns(emulator, toDevices, mixed());

	expect(emulator.control.requests()).toEqual([]);
	expect(output).toEqual([]);
	expect(error?.message).toBe("'Device Tokens' is empty");
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect(error?.description).toBe(
		"Enter at least one value for 'Device Tokens'. Nothing was sent. Set 'On Error' to Continue to process the other 4 items",
	);
});

test('continuing, the good items go out and each bad one says its field', async () => {
	const { output, error } = await runTpns(emulator, inOneRow, mixed(), {
		settings: { onError: 'continueRegularOutput' },
	});

	expect(error).toBeUndefined();
	expect(acceptedPushes(emulator).map((body) => body.token_list)).toEqual([good()]);
	expect(output).toHaveLength(9);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(mixed().map((_, item) => ({ item })));
	for (const [index, message] of refusals) {
		expect(output[index].json).toMatchObject({
			status: 'failed',
			field: 'Device Tokens',
			error: message,
			fix: expect.any(String),
		});
	}
	expect(output[0].json).toMatchObject({ token: token(0), status: 'accepted' });
	expect(output[5].json).toMatchObject({ status: 'accepted', accepted: 3 });
});

test('with the error output, exactly the bad items take it, with the fields of their source', async () => {
	const items = mixed().map((item, index) => ({ ...item, contact: index }));
	const { output, errors } = await runTpns(emulator, inOneRow, items, {
		settings: { onError: 'continueErrorOutput' },
	});

	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 3, 4, 5].map((item) => ({ item })),
	);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual(
		[1, 2, 6, 7, 8].map((item) => ({ item })),
	);
	expect(errors.map(({ json }) => [json.contact, json.error])).toEqual(
		refusals.map(([index, message]) => [index, message]),
	);
	expect(errors[0].json.details).toMatchObject({ status: 'failed', field: 'Device Tokens' });
});

test('a message over 4 KB is refused before it is sent', async () => {
	const { error } = await runTpns(emulator, { ...toDevices, content: 'é'.repeat(2100) }, [
		{ token: token(0) },
	]);
	expect(error?.message).toMatch(/^The message has \d+ bytes, and TPNS takes at most 4096$/);
	expect(emulator.control.requests()).toEqual([]);
});

test('additional JSON is laid over the request and changes no prototype', async () => {
	await runTpns(
		emulator,
		{
			...toDevices,
			options: {
				additionalJson: '{"message":{"android":{"n_id":7}},"__proto__":{"polluted":1},"seq":9}',
			},
		},
		[{ token: token(0) }],
	);
	expect(acceptedPushes(emulator)[0]).toMatchObject({
		seq: 9,
		message: { title: 'Hello', android: { n_id: 7 } },
	});
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

const expressionFields = sampledOperations.flatMap((sampled) =>
	sampled.operation.properties
		.filter(({ type, name }) => type === 'string' && name in sampled.sample.parameters)
		.map(({ name, displayName }) => ({ ...sampled, name, displayName })),
);

test.each(expressionFields)(
	'$node $key: an expression in $displayName that does not work is said to be there',
	async (sampled) => {
		const { output } = await runSample(emulator, sampled, {
			parameters: { [sampled.name]: '={{ $json.a{{ }} }}' },
			settings: { onError: 'continueRegularOutput' },
		});
		expect(emulator.control.requests()).toEqual([]);
		const [{ json }] = output;
		expect(json.reason ?? json.error).toBe(
			`'${sampled.displayName}' has an expression that does not work: invalid syntax`,
		);
		expect(json.fix ?? 'Correct the expression').toBe('Correct the expression');
	},
);
