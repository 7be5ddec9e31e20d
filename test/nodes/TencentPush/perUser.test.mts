import type { INodeParameters } from 'n8n-workflow';
import { emulator, freshEmulatorForEachTest } from '../../support/freshEmulator.mts';
import { addUser } from '../../support/pushServiceState.mts';
import { bodies, importUsers, runTencentPush } from '../../support/tencentPush.mts';

const goOn = { settings: { onError: 'continueRegularOutput' as const } };
freshEmulatorForEachTest();

const run = async (parameters: INodeParameters, items = [{}], more = {}) =>
	await runTencentPush(emulator, parameters, items, more);
const tagsOf = (user: string) => [...(emulator.pushService.accounts.get(user)?.tags ?? [])];
const attributesOf = (user: string) =>
	Object.fromEntries(emulator.pushService.accounts.get(user)?.attributes ?? []);

describe('tags', () => {
	const tag = (operation: string) => ({
		resource: 'tag',
		operation,
		users: '={{ $json.user }}',
		tags: '={{ $json.tags }}',
	});

	test('of 250 users, each with others, are added in 3 calls of at most 100', async () => {
		const items = importUsers(emulator, 250).map((user, index) => ({
			user,
			tags: [`tag-${index % 7}`, 'all'],
		}));
		const { output } = await run(tag('add'), items);
		const calls = bodies(emulator, 'timpush/add_tag', { accepted: true });
		expect(calls.map(({ UserTags }) => (UserTags as object[]).length)).toEqual([100, 100, 50]);
		expect(output).toHaveLength(250);
		expect(output[249]).toEqual({
			json: { user: 'user-250', tags: ['tag-4', 'all'], status: 'accepted' },
			pairedItem: { item: 249 },
		});
		for (const { user, tags } of items) expect(tagsOf(user).sort()).toEqual([...tags].sort());
	});

	test('go to the users that exist, and the others are named', async () => {
		importUsers(emulator, 1);
		addUser(emulator, 'alice');
		emulator.pushService.tags.add(emulator.pushService.accounts.get('alice')!, ['vip']);
		const { output } = await run(
			tag('add'),
			['user-1', 'stranger', 'reg-alice'].map((user) => ({ user, tags: 'vip' })),
		);
		expect(output.map(({ json }) => [json.user, json.status, json.code])).toEqual([
			['user-1', 'accepted', undefined],
			['stranger', 'invalid', '70107'],
			['reg-alice', 'invalid', '90035'],
		]);
		expect(output[1].json.removeFromList).toBe(true);
		expect(output[2].json).not.toHaveProperty('removeFromList');
		expect(tagsOf('user-1')).toEqual(['vip']);
	});

	test('are replaced, read, removed and removed altogether', async () => {
		importUsers(emulator, 2);
		const both = ['user-1', 'user-2'];
		await run({ ...tag('add'), users: both.join(), tags: 'a, b' });
		const many = Array.from({ length: 100 }, (_, index) => `t${index}`);
		await run({ ...tag('replace'), users: 'user-1', tags: many.join() });
		expect(tagsOf('user-1')).toEqual(many);
		await run({ ...tag('remove'), users: 'user-2', tags: 'a' });
		const { output } = await run(
			{ ...tag('get') },
			both.map((user) => ({ user })),
		);
		expect(output.map(({ json }) => json)).toEqual([
			{ user: 'user-1', status: 'accepted', tags: many },
			{ user: 'user-2', status: 'accepted', tags: ['b'] },
		]);
		const removed = await run({ ...tag('removeAll'), users: both.join() });
		expect(removed.output[0].json).toMatchObject({ accepted: 2 });
		expect([tagsOf('user-1'), tagsOf('user-2')]).toEqual([[], []]);
	});

	test.each([
		['add', 11, "'Tags' has 11 tags"],
		['replace', 101, "'Tags' has 101 tags"],
	])('to %s are at most so many', async (operation, count, message) => {
		const tags = Array.from({ length: count }, (_, index) => `t${index}`).join();
		const { error } = await run({ ...tag(operation), users: 'user-1', tags });
		expect(error?.message).toContain(message);
		expect(emulator.control.requests()).toEqual([]);
	});
});

describe('attributes', () => {
	const name = (operation: string) => ({ resource: 'attributeName', operation });
	const attribute = (operation: string) => ({
		resource: 'userAttribute',
		operation,
		users: '={{ $json.user }}',
	});
	const set = {
		...attribute('set'),
		attributes: { entries: [{ name: '={{ $json.name }}', value: '={{ $json.value }}' }] },
	};

	test('are named and listed', async () => {
		const names = {
			entries: [
				{ index: 0, name: 'city', accountType: 0 },
				{ index: 3, name: 'channel', accountType: 1 },
			],
		};
		const named = await run({ ...name('set'), names });
		expect(named.output[0].json).toEqual({
			status: 'accepted',
			attributeNames: ['city', 'channel'],
		});
		const { output } = await run(name('getAll'));
		expect(output.map(({ json }) => json)).toEqual([
			{ index: 0, name: 'city', accountType: 'UserID' },
			{ index: 3, name: 'channel', accountType: 'Registration ID' },
		]);
	});

	test.each([
		['none', [], "'Attribute Names' is empty"],
		['an empty name', [{ index: 0, name: ' ' }], "'Name' is empty"],
		['a number beyond 9', [{ index: 10, name: 'x' }], `'Number' is "10"`],
		[
			'a number twice',
			[
				{ index: 1, name: 'x' },
				{ index: 1, name: 'y' },
			],
			"'Number' has 1 twice",
		],
		['a name of 51 bytes', [{ index: 1, name: 'x'.repeat(51) }], "'Name' is 51 bytes long"],
	])('are not named by %s', async (_, entries, message) => {
		const { error } = await run({ ...name('set'), names: { entries } });
		expect(error?.message).toContain(message);
		expect(emulator.control.requests()).toEqual([]);
	});

	test('of users are set together, read and deleted', async () => {
		emulator.pushService.attributeNames.set({ 0: 'city', 1: 'level' });
		const users = importUsers(emulator, 150);
		const items = users.map((user, index) => ({
			user,
			name: index % 2 ? 'city' : 'level',
			value: `v${index}`,
		}));
		await run(set, items);
		expect(bodies(emulator, 'timpush/set_attr')).toHaveLength(2);
		expect(attributesOf('user-2')).toEqual({ city: 'v1' });
		const got = await run(attribute('get'), items);
		expect(got.output[149].json).toEqual({
			user: 'user-150',
			status: 'accepted',
			attributes: { city: 'v149' },
		});
		const deleted = await run({ ...attribute('delete'), attributeNames: 'city, level' }, items);
		expect(deleted.output[0].json).toMatchObject({ status: 'accepted', deleted: true });
		expect(attributesOf('user-150')).toEqual({});
	});

	test('keep every digit of a number, and refuse what is no text', async () => {
		emulator.pushService.attributeNames.set({ 0: 'id' });
		const [user] = importUsers(emulator, 1);
		const json = (object: unknown) => ({
			...attribute('set'),
			attributes: { json: [{ object: JSON.stringify(object).replace('"long"', '2'.repeat(19)) }] },
		});
		const { output } = await run(json({ id: 'long' }), [{ user }]);
		expect(output[0].json.attributes).toEqual({ id: '2'.repeat(19) });
		expect(attributesOf(user)).toEqual({ id: '2'.repeat(19) });
		const { error } = await run(json({ id: ['a'] }), [{ user }]);
		expect(error?.message).toBe(`'Attributes' has a list for "id"`);
	});

	test('that the app does not have keep nobody else from theirs', async () => {
		emulator.pushService.attributeNames.set({ 0: 'city' });
		const items = importUsers(emulator, 20).map((user, index) => ({
			user,
			name: index === 7 || index === 13 ? 'town' : 'city',
			value: 'Berlin',
		}));
		const { output } = await run(set, items, goOn);
		output.forEach(({ json }, index) => {
			const isBad = index === 7 || index === 13;
			expect(json.status).toBe(isBad ? 'failed' : 'accepted');
			expect(json.code).toBe(isBad ? '90033' : undefined);
			expect(attributesOf(items[index].user)).toEqual(isBad ? {} : { city: 'Berlin' });
		});
	});
});
