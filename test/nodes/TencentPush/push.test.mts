import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import {
	loadPackage,
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../support/engine.mts';
import { addUser, callService } from '../../support/pushServiceState.mts';
import {
	bodies,
	chatCredentials,
	importUsers,
	ownApp,
	runTencentPush,
	toUsers,
} from '../../support/tencentPush.mts';

const BATCH = 'timpush/batch';
const PUSH = 'timpush/push';
const goOn = { settings: { onError: 'continueRegularOutput' as const } };
const text = { title: 'Hello', content: 'Your order is on its way' };
const toAll: INodeParameters = {
	resource: 'push',
	operation: 'sendToAll',
	confirmBroadcast: true,
	...text,
};

let emulator: Emulator;
beforeAll(async () => {
	await startExpressionEngine();
	await startDeduplicationStore();
});
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({ pushService: { identity: ownApp() } });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await emulator.close();
});

const userItems = (users: string[]) => users.map((userId) => ({ userId }));

describe('a push to users', () => {
	test('of 1,250 items takes 3 calls of at most 500 and answers each item in its place', async () => {
		const users = importUsers(emulator, 1_250);
		const unknown = [3, 700, 1_249];
		for (const index of unknown) users[index] = `stranger-${index}`;
		const { output, hints } = await runTencentPush(emulator, toUsers, userItems(users));

		const calls = bodies(emulator, BATCH, { accepted: true });
		expect(calls.map(({ To_Account }) => (To_Account as string[]).length)).toEqual([500, 500, 250]);
		expect(calls.flatMap(({ To_Account }) => To_Account)).toEqual(users);
		expect(output).toHaveLength(1_250);
		output.forEach(({ json, pairedItem }, index) => {
			expect(pairedItem).toEqual({ item: index });
			expect(json.user).toBe(users[index]);
			expect(json).toMatchObject(
				unknown.includes(index)
					? { status: 'invalid', code: '70107', removeFromList: true }
					: { status: 'accepted', taskId: expect.stringMatching(/^batch_/) },
			);
		});
		expect(hints[0].message).toBe('1250 users in 3 requests: 1247 accepted, 3 invalid');
	});

	test('that stops at a refused recipient says who else got it, and goes on from there', async () => {
		const [first, second, third] = importUsers(emulator, 3);
		const ErrorList = [{ To_Account: second, ErrorCode: 99999, ErrorInfo: 'try later' }];
		const answer = {
			ActionStatus: 'OK',
			ErrorCode: 0,
			ErrorInfo: '',
			TaskId: 'batch_1',
			ErrorList,
		};
		const body = JSON.stringify(answer);
		const contentType = 'application/json';
		emulator.control.addFault({
			kind: 'status',
			status: 200,
			contentType,
			body,
			path: `/v4/${BATCH}`,
		});
		const { error } = await runTencentPush(
			emulator,
			toUsers,
			userItems([first, second, third, first]),
		);
		expect(error?.message).toBe('try later. 2 users were accepted');
		expect(error?.description).toMatch(/Set 'On Error' to Continue to get a result for each item$/);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	test('carries what the form says, in the name of the administrator', async () => {
		importUsers(emulator, 1);
		await runTencentPush(emulator, {
			...toUsers,
			users: 'user-1',
			options: { dataId: 'order-42', additionalJson: '{"OfflinePushInfo": {"PushFlag": 1}}' },
		});
		expect(bodies(emulator, BATCH)).toEqual([
			{
				From_Account: 'administrator',
				To_Account: ['user-1'],
				MsgRandom: expect.any(Number),
				OfflinePushInfo: {
					PushFlag: 1,
					Title: 'Hello',
					Desc: 'Your order is on its way',
				},
				DataId: 'order-42',
			},
		]);
	});

	test('with a message for each keeps them apart, and gives each a random number', async () => {
		const users = importUsers(emulator, 5);
		await runTencentPush(
			emulator,
			{ ...toUsers, title: '=For {{ $json.userId }}' },
			userItems(users),
		);
		const calls = bodies(emulator, BATCH);
		expect(calls).toHaveLength(5);
		expect(new Set(calls.map(({ MsgRandom }) => MsgRandom)).size).toBe(5);
	});

	test('keeps below the rate that the app allows', async () => {
		emulator.pushService.configure({ batchUsersPerSecond: 30 });
		const users = importUsers(emulator, 3);
		const started = Date.now();
		const { output } = await runTencentPush(
			emulator,
			{ ...toUsers, title: '=For {{ $json.userId }}', options: { usersPerSecond: 2 } },
			userItems(users),
		);
		expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
		expect(bodies(emulator, BATCH)).toHaveLength(3);
		expect(Date.now() - started).toBeGreaterThan(1_000);
	});

	test.each(['resetAfterAcceptance', 'noAnswer'] as const)(
		'after %s is not sent again',
		async (kind) => {
			const users = importUsers(emulator, 3);
			emulator.control.addFault({ path: '/v4/timpush/batch', kind, times: 'always' });
			const { output } = await runTencentPush(
				emulator,
				{ ...toUsers, options: { timeLimit: 4 } },
				userItems(users),
				goOn,
			);
			expect(bodies(emulator, BATCH)).toHaveLength(1);
			for (const { json } of output) {
				expect(json).toMatchObject({
					status: 'unknown',
					reason: expect.stringContaining('the request is not confirmed'),
					fix: expect.stringContaining('Push Service console'),
				});
			}
		},
	);

	test.each([60007, 60018, 60019])(
		'after %d, which proves that nothing was accepted, is sent again with the same random number',
		async (code) => {
			const users = importUsers(emulator, 3);
			emulator.control.addFault({ path: '/v4/timpush/batch', kind: 'code', code });
			const started = Date.now();
			const { output } = await runTencentPush(emulator, toUsers, userItems(users));
			expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
			expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
			const randoms = bodies(emulator, BATCH).map(({ MsgRandom }) => MsgRandom);
			expect(randoms).toEqual([randoms[0], randoms[0]]);
			expect(bodies(emulator, BATCH, { accepted: true })).toHaveLength(1);
		},
	);

	test('after 91000 is not sent again, because it may have gone out', async () => {
		const users = importUsers(emulator, 1);
		emulator.control.addFault({ path: '/v4/timpush/batch', kind: 'code', code: 91000 });
		const { output } = await runTencentPush(emulator, toUsers, userItems(users), goOn);
		expect(bodies(emulator, BATCH)).toHaveLength(1);
		expect(output[0].json).toMatchObject({ status: 'unknown', code: '91000' });
	});
});

describe('the UserSig', () => {
	test('that has expired is made anew once, and the push goes out', async () => {
		const start = new Date('2026-01-01T00:00:00Z');
		await emulator.close();
		emulator = await startEmulator({
			startAt: start,
			frozen: true,
			pushService: { identity: ownApp() },
		});
		const users = importUsers(emulator, 1);
		const day = 86_400_000;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(start.getTime() - day + 120_000);
		await runTencentPush(emulator, toUsers, userItems(users));
		expect(bodies(emulator, BATCH, { accepted: true })).toHaveLength(1);

		emulator.control.advance(200_000);
		clock.mockReturnValue(start.getTime() - day + 320_000);
		const { output } = await runTencentPush(
			emulator,
			{ ...toUsers, title: 'Again' },
			userItems(users),
		);
		expect(output[0].json.status).toBe('accepted');
		const requests = emulator.control.requests('/v4/timpush/batch');
		expect(requests.map(({ accepted }) => accepted)).toEqual([true, false, true]);
		expect(requests[1].answer).toMatchObject({ ErrorCode: 70001 });
		const [, expired, fresh] = requests.map(({ query }) => query.usersig);
		expect(fresh).not.toBe(expired);
	});

	test('that stays expired is given up after one more attempt', async () => {
		const users = importUsers(emulator, 1);
		emulator.control.addFault({
			path: '/v4/timpush/batch',
			kind: 'code',
			code: 70001,
			times: 'always',
		});
		const { output } = await runTencentPush(emulator, toUsers, userItems(users), goOn);
		expect(emulator.control.requests()).toHaveLength(2);
		expect(output[0].json).toMatchObject({ status: 'failed', code: '70001' });
	});

	test('of a wrong key is tried once, however many calls are waiting', async () => {
		const users = importUsers(emulator, 30);
		const { tencentChatApi } = chatCredentials(emulator);
		const { output } = await runTencentPush(
			emulator,
			{ ...toUsers, title: '=For {{ $json.userId }}' },
			userItems(users),
			{ ...goOn, credentials: { tencentChatApi: { ...tencentChatApi, secretKey: 'wrong' } } },
		);
		expect(emulator.control.requests()).toHaveLength(1);
		expect(output).toHaveLength(30);
		for (const { json } of output) {
			expect(json).toMatchObject({ status: 'failed', code: '70009' });
			expect(JSON.stringify(json)).not.toContain('usersig');
		}
	});

	test('has a random of its own in each request', async () => {
		const users = importUsers(emulator, 5);
		await runTencentPush(
			emulator,
			{ ...toUsers, title: '=For {{ $json.userId }}' },
			userItems(users),
		);
		const randoms = emulator.control.requests().map(({ query }) => query.random);
		expect(new Set(randoms).size).toBe(5);
	});
});

describe('a push to everybody', () => {
	test('goes out once for 100 items with the same message', async () => {
		addUser(emulator, 'alice');
		const { output } = await runTencentPush(
			emulator,
			toAll,
			Array.from({ length: 100 }, (_, index) => ({ index })),
		);
		expect(bodies(emulator, PUSH)).toEqual([
			{
				From_Account: 'administrator',
				MsgRandom: expect.any(Number),
				OfflinePushInfo: { PushFlag: 0, Title: text.title, Desc: text.content },
			},
		]);
		expect(output).toHaveLength(100);
		expect(output[99].json).toMatchObject({ status: 'accepted', duplicate: true });
	});

	test('needs the switch, and sends nothing without it', async () => {
		const { error } = await runTencentPush(emulator, { ...toAll, confirmBroadcast: false });
		expect(error?.message).toMatch(/'Confirm Broadcast' is switched off/);
		expect(emulator.control.requests()).toEqual([]);
	});

	test('is refused to an AI agent unless a person allows it', async () => {
		// n8n makes the tool of a node under its name + "Tool".
		const agent = {
			node: 'tencentPushTool',
			types: { tencentPushTool: (await loadPackage()).getNode('tencentPush').type as INodeType },
		};
		const refused = await runTencentPush(emulator, toAll, [{}], agent);
		expect(refused.error?.message).toMatch(/^'Allow AI Agents' is switched off/);
		expect(emulator.control.requests()).toEqual([]);
		const allowed = { ...toAll, allowToolBroadcast: true };
		expect((await runTencentPush(emulator, allowed, [{}], agent)).error).toBeUndefined();
		expect((await runTencentPush(emulator, toAll)).error).toBeUndefined();
	});

	test('after 90024 is sent once, a second later, with the same random number', async () => {
		emulator.control.addFault({ path: '/v4/timpush/push', kind: 'code', code: 90024 });
		const { output } = await runTencentPush(emulator, toAll);
		expect(output[0].json).toMatchObject({ status: 'accepted', taskId: expect.any(String) });
		const [first, second] = emulator.control.requests('/v4/timpush/push');
		expect(second.body).toEqual(first.body);
		expect(second.receivedAt - first.receivedAt).toBeGreaterThanOrEqual(1_000);
		expect([...emulator.pushService.pushes.all()]).toHaveLength(1);
	});

	test('keeps more than a second to the next one', async () => {
		const { output } = await runTencentPush(emulator, { ...toAll, title: '={{ $json.title }}' }, [
			{ title: 'one' },
			{ title: 'two' },
			{ title: 'three' },
		]);
		expect(output.map(({ json }) => json.status)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(bodies(emulator, PUSH)).toHaveLength(3);
	});

	test('says that the daily quota is spent, and does not try the rest', async () => {
		emulator.pushService.configure({ pushesPerDay: 1 });
		const { output } = await runTencentPush(
			emulator,
			{ ...toAll, title: '={{ $json.title }}' },
			[{ title: 'one' }, { title: 'two' }, { title: 'three' }, { title: 'four' }],
			goOn,
		);
		expect(output.map(({ json }) => json.status)).toEqual([
			'accepted',
			'failed',
			'failed',
			'failed',
		]);
		expect(output[1].json).toMatchObject({
			code: '90047',
			reason: expect.stringContaining('daily quota'),
			fix: expect.stringContaining('Send to Users'),
		});
		expect(bodies(emulator, PUSH)).toHaveLength(2);
	});

	test('of more than 10 KB is refused before it is sent', async () => {
		const customContent = {
			json: [{ object: JSON.stringify({ a: 'b'.repeat(2_900) }) }],
		};
		const languages = Array.from({ length: 3 }, (_, index) => ({
			language: `l${index}`,
			title: 'T',
			content: 'c'.repeat(2_500),
		}));
		const { error } = await runTencentPush(emulator, {
			...toAll,
			content: 'short',
			customContent,
			options: { otherLanguages: { languages } },
		});
		expect(error?.message).toMatch(/The push has \d+ bytes, and the API takes at most 10240/);
		expect(emulator.control.requests()).toEqual([]);
	});

	test('shows above the output what vendors cut', async () => {
		const { hints } = await runTencentPush(emulator, { ...toAll, title: 'a'.repeat(33) });
		expect(hints.map(({ message }) => message)).toContain(
			"'Title' has 33 characters. Meizu cuts it after 32",
		);
	});

	test('can be previewed without being sent, and without the switch', async () => {
		const { output } = await runTencentPush(emulator, {
			...toAll,
			confirmBroadcast: false,
			previewOnly: true,
		});
		expect(emulator.control.requests()).toEqual([]);
		expect(output[0].json).toMatchObject({
			preview: true,
			recipients: 'not known before sending',
			title: text.title,
			when: 'now',
			requestCount: 1,
			requests: [
				{
					path: '/v4/timpush/push',
					body: { From_Account: 'administrator', OfflinePushInfo: { Title: text.title } },
				},
			],
		});
		expect(JSON.stringify(output)).not.toContain(emulator.pushService.identity.secretKey);
	});

	test('may be an in-app message', async () => {
		const customContent = { entries: [{ name: 'page', value: 'sale' }] };
		await runTencentPush(emulator, { ...toAll, messageType: 'message', customContent });
		expect(bodies(emulator, PUSH, { accepted: true })[0].OfflinePushInfo).toEqual({
			PushFlag: 1,
			Ext: '{"page":"sale"}',
		});
	});

	test('may leave a Chat message behind', async () => {
		await runTencentPush(emulator, {
			...toAll,
			addChatMessage: true,
			chatText: 'Hello there',
			storeChatMessage: false,
		});
		expect(bodies(emulator, PUSH, { accepted: true })[0]).toMatchObject({
			MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello there' } }],
			OnlineOnlyFlag: 1,
		});
	});
});

describe('a push by tags', () => {
	const byTags = { resource: 'push', operation: 'sendByTags', ...text };
	const TAGS = ['a', 'b', 'c', 'd', 'e'];
	const someTags = fc.subarray(TAGS);
	const condition = fc
		.record({ any: someTags, all: someTags, none: someTags })
		.filter(({ any, all }) => any.length + all.length > 0)
		.filter(({ any, all }) => !any.some((tag) => all.includes(tag)));

	test('selects whom a plain computation over sets selects', async () => {
		emulator.pushService.configure({ frequencyLimits: false, pushesPerDay: 10_000 });
		const users = importUsers(emulator, 40);
		const { accounts, tags, pushes } = emulator.pushService;
		const tagsOf = new Map<string, string[]>();
		fc.sample(someTags, { numRuns: users.length, seed: 7 }).forEach((own, index) => {
			tagsOf.set(users[index], own);
			tags.add(accounts.get(users[index])!, own);
		});
		await fc.assert(
			fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 20 }), async (conditions) => {
				const { output, error } = await runTencentPush(
					emulator,
					{
						...byTags,
						title: '={{ $json.title }}',
						tagsAny: '={{ $json.any }}',
						tagsAll: '={{ $json.all }}',
						tagsNone: '={{ $json.none }}',
						previewOnly: true,
					},
					conditions.map((one, index) => ({ ...one, title: `push ${index}` })),
				);
				expect(error).toBeUndefined();
				expect(output).toHaveLength(conditions.length);
				for (const [index, { any, all, none }] of conditions.entries()) {
					const { TaskId } = await callService(
						emulator,
						PUSH,
						(output[index].json.requests as Array<{ body: object }>)[0].body,
					);
					const expected = users.filter((user) => {
						const own = new Set(tagsOf.get(user));
						const hasAny = any.length === 0 || any.some((tag) => own.has(tag));
						const hasNone = none.length > 0 && none.every((tag) => own.has(tag));
						return hasAny && all.every((tag) => own.has(tag)) && !hasNone;
					});
					expect(pushes.get(String(TaskId))?.accounts).toEqual(expected);
				}
			}),
			{ numRuns: 15 },
		);
	});

	test('says in words whom it selects', async () => {
		const { output } = await runTencentPush(emulator, {
			...byTags,
			tagsAny: 'a, b',
			tagsAll: '["c"]',
			tagsNone: 'd',
		});
		expect(output[0].json.condition).toBe('any of "a", "b", and all of "c", and not all of "d"');
	});

	test('goes to each selection once under a campaign key', async () => {
		emulator.pushService.configure({ frequencyLimits: false });
		const { output } = await runTencentPush(
			emulator,
			{ ...byTags, tagsAny: '={{ $json.tag }}', campaignKey: 'spring' },
			['vip', 'gold', 'vip'].map((tag) => ({ tag })),
		);
		expect(output.map(({ json }) => [json.status, json.duplicate])).toEqual([
			['accepted', undefined],
			['accepted', undefined],
			['accepted', true],
		]);
		const again = await runTencentPush(emulator, {
			...byTags,
			title: 'Corrected',
			tagsAny: 'gold',
			campaignKey: 'spring',
		});
		expect(again.output[0].json.status).toBe('skipped');
		expect(bodies(emulator, PUSH)).toHaveLength(2);
	});

	test('that only leaves users out needs the switch of a push to everybody', async () => {
		const onlyNone = { ...byTags, tagsNone: 'd' };
		const { error } = await runTencentPush(emulator, onlyNone);
		expect(error?.message).toMatch(/'Confirm Broadcast' is switched off/);
		await runTencentPush(emulator, { ...onlyNone, confirmBroadcast: true });
		expect(bodies(emulator, PUSH, { accepted: true })[0]).toMatchObject({
			Condition: { TagsNot: ['d'] },
		});
	});

	test.each([
		['no tag', {}, "'Any of These Tags' is empty"],
		['eleven tags', { tagsAny: [...'abcdefghijk'].join() }, 'has 11 tags'],
		['a tag of 51 bytes', { tagsAll: 'ß'.repeat(25) + 'a' }, 'with 51 bytes'],
		['a tag in both lists', { tagsAny: 'a', tagsAll: 'a' }, "is also in 'All of These Tags'"],
	])('with %s is refused before it is sent', async (_, tags, message) => {
		const { error } = await runTencentPush(emulator, { ...byTags, ...tags });
		expect(error?.message).toContain(message);
		expect(emulator.control.requests()).toEqual([]);
	});
});

describe('a push by attributes', () => {
	const byAttributes = { resource: 'push', operation: 'sendByAttributes', ...text };
	const attributes = (pairs: Record<string, string>) => ({
		entries: Object.entries(pairs).map(([name, value]) => ({ name, value })),
	});

	test('selects by any and by all', async () => {
		emulator.pushService.configure({ frequencyLimits: false });
		const users = importUsers(emulator, 4);
		const { accounts, attributeNames, pushes } = emulator.pushService;
		attributeNames.set({ 0: 'city', 1: 'level' });
		const own = [
			{ city: 'Shenzhen', level: 'gold' },
			{ city: 'Shenzhen', level: 'silver' },
			{ city: 'Berlin', level: 'gold' },
			{},
		];
		users.forEach((user, index) =>
			Object.entries(own[index]).forEach(([name, value]) =>
				accounts.get(user)!.attributes.set(name, value),
			),
		);
		const selected = async (parameters: INodeParameters) => {
			const { output } = await runTencentPush(emulator, { ...byAttributes, ...parameters });
			return pushes.get(String(output[0].json.taskId))?.accounts;
		};
		const both = attributes({ city: 'Shenzhen', level: 'gold' });
		expect(await selected({ attributesAll: both })).toEqual(['user-1']);
		expect(await selected({ attributesAny: both })).toEqual(['user-1', 'user-2', 'user-3']);
		expect(
			await selected({
				attributesAny: attributes({ city: 'Berlin' }),
				attributesAll: attributes({ level: 'gold' }),
			}),
		).toEqual(['user-3']);
	});

	test('explains an attribute that the app does not have', async () => {
		const { error } = await runTencentPush(emulator, {
			...byAttributes,
			attributesAny: attributes({ town: 'Berlin' }),
		});
		expect(error?.message).toMatch(/does not have this attribute.*90033.*town/);
		expect(error?.description).toMatch(/Attribute Name: Set/);
	});

	test('without attributes is refused before it is sent', async () => {
		const { error } = await runTencentPush(emulator, byAttributes);
		expect(error?.message).toContain("'Any of These Attributes' is empty");
	});
});

describe('the older family', () => {
	test('carries a Chat message, a sender and how long it waits', async () => {
		addUser(emulator, 'news');
		await runTencentPush(emulator, {
			...toAll,
			apiFamily: 'chat',
			chatMessageType: 'custom',
			chatData: '{"page": 1}',
			chatElement: { description: 'News' },
			messageType: 'notify',
			options: { senderAccount: 'news', lifeTime: 604_800 },
		});
		expect(bodies(emulator, 'all_member_push/im_push', { accepted: true })).toEqual([
			{
				From_Account: 'news',
				MsgRandom: expect.any(Number),
				MsgLifeTime: 604_800,
				MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: '{"page": 1}', Desc: 'News' } }],
				OfflinePushInfo: { PushFlag: 0, Title: text.title, Desc: text.content },
			},
		]);
	});

	test('may go without an offline push', async () => {
		await runTencentPush(emulator, {
			...toAll,
			apiFamily: 'chat',
			chatText: 'Hello',
			messageType: 'none',
		});
		expect(bodies(emulator, 'all_member_push/im_push', { accepted: true })[0]).not.toHaveProperty(
			'OfflinePushInfo',
		);
	});
});

describe('revoking', () => {
	const revoke = {
		resource: 'push',
		operation: 'revoke',
		title: 'Correction',
		content: 'Withdrawn',
		customContent: { entries: [{ name: 'a', value: 'b' }] },
	};

	test('replaces the notification, also when it is asked for again', async () => {
		addUser(emulator, 'alice');
		const sent = await runTencentPush(emulator, toAll);
		const taskId = String(sent.output[0].json.taskId);
		const first = await runTencentPush(emulator, { ...revoke, taskIds: taskId });
		expect(first.output[0].json).toEqual({ taskId, status: 'accepted', revoked: true });
		expect(bodies(emulator, 'timpush/revoke')).toEqual([
			{
				TaskId: taskId,
				OfflinePushInfo: { Title: 'Correction', Desc: 'Withdrawn', Ext: '{"a":"b"}' },
			},
		]);
		const again = await runTencentPush(emulator, { ...revoke, taskIds: taskId });
		expect(again.output[0].json).toEqual({
			taskId,
			status: 'accepted',
			revoked: true,
			revokedBefore: true,
		});
	});

	test('takes the whole notification of a push', async () => {
		addUser(emulator, 'alice');
		emulator.pushService.templates.add({ id: '1400000000-1', title: 'T', desc: 'D' });
		const notification = {
			customContent: { entries: [{ name: 'a', value: 'b' }] },
			options: {
				ios: { sound: 'ding.mp3', subtitle: 'S' },
				android: { fcmChannelId: 'news', additionalJson: '{"NewField":1}' },
				harmony: { category: 'IM' },
				otherLanguages: { languages: [{ language: 'de', title: 'Hallo', content: 'Welt' }] },
				badgeSet: 3,
				additionalJson: '{"OfflinePushInfo":{"Other":2}}',
			},
		};
		for (const template of [{}, { messageType: 'template', templateId: '1400000000-1' }]) {
			const push = { ...toAll, ...notification, ...template };
			const { output } = await runTencentPush(emulator, push);
			const taskIds = String(output[0].json.taskId);
			const { error } = await runTencentPush(emulator, {
				...push,
				resource: 'push',
				operation: 'revoke',
				taskIds,
			});
			expect(error).toBeUndefined();
			const [sent] = bodies(emulator, 'timpush/push').slice(-1);
			const [revoked] = bodies(emulator, 'timpush/revoke').slice(-1);
			expect(Object.keys(sent.OfflinePushInfo as object).length).toBeGreaterThan(5);
			expect({ PushFlag: 0, ...(revoked.OfflinePushInfo as object) }).toEqual(sent.OfflinePushInfo);
			emulator.control.advance(1_000);
		}
	});

	test('revokes the push of its form only', async () => {
		const { error } = await runTencentPush(emulator, {
			...revoke,
			taskIds: 'a',
			options: { additionalJson: '{"TaskId":"b"}' },
		});
		expect(error?.message).toContain(`'Additional JSON' has "TaskId"`);
		expect(bodies(emulator, 'timpush/revoke')).toEqual([]);
	});

	test('explains that a push to named users cannot be revoked', async () => {
		const { error } = await runTencentPush(emulator, { ...revoke, taskIds: 'batch_1' });
		expect(error?.message).toMatch(/no push with this task ID.*90049/);
		expect(error?.description).toMatch(/not those to named users/);
	});
});
