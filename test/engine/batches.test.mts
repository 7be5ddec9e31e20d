import type { IDataObject } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { sampledOperations } from '../samples/all.mts';
import { runNode, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { startRawServer } from '../support/rawServer.mts';
import { ACCESS_ID, acceptedPushes, runTpns, toDevices } from '../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ contacts: 2_500, unknownTokens: 10 });
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

beforeEach(() => {
	emulator.control.clearRequests();
});

const contacts = () => emulator.context.contacts.map(({ token, name }) => ({ token, name }));
const tokensOf = (body: Record<string, unknown>) => body.token_list as string[];

test('2,500 items with one message go out in three calls and come back one by one', async () => {
	const items = contacts();
	const { output, error, hints } = await runTpns(emulator, toDevices, items);

	expect(error).toBeUndefined();
	expect(acceptedPushes(emulator).map((body) => tokensOf(body).length)).toEqual([1000, 1000, 500]);
	expect(acceptedPushes(emulator).flatMap(tokensOf).sort()).toEqual(
		items.map(({ token }) => token).sort(),
	);
	expect(output.map(({ json }) => json.token)).toEqual(items.map(({ token }) => token));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	const invalid = output.filter(({ json }) => json.status === 'invalid');
	expect(invalid).toHaveLength(10);
	for (const { json } of invalid) {
		expect(json).toMatchObject({ removeFromList: true, reason: expect.stringContaining('token') });
	}
	expect(output.filter(({ json }) => json.status === 'accepted')).toHaveLength(2_490);
	expect(hints[0].message).toBe('2500 tokens in 3 requests: 2490 accepted, 10 invalid');
});

test('a title with five values makes five groups, and nobody gets the text of another', async () => {
	const items = contacts().map((contact, index) => ({ ...contact, city: `City ${index % 5}` }));
	const { output } = await runTpns(
		emulator,
		{ ...toDevices, title: '=News from {{ $json.city }}' },
		items,
	);

	const pushes = acceptedPushes(emulator);
	expect(pushes).toHaveLength(5);
	const cityOf = new Map(items.map(({ token, city }) => [token, city]));
	for (const body of pushes) {
		expect(tokensOf(body)).toHaveLength(500);
		const { title } = body.message as { title: string };
		for (const token of tokensOf(body)) expect(title).toBe(`News from ${cityOf.get(token)}`);
	}
	expect(output.map(({ json }) => json.token)).toEqual(items.map(({ token }) => token));
});

test('a token that stands in several items is sent once and answered to each', async () => {
	const [a, b] = contacts();
	const { output } = await runTpns(emulator, toDevices, [a, b, a, a]);

	expect(acceptedPushes(emulator).map(tokensOf)).toEqual([[a.token, b.token]]);
	expect(output.map(({ json }) => [json.token, json.status, json.duplicate])).toEqual([
		[a.token, 'accepted', undefined],
		[b.token, 'accepted', undefined],
		[a.token, 'accepted', true],
		[a.token, 'accepted', true],
	]);
});

test('the same message with another account type is another call', async () => {
	const { devices, contacts: people } = emulator.context;
	const device = devices.byToken(ACCESS_ID, people[1].token);
	devices.bindAccount(device!, 'user-00002', 1005, Date.now());
	const { output } = await runTpns(
		emulator,
		{
			resource: 'push',
			operation: 'sendToAccounts',
			accounts: '={{ $json.account }}',
			accountType: '={{ $json.type }}',
			title: 'Hello',
			content: 'There',
		},
		[
			{ account: 'user-00001', type: 0 },
			{ account: 'user-00002', type: 1005 },
			{ account: 'user-00003', type: 0 },
		],
	);
	expect(acceptedPushes(emulator).map((body) => [body.account_type, body.account_list])).toEqual([
		[undefined, ['user-00001', 'user-00003']],
		[1005, ['user-00002']],
	]);
	expect(output.map(({ json }) => json.account)).toEqual([
		'user-00001',
		'user-00002',
		'user-00003',
	]);
});

describe('an item with a list', () => {
	const unknown = 'f'.repeat(36);
	const known = () => contacts()[0].token;
	const item = () => ({
		token: [known(), unknown, known()],
		campaign: 'spring',
		note: 'x'.repeat(201),
	});

	test('gets a result for each of its members', async () => {
		const { output } = await runTpns(emulator, toDevices, [item(), { token: known() }]);
		expect(output.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual([
			{
				json: {
					status: 'accepted',
					token: known(),
					campaign: 'spring',
					removeFromList: false,
					pushId: expect.any(String) as string,
					duplicates: 1,
				},
				pairedItem: { item: 0 },
			},
			{
				json: expect.objectContaining({
					status: 'invalid',
					token: unknown,
					campaign: 'spring',
					removeFromList: true,
				}) as object,
				pairedItem: { item: 0 },
			},
			{
				json: expect.objectContaining({ status: 'accepted', duplicate: true }) as object,
				pairedItem: { item: 1 },
			},
		]);
	});

	test('gets one result with counts without One Row per Recipient', async () => {
		const options = { oneRowPerRecipient: false };
		const { output } = await runTpns(emulator, { ...toDevices, options }, [item()]);
		expect(output).toHaveLength(1);
		expect(output[0].json).toMatchObject({
			status: 'mixed',
			campaign: 'spring',
			accepted: 1,
			invalid: 1,
			failed: 0,
			unknown: 0,
			duplicates: 1,
			results: [
				{ token: known(), status: 'accepted' },
				{ token: unknown, status: 'invalid', removeFromList: true },
			],
		});
		// The results name them all.
		expect(output[0].json).not.toHaveProperty('token');
	});

	test('of 150,000 members gets as many results', async () => {
		const token = Array.from({ length: 150_000 }, (_, n) => n.toString(16).padStart(36, '0'));
		const { output, error } = await runTpns(emulator, toDevices, [{ token }]);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(token.length);
	});
});

interface ShownRequest {
	path: string;
	bytes: number;
	body: Record<string, unknown>;
}

test('a preview has a row for a message, with its exact requests last, and sends nothing', async () => {
	const items = contacts();
	const { output } = await runTpns(emulator, { ...toDevices, previewOnly: true }, items);

	expect(emulator.control.requests()).toEqual([]);
	expect(output).toHaveLength(1);
	const [{ json, pairedItem }] = output;
	expect(Object.keys(json)).toEqual([
		'preview',
		'recipients',
		'title',
		'content',
		'when',
		'requestCount',
		'requests',
	]);
	expect(json).toMatchObject({
		recipients: 2500,
		title: 'Hello',
		content: 'Your order is on its way',
		when: 'now',
		requestCount: 3,
	});
	const requests = json.requests as ShownRequest[];
	expect(requests.flatMap(({ body }) => tokensOf(body))).toEqual(items.map(({ token }) => token));
	expect(requests.map(({ body }) => tokensOf(body).length)).toEqual([1000, 1000, 500]);
	for (const { path, bytes, body } of requests) {
		expect(path).toBe('/v3/push/app');
		expect(bytes).toBe(Buffer.byteLength(JSON.stringify(body)));
	}
	expect(pairedItem).toEqual(items.map((_, item) => ({ item })));
});

test('messages that differ have a row each in a preview, also under one campaign key', async () => {
	const items = contacts()
		.slice(0, 60)
		.map((contact, index) => ({ ...contact, city: `City ${index % 5}`, key: `key ${index % 3}` }));
	const { output, hints } = await runTpns(
		emulator,
		{
			...toDevices,
			title: '=News from {{ $json.city }}',
			campaignKey: '={{ $json.key }}',
			previewOnly: true,
		},
		items,
	);
	expect(output.map(({ json }) => [json.title, json.recipients, json.requestCount])).toEqual(
		[0, 1, 2, 3, 4].map((city) => [`News from City ${city}`, 12, 3]),
	);
	expect(hints.filter(({ message }) => message.includes('no channel or category'))).toHaveLength(1);
});

test('a preview lists a bad item with its reason beside the requests of the others', async () => {
	const [{ token }] = contacts();
	const items = [{ token: '' }, { token }, { token: '' }];
	const { output, error, hints } = await runTpns(
		emulator,
		{ ...toDevices, previewOnly: true },
		items,
	);

	expect(error).toBeUndefined();
	expect(emulator.control.requests()).toEqual([]);
	expect(output.map(({ json, pairedItem }) => [json.preview, json.field, pairedItem])).toEqual([
		[true, undefined, [{ item: 1 }]],
		[true, 'Device Tokens', { item: 0 }],
		[true, 'Device Tokens', { item: 2 }],
	]);
	expect(output[1].json).toMatchObject({
		status: 'failed',
		reason: "'Device Tokens' is empty",
		fix: "Enter at least one value for 'Device Tokens'",
	});
	expect(hints).toContainEqual(
		expect.objectContaining({
			message:
				'Preview: nothing was sent. 1 message in 1 request. 2 items have errors, which their rows explain',
			type: 'warning',
		}),
	);
});

test('a preview says above the output that nothing was sent', async () => {
	const { hints } = await runTpns(emulator, { ...toDevices, previewOnly: true }, contacts());
	expect(hints).toContainEqual(
		expect.objectContaining({
			message: 'Preview: nothing was sent. 1 message in 3 requests',
			type: 'info',
		}),
	);
});

test('a bad item that stops the run says that nothing was sent and how to go on', async () => {
	const [{ token }] = contacts();
	const { error } = await runTpns(emulator, toDevices, [{ token }, { token: '' }, { token }]);
	expect(emulator.control.requests()).toEqual([]);
	expect(error?.message).toBe("'Device Tokens' is empty");
	expect(error?.description).toBe(
		"Enter at least one value for 'Device Tokens'. Nothing was sent. Set 'On Error' to Continue to process the other 2 items",
	);
	expect(error?.context).toMatchObject({ itemIndex: 1 });
});

test('the count above the output includes items that failed before sending', async () => {
	const [{ token }, { token: second }] = contacts();
	const { hints } = await runTpns(
		emulator,
		toDevices,
		[{ token }, { token: '' }, { token: second }, { token: '' }],
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(hints[0]).toMatchObject({
		message: '2 tokens in 1 request: 2 accepted. 2 items failed before sending',
		type: 'warning',
	});
});

test('a result has the fields of its contact behind the recipient, and its own where names meet', async () => {
	const [{ token, name }] = contacts();
	const contact = { token: 'of the contact', name, status: 'customer', address: token };
	const by = { ...toDevices, devices: '={{ $json.address }}' };
	const { output } = await runTpns(emulator, by, [contact]);
	expect(output[0].json).toMatchObject({ name, token, address: token, status: 'accepted' });
	expect(Object.keys(output[0].json).slice(0, 4)).toEqual(['status', 'token', 'name', 'address']);
	const without = await runTpns(emulator, { ...by, options: { includeInputFields: false } }, [
		contact,
	]);
	expect(without.output[0].json).not.toHaveProperty('name');
});

test('a field of a contact that is called __proto__ stays a field', async () => {
	const [{ token }] = contacts();
	const contact = JSON.parse(`{"token":"${token}","__proto__":{"code":"1"}}`) as IDataObject;
	const { output } = await runTpns(emulator, toDevices, [contact]);
	expect(Object.getPrototypeOf(Object.getPrototypeOf(output[0].json))).toBeNull();
	expect(Object.keys(output[0].json)).toEqual(expect.arrayContaining(['status', '__proto__']));
});

test('an item that failed before sending has the fields of its contact, too', async () => {
	const { output } = await runTpns(emulator, toDevices, [{ token: ' ', name: 'Ann' }], {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(Object.keys(output[0].json).slice(0, 3)).toEqual(['status', 'token', 'name']);
	expect(output[0].json).toMatchObject({ status: 'failed', name: 'Ann', removeFromList: false });
});

test.each([
	[{}, ['accepted'], ['invalid', 'failed']],
	[{ onInvalidRecipients: 'errorBranch' }, ['accepted'], ['invalid', 'failed']],
	[{ onInvalidRecipients: 'output' }, ['accepted', 'invalid'], ['failed']],
])(
	'with an error branch and options %j, recipients that do not exist leave as chosen',
	async (options, inOutput, onBranch) => {
		const [{ token }] = contacts();
		const { output, errors } = await runTpns(
			emulator,
			{ ...toDevices, options },
			[{ token }, { token: 'f'.repeat(36) }, { token: '' }].map((item) => ({ ...item, n: 1 })),
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(output.map(({ json }) => json.status)).toEqual(inOutput);
		expect(errors.map(({ json }) => json)).toMatchObject(
			onBranch.map((status) => ({ n: 1, details: { status } })),
		);
		for (const { json } of errors) expect(json.details).not.toHaveProperty('n');
	},
);

test('recipients that do not exist never stop the workflow', async () => {
	const [{ token }] = contacts();
	const { output, error } = await runTpns(emulator, toDevices, [
		{ token },
		{ token: 'f'.repeat(36) },
	]);
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.status)).toEqual(['accepted', 'invalid']);
});

const named = ['devices', 'accounts', 'users', 'user', 'groupId'];
const sendsToNamed = sampledOperations.flatMap((each) => {
	const { node, key, operation } = each;
	const field = operation.properties.find(({ name }) => named.includes(name))?.name;
	const isAsking = key === 'push:sendAndWait';
	return operation.isSend && field && !isAsking ? [[`${node} ${key}`, field, each] as const] : [];
});

test.each(sendsToNamed)(
	'%s: a recipient who does not exist does not stop the workflow, with requests of their own as well',
	async (_, field, { node, resource, operation, sample, credentials }) => {
		const server = await startRawServer({
			onRequest({ path, body }, connection) {
				const code = body.includes('"ghost"') ? (path.startsWith('/v3') ? 1008029 : 70107) : 0;
				connection.respond(200, JSON.stringify({ ret_code: code, ErrorCode: code }));
			},
		});
		const { output, error } = await runNode({
			node,
			parameters: {
				resource: resource.value,
				operation: operation.value,
				...sample.parameters,
				audience: 'users',
				[field]: '={{ $json.to }}',
				title: '=For {{ $json.to }}',
			},
			items: ['ghost', 'ann', 'bob'].map((to) => ({ to })),
			credentials: credentials({ ...emulator, url: server.url }),
		});
		await server.close();
		expect(error?.message).toBeUndefined();
		expect(output.map(({ json }) => json.status)).toEqual(['invalid', 'accepted', 'accepted']);
	},
);
