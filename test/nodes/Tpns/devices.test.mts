import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { runTpns } from '../../support/tpns.mts';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 50, unknownTokens: 1 });
});
afterEach(() => emulator.close());

const unknownToken = '0'.repeat(36);
const known = () =>
	emulator.context.contacts.filter(({ token }) =>
		emulator.context.devices.byToken(emulator.tpns.app().accessId, token),
	);
const deviceOf = (token: string) =>
	emulator.context.devices.byToken(emulator.tpns.app().accessId, token)!;
const bodies = (path: string) =>
	emulator.control.requests(path).map(({ body }) => body as Record<string, unknown>);
const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await runTpns(emulator, parameters, items, { settings: { onError: 'continueRegularOutput' } });
const json = ({ output }: Awaited<ReturnType<typeof run>>) => output.map((item) => item.json);

describe('tags', () => {
	const add: INodeParameters = {
		resource: 'tag',
		operation: 'addToDevices',
		devices: '={{ $json.token }}',
		tags: '={{ $json.tag }}',
	};

	test('45 pairs go in 3 calls, one after another, a second apart; one bad token is one bad item', async () => {
		const items = known()
			.slice(0, 44)
			.map(({ token, plan }, index) => ({ token, tag: `${plan}-${index % 3}` }));
		items.splice(20, 0, { token: unknownToken, tag: 'vip' });
		const result = await run(add, items);

		const calls = emulator.control.requests('/v3/device/tag');
		expect(
			calls.map(({ body }) => (body as { tag_token_list: unknown[] }).tag_token_list.length),
		).toEqual([20, 20, 5]);
		expect(emulator.control.counts()['/v3/device/tag'].mostAtOnce).toBe(1);
		for (const [index, call] of calls.slice(1).entries()) {
			expect(call.receivedAt - calls[index].answeredAt!).toBeGreaterThanOrEqual(950);
		}
		expect(json(result).map(({ token }) => token)).toEqual(items.map(({ token }) => token));
		expect(json(result).filter(({ status }) => status !== 'accepted')).toEqual([
			expect.objectContaining({
				token: unknownToken,
				tag: 'vip',
				status: 'invalid',
				code: '1008006',
				removeFromList: true,
			}),
		]);
		for (const { token, tag } of items) {
			if (token !== unknownToken) expect(deviceOf(token).tags).toContain(tag);
		}
	});

	test('a limit of 20 that TPNS keeps after all is found by itself', async () => {
		emulator.tpns.settings.tagPairLimit = 20;
		emulator.tpns.settings.spacing = 0;
		const items = known()
			.slice(0, 30)
			.map(({ token }, index) => ({ token, tag: `t${index}` }));
		const result = await run({ ...add, options: { pairsPerCall: 500 } }, items);
		expect(new Set(json(result).map(({ status }) => status))).toEqual(new Set(['accepted']));
		expect(
			bodies('/v3/device/tag').map(({ tag_token_list: pairs }) => (pairs as unknown[]).length),
		).toEqual([30, 15, 15]);
	});

	test('replacing keeps other keys, and removing all leaves none', async () => {
		const [{ token }] = known();
		deviceOf(token).tags.clear();
		deviceOf(token).tags.add('level:1').add('vip');
		const replace = { resource: 'tag', operation: 'replaceOnDevice', device: token };
		expect(json(await run({ ...replace, tags: 'level:2' }))).toEqual([
			{ token, tags: ['level:2'], status: 'accepted' },
		]);
		emulator.control.advance(1_000);
		expect([...deviceOf(token).tags].sort()).toEqual(['level:2', 'vip']);
		expect(
			json(await run({ resource: 'tag', operation: 'removeAllFromDevice', device: token })),
		).toEqual([{ token, status: 'accepted' }]);
		emulator.control.advance(1_000);
		expect([...deviceOf(token).tags]).toEqual([]);
		expect(bodies('/v3/device/tag').at(-1)).toEqual({ operator_type: 5, token_list: [token] });
	});

	test.each([
		['replaceOnDevice', { tags: 'a' }],
		['removeAllFromDevice', {}],
	])('%s takes one token and says so', async (operation, more) => {
		const device = known()
			.slice(0, 2)
			.map(({ token }) => token)
			.join();
		const [result] = json(await run({ resource: 'tag', operation, device, ...more }));
		expect(result.error).toBe("'Device Token' has 2 tokens, and this operation takes one");
		expect(bodies('/v3/device/tag')).toEqual([]);
	});

	test('deleting takes tags off all devices', async () => {
		for (const { token } of known()) deviceOf(token).tags.add('old');
		const result = await run({ resource: 'tag', operation: 'delete', tags: 'old, older' });
		expect(json(result)[0]).toMatchObject({
			status: 'accepted',
			results: [
				{ tag: 'old', deleted: true },
				{ tag: 'older', deleted: true },
			],
		});
		emulator.control.advance(1_000);
		expect(known().filter(({ token }) => deviceOf(token).tags.has('old'))).toEqual([]);
	});

	test('a tag of 60 bytes in 20 characters is sent with a remark, one of 51 characters is not', async () => {
		const [{ token }] = known();
		const items = ['标'.repeat(20), 'x'.repeat(51)].map((tag) => ({ token, tag }));
		const [first, second] = json(await run(add, items));
		expect(first).toMatchObject({
			status: 'accepted',
			warning: expect.stringContaining('60 bytes'),
		});
		expect(second.error).toContain('51 characters');
	});
});

describe('accounts', () => {
	const bind: INodeParameters = {
		resource: 'account',
		operation: 'bind',
		device: '={{ $json.token }}',
		accounts: '={{ $json.accounts }}',
	};

	test('45 devices are bound in 3 calls; a bad token is one bad item', async () => {
		const items: IDataObject[] = known()
			.slice(0, 44)
			.map(({ token }, index) => ({ token, accounts: `user-${index}` }));
		items.push({ token: unknownToken, accounts: 'nobody' });
		const result = json(await run(bind, items));
		expect(
			bodies('/v3/device/account/batchoperate').map(
				({ token_accounts: list }) => (list as unknown[]).length,
			),
		).toEqual([20, 20, 5]);
		expect(result.map(({ token }) => token)).toEqual(items.map(({ token }) => token));
		expect(result.filter(({ status }) => status !== 'accepted')).toEqual([
			expect.objectContaining({ token: unknownToken, status: 'invalid', code: '1008006' }),
		]);
		emulator.control.advance(1_000);
		expect(deviceOf(items[7].token as string).accounts).toMatchObject([{ account: 'user-7' }]);
	});

	test('items with the same device are bound together, so that none overwrites another', async () => {
		const [{ token }] = known();
		await run({ ...bind, accountType: '={{ $json.type }}' }, [
			{ token, accounts: 'a@example.com', type: 1005 },
			{ token, accounts: '+8613711112222', type: 1002 },
		]);
		emulator.control.advance(1_000);
		expect(deviceOf(token).accounts).toMatchObject([
			{ account: 'a@example.com', type: 1005 },
			{ account: '+8613711112222', type: 1002 },
		]);
	});

	test('two accounts of one type are sent with a remark that the device keeps one', async () => {
		const [{ token }] = known();
		expect(json(await run(bind, [{ token, accounts: 'a, b' }]))[0].warning).toContain(
			'keeps only the last',
		);
		expect(json(await run(bind, [{ token, accounts: 'a' }]))[0]).not.toHaveProperty('warning');
	});

	test('types go with each account', async () => {
		const [{ token }] = known();
		await run({ ...bind, accountType: 1002 }, [{ token, accounts: '+8613711112222' }]);
		await run({ ...bind, operation: 'unbind', accountType: -1, accountTypeNumber: 7 }, [
			{ token, accounts: 'x' },
		]);
		expect(bodies('/v3/device/account/batchoperate')).toEqual([
			{
				operator_type: 2,
				token_accounts: [
					{ token, account_list: [{ account: '+8613711112222', account_type: 1002 }] },
				],
			},
			{
				operator_type: 3,
				token_accounts: [{ token, account_list: [{ account: 'x', account_type: 7 }] }],
			},
		]);
	});

	test('both ways of asking answer each item, also where nothing is bound', async () => {
		const [one, two] = known();
		const devices = json(
			await run(
				{ resource: 'account', operation: 'getAllDevices', accounts: '={{ $json.account }}' },
				[{ account: one.account }, { account: 'nobody' }, { account: two.account }],
			),
		);
		expect(devices).toEqual([
			{ account: one.account, accountType: 0, status: 'accepted', tokens: [one.token] },
			{ account: 'nobody', accountType: 0, status: 'accepted', tokens: [] },
			{ account: two.account, accountType: 0, status: 'accepted', tokens: [two.token] },
		]);
		const accounts = json(
			await run(
				{ resource: 'account', operation: 'getAllByDevice', devices: '={{ $json.token }}' },
				[{ token: two.token }, { token: unknownToken }],
			),
		);
		expect(accounts).toEqual([
			{ token: two.token, status: 'accepted', accounts: [{ account: two.account }] },
			{ token: unknownToken, status: 'accepted', accounts: [] },
		]);
		expect(bodies('/v3/device/account/query')).toHaveLength(2);
	});

	test('unbinding answers each item', async () => {
		const [one, two] = known();
		expect(
			json(
				await run(
					{
						resource: 'account',
						operation: 'unbindFromAllDevices',
						accounts: '={{ $json.account }}',
					},
					[{ account: one.account }, { account: 'nobody' }],
				),
			),
		).toMatchObject([{ status: 'accepted' }, { status: 'invalid', code: '10110008' }]);
		expect(
			json(
				await run(
					{
						resource: 'account',
						operation: 'unbindAllFromDevices',
						devices: '={{ $json.token }}',
						options: { entriesPerCall: 1 },
					},
					[{ token: two.token }, { token: unknownToken }],
				),
			),
		).toMatchObject([{ status: 'accepted' }, { status: 'invalid' }]);
		emulator.control.advance(1_000);
		expect([deviceOf(one.token), deviceOf(two.token)].map((device) => device.accounts)).toEqual([
			[],
			[],
		]);
	});
});

describe('user attributes', () => {
	const add: INodeParameters = {
		resource: 'userAttribute',
		operation: 'add',
		device: '={{ $json.token }}',
		attributes: { entries: [{ name: 'city', value: '={{ $json.city }}' }] },
	};

	test('each item gets its own attributes, and what TPNS does not know shows on its item', async () => {
		const items = known()
			.slice(0, 3)
			.map(({ token }, index) => ({ token, city: `City ${index}` }));
		expect(json(await run(add, items))).toEqual(
			items.map(({ token }) => ({ token, status: 'accepted' })),
		);
		expect([...deviceOf(items[2].token).attributes]).toEqual(
			expect.arrayContaining([['city', 'City 2']]),
		);
		const [{ token }] = items;
		const odd = await run({
			...add,
			device: token,
			operation: 'update',
			attributes: { json: [{ object: '={{ { city: "Ulm", shoe: 42 } }}' }] },
		});
		expect(json(odd)).toEqual([
			expect.objectContaining({
				status: 'accepted',
				invalidAttributes: ['shoe'],
				warning: 'TPNS does not know shoe',
			}),
		]);
		expect(
			json(await run({ resource: 'userAttribute', operation: 'get', device: token })),
		).toMatchObject([{ token, attributes: { city: 'Ulm' } }]);
		expect(
			json(
				await run({
					resource: 'userAttribute',
					operation: 'delete',
					device: token,
					attributeNames: 'shoe',
				}),
			),
		).toMatchObject([{ status: 'invalid', invalidAttributes: ['shoe'] }]);
		await run({ resource: 'userAttribute', operation: 'deleteAll', device: token });
		expect([...deviceOf(token).attributes]).toEqual([]);
	});

	test('are deleted with their value, and by name alone where TPNS takes that', async () => {
		const items = known().slice(0, 2);
		await run(
			add,
			items.map(({ token }) => ({ token, city: 'Ulm' })),
		);
		const remove = { ...add, operation: 'delete', attributes: {}, attributeNames: 'city' };
		const withValue = { currentValues: { entries: [{ name: 'city', value: 'Ulm' }] } };
		const cityOf = ({ token }: { token: string }) => deviceOf(token).attributes.get('city');
		emulator.tpns.settings.attributeDeletion = 'byValue';
		await run(remove, [{ token: items[0].token }]);
		expect(cityOf(items[0])).toBe('Ulm');
		await run({ ...remove, ...withValue }, [{ token: items[0].token }]);
		expect(cityOf(items[0])).toBeUndefined();
		emulator.tpns.settings.attributeDeletion = 'byName';
		await run(remove, [{ token: items[1].token }]);
		expect(cityOf(items[1])).toBeUndefined();
	});

	test('are not deleted with a value for another name', async () => {
		const [other] = json(
			await run(
				{
					...add,
					operation: 'delete',
					attributeNames: 'city',
					currentValues: { entries: [{ name: 'town', value: 'Ulm' }] },
				},
				[{ token: known()[0].token }],
			),
		);
		expect(other.error).toContain(`'Current Values' has "town"`);
	});

	test('a value of more than 50 bytes and an unknown device are said', async () => {
		const [{ token }] = known();
		const [long, lost] = json(
			await run(add, [
				{ token, city: '市'.repeat(17) },
				{ token: unknownToken, city: 'Ulm' },
			]),
		);
		expect(long.error).toBe(
			`'Attributes' has a value of "city" of 51 bytes, and TPNS takes at most 50`,
		);
		expect(lost).toMatchObject({ status: 'invalid', code: '1008029' });
	});
});

describe('push plans', () => {
	const create: INodeParameters = {
		resource: 'pushPlan',
		operation: 'create',
		planName: '={{ $json.name }}',
		planDescription: 'All pushes of the sale',
	};

	test('each item makes a plan, whose ID a push takes', async () => {
		const plans = json(await run(create, [{ name: 'Spring' }, { name: 'Summer' }]));
		expect(plans.map(({ planName }) => planName)).toEqual(['Spring', 'Summer']);
		const [{ token }] = known();
		const { output } = await runTpns(
			emulator,
			{
				resource: 'push',
				operation: 'sendToDevices',
				devices: token,
				title: 'Hello',
				content: 'World',
				options: { planId: '={{ $json.planId }}' },
			},
			[plans[0]],
		);
		expect(output[0].json.status).toBe('accepted');
		expect(bodies('/v3/push/app')[0].plan_id).toBe(plans[0].planId);
	});

	test('a name of 61 characters is refused before any call', async () => {
		const [result] = json(await run(create, [{ name: 'x'.repeat(61) }]));
		expect(result.error).toBe("'Name' has 61 characters");
		expect(emulator.control.requests()).toEqual([]);
	});
});
