import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { stringifyJson } from '../../nodes/shared/fields/json.ts';
import { sampledOperations } from '../samples/all.mts';
import { bareRun } from '../support/bareRun.mts';

/** Runs an operation for rows, and gives the bodies that were sent and the messages of errors. */
async function carryOut(name: string, rows: Parameters[]) {
	const { operation } = sampledOperations.find(({ node, key }) => `${node} ${key}` === name)!;
	const sent: string[] = [];
	const errors: string[] = [];
	const output = await operation.run(
		bareRun(
			rows as IDataObject[],
			(index) => rows[index],
			async ({ body }) => {
				sent.push(stringifyJson(body));
				return await Promise.resolve({ code: '0', message: '', body: {} });
			},
			(error) => errors.push((error as Error).message),
		),
	);
	const statuses = output.map(({ json }) => json.status);
	return {
		sent,
		bodies: sent.map((body) => JSON.parse(body) as unknown),
		errors,
		statuses,
		output,
	};
}

const TOKEN = 'a'.repeat(36);

describe('the last row of a recipient wins', () => {
	test('in attributes of a user, also across requests', async () => {
		const row = (user: string, entries: Array<[string, string]>) => ({
			apiFamily: 'pushService',
			users: user,
			attributes: { entries: entries.map(([name, value]) => ({ name, value })) },
		});
		const rows = Array.from({ length: 250 }, (_, index) =>
			row(index === 249 ? 'user-150' : `user-${index}`, [['city', `c${index}`]]),
		);
		rows[3] = row('user-3', [['level', '1']]);
		rows.push(row('user-3', [['city', 'Ulm']]));
		const { sent } = await carryOut('tencentPush userAttribute:set', rows);
		const all = sent.join();
		expect(all).toContain('{"To_Account":"user-150","Attrs":{"city":"c249"}}');
		expect(all).toContain('{"To_Account":"user-3","Attrs":{"level":"1","city":"Ulm"}}');
		expect(all.match(/"user-150"/g)).toHaveLength(1);
	});

	test('in the tags of a user, and the rows before it are overwritten', async () => {
		const rows = ['gold', 'silver', 'gold'].map((tags) => ({ users: 'u', tags }));
		const { bodies, statuses } = await carryOut('tencentPush tag:replace', rows);
		expect(bodies).toEqual([{ Replace: 1, UserTags: [{ To_Account: 'u', Tags: ['gold'] }] }]);
		expect(statuses).toHaveLength(3);
	});

	test.each([
		[['gold', 'silver', 'gold'], ['gold']],
		[
			['level:1', 'city:Ulm', 'level:2'],
			['city:Ulm', 'level:2'],
		],
		[
			['vip,level:1', 'level:2'],
			['vip', 'level:2'],
		],
		[['level:1', 'vip'], ['vip']],
	])('in the tags of a device: %j', async (given, left) => {
		const rows = given.map((tags) => ({ device: TOKEN, tags }));
		const { bodies } = await carryOut('tpns tag:replaceOnDevice', rows);
		expect(bodies).toEqual([{ operator_type: 6, token_list: [TOKEN], tag_list: left }]);
	});

	test('in the accounts of each type', async () => {
		const rows = ['ann', 'bob', 'ann'].map((accounts) => ({ device: TOKEN, accounts }));
		const { sent } = await carryOut('tpns account:bind', rows);
		expect(sent).toHaveLength(1);
		expect(sent[0]).not.toContain('bob');
		expect(sent[0].match(/"ann"/g)).toHaveLength(1);
	});

	test.each(['add', 'update'])('in attributes of a device: %s', async (operation) => {
		const rows = ['one', 'two', 'three'].map((value) => ({
			device: TOKEN,
			attributes: { entries: [{ name: 'level', value }] },
		}));
		const { bodies } = await carryOut(`tpns userAttribute:${operation}`, rows);
		expect(bodies).toMatchObject([{ attributeInfo: { attributeMap: { level: 'three' } } }]);
	});
});

describe('an item whose own value did not get into the result is overwritten', () => {
	const entries = (value: Record<string, string>) => ({
		entries: Object.entries(value).map(([name, each]) => ({ name, value: each })),
	});
	const bound = (accounts: string) => ({ device: TOKEN, accounts });
	const tagged = (tags: string) => ({ device: TOKEN, tags });
	const ofUser = (value: Record<string, string>) => ({ users: 'u', attributes: entries(value) });
	const ofDevice = (value: Record<string, string>) => ({
		device: TOKEN,
		attributes: entries(value),
	});

	test.each<[string, Parameters[], boolean[]]>([
		['tpns account:bind', [bound('ann1'), bound('bob1')], [true, false]],
		['tpns account:bind', [bound('ann1'), bound('bob1'), bound('ann1')], [false, true, false]],
		['tpns account:unbind', [bound('ann1'), bound('bob1')], [false, false]],
		['tpns tag:replaceOnDevice', [tagged('gold'), tagged('silver')], [true, false]],
		['tpns tag:replaceOnDevice', [tagged('vip'), tagged('level:2')], [false, false]],
		['tpns tag:replaceOnDevice', [tagged('vip,level:1'), tagged('level:2')], [true, false]],
		['tpns userAttribute:add', [ofDevice({ a: '1' }), ofDevice({ a: '2' })], [true, false]],
		['tpns userAttribute:add', [ofDevice({ a: '1' }), ofDevice({ b: '2' })], [false, false]],
		[
			'tencentPush userAttribute:set',
			[ofUser({ a: '1', b: '1' }), ofUser({ a: '2' }), ofUser({ c: '3' })],
			[true, false, false],
		],
	])('%s %j', async (name, rows, overwritten) => {
		const { output } = await carryOut(name, rows);
		expect(output.map(({ json }) => json.overwritten ?? false)).toEqual(overwritten);
	});

	test('the result names what the item asked for', async () => {
		const { output } = await carryOut('tpns tag:replaceOnDevice', [
			tagged('gold'),
			tagged('silver'),
		]);
		expect(output.map(({ json }) => json.tags)).toEqual([['gold'], ['silver']]);
	});
});

describe('limits', () => {
	test.each([500, 501])('%i tags of a device', async (count) => {
		const tags = Array.from({ length: count }, (_, index) => `t${index}`);
		const { sent, errors } = await carryOut('tpns tag:replaceOnDevice', [{ device: TOKEN, tags }]);
		expect(sent).toHaveLength(count > 500 ? 0 : 1);
		expect(errors.join()).toBe(
			count > 500 ? "'Tags' has 501 tags, and a request takes at most 500" : '',
		);
	});

	test('an attribute name under two numbers', async () => {
		const names = { entries: [0, 1].map((index) => ({ index, name: 'city', accountType: 0 })) };
		const { sent, errors } = await carryOut('tencentPush attributeName:set', [
			{ apiFamily: 'pushService', names },
		]);
		expect([sent, errors]).toEqual([[], [`'Name' has "city" twice`]]);
	});

	test('a scheduled push ID beyond 2^53 is sent digit by digit', async () => {
		const { sent } = await carryOut('tencentPush scheduledPush:get', [
			{ scheduledPushId: '1328245138690125823' },
		]);
		expect(sent).toEqual(['{"Sdkappid":1400000000,"TaskID":1328245138690125823}']);
	});
});
