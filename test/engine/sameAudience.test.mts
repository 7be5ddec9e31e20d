import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { iosApp } from '../../emulator/tpns/app.mts';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { stringifyJson } from '../../nodes/shared/fields/json.ts';
import { sampledOperations } from '../samples/all.mts';
import { bareRun } from '../support/bareRun.mts';
import type { DeduplicationStore } from '../support/deduplicationStore.mts';
import {
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../support/engine.mts';
import { importUsers, runTencentPush } from '../support/tencentPush.mts';
import { acceptedPushes, runTpns, tpnsCredentials } from '../support/tpns.mts';

/** An audience is who is meant, however it is written: in a batch, and under a campaign key. */

const message = { title: 'a', content: 'b' };
const rule = (...tags: string[]) => ({
	rule: [{ items: { item: tags.map((each) => ({ tags: each })) }, operator: 'OR' }],
});
const attributes = (...entries: Array<[string, string]>) => ({
	entries: entries.map(([name, value]) => ({ name, value })),
});
const sendAt = { sendTime: '2026-02-03 09:00' };

/** Operations that send to an audience, with ways to write one and another one. */
const AUDIENCES: Array<[string, Parameters, { same: Parameters[]; other: Parameters[] }]> = [
	[
		'tencentPush push:sendByTags',
		{},
		{
			same: [
				{ tagsAny: 'vip, berlin' },
				{ tagsAny: 'berlin, vip' },
				{ tagsAny: ['vip', 'berlin', 'vip'] },
			],
			other: [
				{ tagsAll: 'vip, berlin' },
				{ tagsAny: 'vip' },
				{ tagsAny: 'vip', tagsNone: 'berlin' },
			],
		},
	],
	[
		'tencentPush push:sendByAttributes',
		{},
		{
			same: [
				{ attributesAny: attributes(['city', 'Ulm'], ['level', '1']) },
				{ attributesAny: attributes(['level', '1'], ['city', 'Ulm']) },
				{ attributesAny: '{"level": 1, "city": "Ulm"}' },
			],
			other: [
				{ attributesAll: attributes(['city', 'Ulm'], ['level', '1']) },
				{ attributesAny: attributes(['city', '1'], ['level', 'Ulm']) },
			],
		},
	],
	[
		'tencentPush scheduledPush:create',
		{ audience: 'tags', ...sendAt },
		{
			same: [{ tagsAll: 'vip, berlin' }, { tagsAll: 'berlin, vip, berlin' }],
			other: [{ tagsAny: 'vip, berlin' }],
		},
	],
	[
		'tpns push:sendByTags',
		{ tagRuleInput: 'text' },
		{
			same: [
				{ tagExpression: 'xg_user_define.a OR xg_user_define.b' },
				{ tagExpression: 'xg_user_define.b OR xg_user_define.a' },
				{ tagExpression: '((xg_user_define.b) OR xg_user_define.a)' },
				{ tagExpression: 'NOT (NOT xg_user_define.b AND NOT xg_user_define.a)' },
			],
			other: [
				{ tagExpression: 'xg_user_define.a AND xg_user_define.b' },
				{ tagExpression: 'xg_user_define.a' },
			],
		},
	],
];

/** Bodies of the requests that rows make, without random numbers. */
async function bodiesFor(name: string, rows: Parameters[]): Promise<string[]> {
	const { operation } = sampledOperations.find(({ node, key }) => `${node} ${key}` === name)!;
	const sent: string[] = [];
	await operation.run(
		bareRun(
			rows as IDataObject[],
			(index) => ({ ...message, ...rows[index] }),
			async ({ body }) => {
				sent.push(stringifyJson(body));
				return await Promise.resolve({ code: '0', message: '', body: { TaskID: 1 } });
			},
			(error) => {
				throw error;
			},
		),
	);
	return sent.map((body) => body.replace(/"(Msg)?Random":\d+,?/g, ''));
}

describe.each(AUDIENCES)('%s', (name, shared, { same, other }) => {
	test('items with the same audience share a request, which has it as the first item wrote it', async () => {
		const [alone] = await bodiesFor(name, [{ ...shared, ...same[0] }]);
		const together = await bodiesFor(
			name,
			same.map((audience) => ({ ...shared, ...audience })),
		);
		expect(together).toEqual([alone]);
	});

	test('another audience is another request', async () => {
		const rows = [same[0], ...other].map((audience) => ({ ...shared, ...audience }));
		expect(await bodiesFor(name, rows)).toHaveLength(rows.length);
	});
});

test('tags in any order, however often, are one audience', async () => {
	const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
	await fc.assert(
		fc.asyncProperty(tags, fc.infiniteStream(fc.nat()), async (list, random) => {
			const shuffled = [...list, list[0]].sort(() => (random.next().value % 2 === 0 ? 1 : -1));
			for (const field of ['tagsAny', 'tagsAll']) {
				const rows = [{ [field]: list }, { [field]: shuffled }, { [field]: [...list, 'z'] }];
				expect(await bodiesFor('tencentPush push:sendByTags', rows)).toHaveLength(2);
			}
		}),
		{ numRuns: 50 },
	);
});

/** Fields that say together who gets a push, with a value for each. */
const PARTS_OF_AUDIENCE: Array<[string, Parameters, Parameters]> = [
	['tencentPush push:sendByTags', {}, { tagsAny: 'vip', tagsAll: 'berlin', tagsNone: 'spam' }],
	[
		'tencentPush scheduledPush:create',
		{ audience: 'tags', ...sendAt },
		{ tagsAny: 'vip', tagsAll: 'berlin', tagsNone: 'spam' },
	],
	[
		'tpns push:sendByTags',
		{ tagRuleInput: 'tags' },
		{ tagsAny: 'vip', tagsAll: 'berlin', tagsNone: 'spam' },
	],
	[
		'tencentPush push:sendByAttributes',
		{},
		{ attributesAny: '{"level":"1"}', attributesAll: '{"city":"Ulm"}' },
	],
	[
		'tencentPush scheduledPush:create',
		{ audience: 'attributes', ...sendAt },
		{ attributesAny: '{"level":"1"}', attributesAll: '{"city":"Ulm"}' },
	],
];

test.each(
	PARTS_OF_AUDIENCE.flatMap(([name, shared, parts]) =>
		Object.keys(parts).map((part) => [name, part, shared, parts] as const),
	),
)(
	'%s: an expression for %s that gives nothing does not widen the audience',
	async (name, part, shared, parts) => {
		for (const nothing of [undefined, null]) {
			await expect(bodiesFor(name, [{ ...shared, ...parts, [part]: nothing }])).rejects.toThrow(
				/^'.* These (Tags|Attributes)' has no value$/,
			);
		}
		const others = Object.fromEntries(Object.entries(parts).filter(([other]) => other !== part));
		const [without] = await bodiesFor(name, [{ ...shared, ...others }]);
		for (const empty of ['', part.startsWith('tags') ? [] : {}]) {
			expect(await bodiesFor(name, [{ ...shared, ...others, [part]: empty }])).toEqual([without]);
		}
	},
);

describe('under a campaign key', () => {
	let emulator: Emulator;
	let store: DeduplicationStore;
	beforeAll(async () => {
		store = await startDeduplicationStore();
		await startExpressionEngine();
		emulator = await startEmulator();
		importUsers(emulator, 2);
	});
	afterAll(async () => {
		await emulator.close();
		await stopExpressionEngine();
	});
	beforeEach(() => {
		store.clear();
		emulator.control.clearRequests();
	});

	const campaignKey = 'spring';

	test('Push Service: the same tags in another order are already sent', async () => {
		const send = async (parameters: INodeParameters) =>
			(
				await runTencentPush(emulator, {
					resource: 'push',
					operation: 'sendByTags',
					...message,
					campaignKey,
					...parameters,
				})
			).output[0]?.json.status;
		expect(await send({ tagsAny: 'vip, berlin' })).toBe('accepted');
		expect(await send({ tagsAny: 'berlin, vip, berlin' })).toBe('skipped');
		expect(await send({ tagsAny: 'berlin' })).toBe('accepted');
		expect(await send({ tagsAll: 'berlin' })).toBe('skipped');
	});

	test('TPNS: the same rule in another order is already sent', async () => {
		const send = async (parameters: INodeParameters) =>
			(
				await runTpns(emulator, {
					resource: 'push',
					operation: 'sendByTags',
					...message,
					campaignKey,
					...parameters,
				})
			).output[0]?.json.status;
		const text = (tagExpression: string) => ({ tagRuleInput: 'text', tagExpression });
		const [a, b] = ['xg_user_define.a', 'xg_user_define.b'];
		expect(await send(text(`${a} OR ${b}`))).toBe('accepted');
		expect(await send(text(`${b} OR ${a}`))).toBe('skipped');
		expect(await send(text(`(${a} OR ${b})`))).toBe('skipped');
		expect(await send({ tagRuleInput: 'form', tagRules: rule('b', 'a') })).toBe('skipped');
		expect(await send({ tagsAny: 'b, a' })).toBe('skipped');
		expect(await send(text(`${a} AND ${b}`))).toBe('accepted');
		expect(acceptedPushes(emulator)).toHaveLength(2);
	});

	const toMany: Array<[string, INodeParameters]> = [
		['all devices', { operation: 'sendToAll', confirmBroadcast: true }],
		['tags', { operation: 'sendByTags', tagRuleInput: 'tags', tagsAny: 'vip' }],
		['an account', { operation: 'sendToAccounts', accounts: 'ann' }],
	];

	test.each(toMany)(
		'TPNS: a push to %s of the development app is not one to production',
		async (_, parameters) => {
			const { devices, clock } = emulator.context;
			for (const environment of ['dev', 'product'] as const) {
				const phone = { platform: 'ios', vendor: 'apple', environment } as const;
				const token = environment.padEnd(36, '0');
				const device = emulator.tpns.addDevice({ ...phone, token }, iosApp.accessId);
				devices.bindAccount(device, 'ann', 0, clock.now());
			}
			const { tpnsApi } = tpnsCredentials(emulator);
			const credentials = {
				tpnsApi: { ...tpnsApi, accessId: iosApp.accessId, secretKey: iosApp.secretKey },
			};
			const send = async (environment: string, title: string) => {
				const push = { resource: 'push', ...message, title, platform: 'ios', campaignKey };
				const { output, error } = await runTpns(
					emulator,
					{ ...push, ...parameters, environment },
					[{}],
					{ credentials },
				);
				return error?.message ?? output[0]?.json.status;
			};
			expect(await send('dev', 'Test')).toBe('accepted');
			expect(await send('product', 'Launch')).toBe('accepted');
			expect(await send('product', 'Again')).toBe('skipped');
			expect(await send('dev', 'Again')).toBe('skipped');
		},
	);
});
