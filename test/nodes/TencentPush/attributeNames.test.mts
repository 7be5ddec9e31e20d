import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { attributesField } from '../../../nodes/TencentPush/audience/attributes.ts';
import { resources } from '../../../nodes/TencentPush/resources/index.ts';
import { fieldContext } from '../../support/fieldContext.mts';
import { emulator, freshEmulatorForEachTest } from '../../support/freshEmulator.mts';
import { searchList } from '../../support/listSearch.mts';
import { runs } from '../../support/runs.mts';
import {
	bodies,
	chatCredentials,
	importUsers,
	runTencentPush,
} from '../../support/tencentPush.mts';

freshEmulatorForEachTest({ pushService: { settings: { frequencyLimits: false } } });
beforeEach(() => {
	emulator.pushService.attributeNames.set({ 0: 'city', 1: 'level', 4: 'Home City' });
});

/** The list of the editor. */
async function listed(filter?: string, parameters: INodeParameters = {}) {
	const search = { node: 'tencentPush', method: 'searchAttributeNames', parameters, filter };
	return (await searchList({ ...search, credentials: chatCredentials(emulator) })).results;
}

const paths = () => emulator.control.requests().map(({ path }) => path);

describe('the list of attribute names', () => {
	test('has those of the app with their kind of account', async () => {
		emulator.pushService.attributeNames.set({ 7: 'channel' }, { 7: 1 });
		expect(await listed()).toEqual([
			{ name: 'city (UserID)', value: 'city' },
			{ name: 'level (UserID)', value: 'level' },
			{ name: 'Home City (UserID)', value: 'Home City' },
			{ name: 'channel (Registration ID)', value: 'channel' },
		]);
		expect(paths()).toEqual(['/v4/timpush/get_attr_name']);
	});

	test.each([
		['CIT', ['city', 'Home City']],
		[' level ', ['level']],
		['user', []],
	])('is searched by %j in the names', async (filter, names) => {
		expect((await listed(filter)).map(({ value }) => value)).toEqual(names);
	});

	test.each([
		[{ resource: 'userAttribute', apiFamily: 'pushService' }, 'timpush/get_attr_name'],
		[{ resource: 'userAttribute', apiFamily: 'chat' }, 'all_member_push/im_get_attr_name'],
		[{ resource: 'push', apiFamily: 'chat' }, 'all_member_push/im_get_attr_name'],
		// The editor remembers the family of the resource that was chosen before.
		[{ resource: 'scheduledPush', apiFamily: 'chat' }, 'timpush/get_attr_name'],
	])('of %j comes from the API of the form', async (parameters, path) => {
		expect((await listed('', parameters)).map(({ value }) => value)).toContain('city');
		expect(paths()).toEqual([`/v4/${path}`]);
	});

	test.each(['searchAttributeNames', 'searchScheduledPushes'])(
		'says what happened and what to do, as %s does',
		async (method) => {
			const { tencentChatApi } = chatCredentials(emulator);
			const search = { node: 'tencentPush', method };
			const wrong = { tencentChatApi: { ...tencentChatApi, secretKey: 'wrong' } };
			await expect(searchList({ ...search, credentials: wrong })).rejects.toMatchObject({
				message: expect.stringContaining('Secret Key'),
				description: expect.stringContaining('Secret Key'),
				httpCode: expect.stringMatching(/^70\d{3}$/),
			});
			await expect(searchList({ ...search, credentials: {} })).rejects.toThrow(
				'Node does not have any credentials set',
			);
			emulator.control.addFault({ kind: 'code', code: 90045, times: 'always' });
			const credentials = chatCredentials(emulator);
			await expect(searchList({ ...search, credentials })).rejects.toMatchObject({
				message: expect.stringContaining('switched off'),
				description: expect.stringContaining('Switch it on in the console'),
				httpCode: '90045',
			});
		},
	);
});

/** A name as the editor stores it. */
const located = (mode: string, value: unknown): INodeParameters =>
	({ __rl: true, mode, value }) as never;

describe('a name', () => {
	const base = { resource: 'userAttribute', users: '={{ $json.user }}' };

	test.each([
		['from the list', { ...located('list', 'city'), cachedResultName: 'city (UserID)' }],
		['by name', located('name', 'city')],
		['by name that the list does not have, with space around it', located('name', ' city ')],
		['by expression', located('name', '={{ $json.attribute }}')],
		['as text, as workflows and agents may write it', 'city'],
		['as an expression alone', '={{ $json.attribute }}'],
	])('%s is set, selects and is deleted', async (_, name) => {
		const [user] = importUsers(emulator, 2);
		const items = [{ user, attribute: 'city' }];
		const attributes = { entries: [{ name, value: 'Berlin' }] };
		await runTencentPush(emulator, { ...base, operation: 'set', attributes }, items);
		expect(bodies(emulator, 'timpush/set_attr')).toEqual([
			{ UserAttrs: [{ To_Account: user, Attrs: { city: 'Berlin' } }] },
		]);
		await runTencentPush(
			emulator,
			{
				resource: 'push',
				operation: 'sendByAttributes',
				attributesAll: attributes,
				title: 'Hello',
				content: 'Berlin',
			},
			items,
		);
		expect(bodies(emulator, 'timpush/push')).toMatchObject([
			{ Condition: { AttrsAnd: { city: 'Berlin' } } },
		]);
		const { output } = await runTencentPush(
			emulator,
			{ ...base, operation: 'delete', attributeNames: name },
			items,
		);
		expect(output[0].json).toMatchObject({ attributeNames: ['city'], deleted: true });
		expect(bodies(emulator, 'timpush/remove_attr')).toEqual([
			{ UserAttrs: [{ To_Account: user, Attrs: ['city'] }] },
		]);
	});

	test.each([
		['text', located('name', 'city, level')],
		['an expression', located('name', '={{ ["city", "level"] }}')],
		['text without a locator', 'city\nlevel'],
	])('may be several to delete, as %s', async (_, attributeNames) => {
		const [user] = importUsers(emulator, 1);
		await runTencentPush(emulator, { ...base, operation: 'delete', attributeNames }, [{ user }]);
		expect(bodies(emulator, 'timpush/remove_attr')).toEqual([
			{ UserAttrs: [{ To_Account: user, Attrs: ['city', 'level'] }] },
		]);
	});

	test.each([
		['none chosen', located('list', '')],
		['an expression that gives nothing', located('name', '={{ $json.nobody }}')],
	])('of an entry with %s is refused, and nothing is sent', async (_, name) => {
		const entries = [{ name, value: 'Berlin' }];
		for (const parameters of [
			{ ...base, operation: 'set', users: 'user-1', attributes: { entries } },
			{ resource: 'push', operation: 'sendByAttributes', attributesAny: { entries } },
			{ resource: 'push', operation: 'sendByAttributes', attributesAll: { entries } },
		]) {
			const { error } = await runTencentPush(emulator, {
				title: 'Hello',
				content: 'Berlin',
				...parameters,
			});
			expect(error?.message).toContain('has an entry without a name');
		}
		expect(emulator.control.requests()).toEqual([]);
	});

	test('is read the same from the list, by name and as text', () => {
		const field = attributesField('Attributes', 'attributes', '');
		const read = (name: unknown) => {
			try {
				const entries = [{ name, value: 'x' }];
				return field.read({ attributes: { entries } }, fieldContext);
			} catch (error) {
				return (error as Error).message;
			}
		};
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.anything()), (name) => {
				const plain = read(name);
				expect(read(located('name', name))).toEqual(plain);
				expect(read({ ...located('list', name), cachedResultName: 'y' })).toEqual(plain);
			}),
			{ numRuns: runs(40) },
		);
	});
});

test('every list that a form asks for is one of the node', async () => {
	const methods = new Set(JSON.stringify(resources).match(/(?<="searchListMethod":")\w+/g));
	expect([...methods].sort()).toEqual([
		'searchAttributeNames',
		'searchScheduledPushes',
		'searchTimeZones',
	]);
	for (const method of methods) {
		await searchList({ node: 'tencentPush', method, credentials: chatCredentials(emulator) });
	}
});

test.each([{}, { slot: null }, { slot: '' }])(
	'an attribute name without a slot takes none, not the first: %j',
	async (item) => {
		const { error } = await runTencentPush(
			emulator,
			{
				resource: 'attributeName',
				operation: 'set',
				names: { entries: [{ index: '={{ $json.slot }}', name: 'plan', accountType: 0 }] },
			},
			[item],
		);
		expect(error?.message).toBe("'Number' has no value");
		expect(emulator.control.requests()).toEqual([]);
	},
);
