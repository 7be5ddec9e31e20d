import { addPhone, emulatorForEachTest } from './pushServiceClient.mts';

const test = emulatorForEachTest();
const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 };

beforeEach(() => {
	for (const user of ['ann', 'bob']) addPhone(test.emulator, user);
});

describe.each([
	{ family: 'timpush/', clear: 'timpush/clear_all_tags' },
	{ family: 'all_member_push/im_', clear: 'all_member_push/im_remove_all_tags' },
])('tags by $family', ({ family, clear }) => {
	const tagsOf = async (...To_Account: string[]) =>
		(await test.call(`${family}get_tag`, { To_Account })).UserTags;
	const add = (To_Account: string, Tags: string[]) =>
		test.call(`${family}add_tag`, { UserTags: [{ To_Account, Tags }] });

	it('are added, removed and cleared', async () => {
		expect(await add('ann', ['a', 'b'])).toEqual(ok);
		expect(await add('ann', ['b', 'c'])).toEqual(ok);
		expect(await tagsOf('ann', 'bob')).toEqual([
			{ To_Account: 'ann', Tags: ['a', 'b', 'c'] },
			{ To_Account: 'bob', Tags: [] },
		]);
		const UserTags = [{ To_Account: 'ann', Tags: ['b', 'x'] }];
		expect(await test.call(`${family}remove_tag`, { UserTags })).toEqual(ok);
		expect(await tagsOf('ann')).toEqual([{ To_Account: 'ann', Tags: ['a', 'c'] }]);
		expect(await test.call(clear, { To_Account: ['ann'] })).toEqual(ok);
		expect(await tagsOf('ann')).toEqual([{ To_Account: 'ann', Tags: [] }]);
	});

	it('belong to one type of account, and to accounts that exist', async () => {
		await add('ann', ['a']);
		const answer = await test.call(`${family}add_tag`, {
			UserTags: [
				{ To_Account: 'bob', Tags: ['a'] },
				{ To_Account: 'reg-bob', Tags: ['a'] },
				{ To_Account: 'nobody', Tags: ['a'] },
			],
		});
		expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
		expect(answer.ErrorList).toMatchObject([
			{ To_Account: 'reg-bob', ErrorCode: 90035 },
			{ To_Account: 'nobody', ErrorCode: 70107 },
		]);
		await test.call(clear, { To_Account: ['ann', 'bob'] });
		expect(await add('reg-bob', ['a'])).toEqual(ok);
	});

	it('are limited', async () => {
		const tags = (count: number, name = 'tag') =>
			Array.from({ length: count }, (_, index) => `${name} ${index}`);
		expect(await add('ann', tags(11))).toMatchObject({ ErrorCode: 90032 });
		expect(await add('ann', ['x'.repeat(51)])).toMatchObject({ ErrorCode: 90001 });
		for (let round = 0; round < 10; round++) await add('ann', tags(10, `round ${round}`));
		expect((await add('ann', ['one more'])).ErrorList).toMatchObject([{ ErrorCode: 90001 }]);
		const To_Account = Array.from({ length: 101 }, String);
		expect(await test.call(`${family}get_tag`, { To_Account })).toMatchObject({ ErrorCode: 90018 });
	});
});

it('replaces tags, all or none', async () => {
	const replace = (To_Account: string, Tags: string[]) =>
		test.call('timpush/add_tag', { Replace: 1, UserTags: [{ To_Account, Tags }] });
	await replace('ann', ['a', 'b']);
	await replace('reg-ann', ['r']);
	expect((await replace('ann', ['c', 'r'])).ErrorList).toMatchObject([{ ErrorCode: 90035 }]);
	const { tags } = test.emulator.pushService.accounts.get('ann')!;
	expect([...tags]).toEqual(['a', 'b']);
	expect(await replace('ann', ['c'])).toEqual(ok);
	expect([...tags]).toEqual(['c']);
});

describe.each(['timpush/', 'all_member_push/im_'])('attributes by %s', (family) => {
	const names = { AttrNames: { 0: 'sex', 1: 'city' }, AttrTypes: { 0: 0, 1: 1 } };
	const set = (To_Account: string, Attrs: object) =>
		test.call(`${family}set_attr`, { UserAttrs: [{ To_Account, Attrs }] });
	const get = async (...To_Account: string[]) =>
		(await test.call(`${family}get_attr`, { To_Account })).UserAttrs;

	it('have names, indexes and types', async () => {
		expect(await test.call(`${family}set_attr_name`, names)).toEqual(ok);
		expect(await test.call(`${family}get_attr_name`)).toEqual({ ...ok, ...names });
		const rename = (body: object) => test.call(`${family}set_attr_name`, body);
		expect(await rename({ AttrNames: { 2: 'city' } })).toMatchObject({
			ErrorCode: 90033,
			ErrorInfo: 'attrName:city already exists at index:1',
		});
		expect(await rename({ AttrNames: { 0: 'sex' }, AttrTypes: { 0: 1 } })).toMatchObject({
			ErrorCode: 90033,
		});
		expect(await rename({ AttrNames: { 10: 'x' } })).toMatchObject({ ErrorCode: 90001 });
		expect(await rename({ AttrNames: { 3: 'x'.repeat(51) } })).toMatchObject({ ErrorCode: 90001 });
	});

	it('have values for accounts of their type', async () => {
		expect(await set('ann', { sex: 'f' })).toMatchObject({ ErrorCode: 90033 });
		await test.call(`${family}set_attr_name`, names);
		expect(await set('ann', { sex: 'f' })).toEqual(ok);
		expect(await set('ann', { city: 'Shenzhen' })).toMatchObject({
			ErrorList: [{ To_Account: 'ann', ErrorCode: 90035 }],
		});
		expect(await set('reg-ann', { city: 'Shenzhen' })).toEqual(ok);
		await test.call(`${family}set_attr_name`, { AttrNames: { 0: 'gender' } });
		expect(await get('ann', 'bob')).toEqual([
			{ To_Account: 'ann', Attrs: { gender: 'f' } },
			{ To_Account: 'bob', Attrs: {} },
		]);
		const UserAttrs = [{ To_Account: 'ann', Attrs: ['gender'] }];
		expect(await test.call(`${family}remove_attr`, { UserAttrs })).toEqual(ok);
		expect(await get('ann')).toEqual([{ To_Account: 'ann', Attrs: {} }]);
	});
});

it('answers 60007 to more than 100 calls a second', async () => {
	const codes = await Promise.all(
		Array.from({ length: 102 }, async () => (await test.call('timpush/get_attr_name')).ErrorCode),
	);
	expect(codes.filter((code) => code === 60007)).toHaveLength(2);
	test.emulator.control.advance(1000);
	expect(await test.call('timpush/get_attr_name')).toMatchObject({ ErrorCode: 0 });
});
