import { emulatorForEachTest, second } from '../client.mts';

const path = '/v3/device/tag';

describe('v3/device/tag', () => {
	const given = emulatorForEachTest();
	const addPhone = (token: string, ...tags: string[]) => {
		const phone = given.emulator.tpns.addDevice({ token });
		for (const tag of tags) phone.tags.add(tag);
		return phone;
	};
	const send = async (body: object) => {
		given.emulator.control.advance(second);
		return (await given.tpns(path, body)).body;
	};
	const tagsOf = (phone: ReturnType<typeof addPhone>) => [...phone.tags].sort();

	it.each([
		[1, { token_list: ['a', 'b'], tag_list: ['x', 'y'] }, ['old', 'x'], ['old']],
		[2, { token_list: ['a', 'b'], tag_list: ['old', 'y'] }, [], ['old']],
		[3, { token_list: ['a', 'b'], tag_list: ['x', 'y'] }, ['old', 'x', 'y'], ['old']],
		[4, { token_list: ['a', 'b'], tag_list: ['old', 'y'] }, [], ['old']],
		[7, { token_list: ['a', 'b'], tag_list: ['x', 'y'] }, ['old', 'x'], ['old', 'x']],
		[8, { token_list: ['a', 'b'], tag_list: ['old', 'y'] }, [], []],
		[
			9,
			{
				tag_token_list: [
					{ tag: 'x', token: 'a' },
					{ tag: 'y', token: 'b' },
				],
			},
			['old', 'x'],
			['old', 'y'],
		],
		[10, { tag_token_list: [{ tag: 'old', token: 'b' }] }, ['old'], []],
	])('operation %i shows at once', async (operator_type, body, a, b) => {
		const phones = [addPhone('a', 'old'), addPhone('b', 'old')];
		expect(await send({ operator_type, ...body })).toMatchObject({ ret_code: 0, err_msg: 'ok' });
		expect(phones.map(tagsOf)).toEqual([a, b]);
	});

	it('operations 5 and 6 replace the tags of the first token, after a moment', async () => {
		const [a, b] = [addPhone('a', 'old'), addPhone('b', 'old')];
		await send({ operator_type: 6, token_list: ['a', 'b'], tag_list: ['x', 'y'] });
		expect(tagsOf(a)).toEqual(['old']);
		await send({ operator_type: 5, token_list: ['b'], tag_list: ['ignored'] });
		expect([tagsOf(a), tagsOf(b)]).toEqual([['x', 'y'], ['old']]);
		given.emulator.control.advance(second);
		expect(tagsOf(b)).toEqual([]);
	});

	it('operation 6 replaces by key when all tags have one', async () => {
		const phone = addPhone('a', 'level:1', 'city:x', 'plain');
		await send({ operator_type: 6, token_list: ['a'], tag_list: ['level:2'] });
		given.emulator.control.advance(second);
		expect(tagsOf(phone)).toEqual(['city:x', 'level:2', 'plain']);
		await send({ operator_type: 6, token_list: ['a'], tag_list: ['level:3', 'new'] });
		given.emulator.control.advance(second);
		expect(tagsOf(phone)).toEqual(['level:3', 'new']);
	});

	it('tells by position what failed in a batch', async () => {
		addPhone('a');
		const pair = (token: string) => ({ tag: 'x', token });
		const partly = { operator_type: 9, tag_token_list: [pair('a'), pair('nobody'), pair('a')] };
		expect(await send(partly)).toMatchObject({ ret_code: 1008026, result: '[0,1008006,0]' });
		const fully = { operator_type: 9, tag_token_list: [pair('nobody')] };
		expect(await send(fully)).toMatchObject({ ret_code: 1008027, result: '[1008006]' });
		expect(given.emulator.control.counts()[path]).toMatchObject({ received: 2, accepted: 1 });
	});

	it.each([
		['operation 11', { operator_type: 11, token_list: ['a'], tag_list: ['x'] }, 1008007],
		['no tokens', { operator_type: 1, tag_list: ['x'] }, 1008002],
		['no tags', { operator_type: 3, token_list: ['a'], tag_list: [] }, 1008002],
		['no pairs', { operator_type: 9 }, 1008002],
		['an unknown token', { operator_type: 3, token_list: ['nobody'], tag_list: ['x'] }, 1008029],
		[
			'a tag of 51 characters',
			{ operator_type: 1, token_list: ['a'], tag_list: ['x'.repeat(51)] },
			1008007,
		],
		[
			'501 tokens',
			{ operator_type: 7, token_list: Array(501).fill('a'), tag_list: ['x'] },
			1008007,
		],
	])('refuses %s', async (_name, body, code) => {
		addPhone('a');
		expect((await send(body)).ret_code).toBe(code);
	});

	it('takes 500 pairs, or as few as set', async () => {
		addPhone('a');
		const pairs = Array.from({ length: 21 }, () => ({ tag: 'x', token: 'a' }));
		expect((await send({ operator_type: 9, tag_token_list: pairs })).ret_code).toBe(0);
		given.emulator.tpns.settings.tagPairLimit = 20;
		expect((await send({ operator_type: 9, tag_token_list: pairs })).ret_code).toBe(1008007);
	});

	it('holds 100 tags a device', async () => {
		const phone = addPhone('a', ...Array.from({ length: 100 }, (_, index) => `t${index}`));
		const pairs = ['t5', 'one more'].map((tag) => ({ tag, token: 'a' }));
		expect(await send({ operator_type: 9, tag_token_list: pairs })).toMatchObject({
			ret_code: 1008026,
			result: '[0,1008007]',
		});
		expect(phone.tags.size).toBe(100);
	});

	it('wants 1 s between calls, of either tag endpoint', async () => {
		addPhone('a');
		const body = { operator_type: 1, token_list: ['a'], tag_list: ['x'] };
		expect((await send(body)).ret_code).toBe(0);
		given.emulator.control.advance(900);
		expect((await given.tpns(path, body)).body.ret_code).toBe(1008028);
		const all = await given.tpns(`${path}/delete_all_device`, { tag_list: ['x'] });
		expect(all.body.ret_code).toBe(1008028);
		given.emulator.control.advance(100);
		expect((await given.tpns(path, body)).body.ret_code).toBe(0);
		given.emulator.tpns.settings.rates = false;
		expect((await given.tpns(path, body)).body.ret_code).toBe(0);
	});

	it('refuses a call while another is under way', async () => {
		addPhone('a');
		const body = { operator_type: 1, token_list: ['a'], tag_list: ['x'] };
		given.emulator.control.addFault({ kind: 'delay', ms: 150 });
		const slow = given.tpns(path, body);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect((await given.tpns(path, body)).body.ret_code).toBe(1008028);
		await slow;
		expect(given.emulator.control.counts()[path].mostAtOnce).toBe(2);
	});

	it('deletes tags from all devices, after a moment', async () => {
		const phones = [addPhone('a', 'x', 'y'), addPhone('b', 'x')];
		const { body } = await given.tpns(`${path}/delete_all_device`, { tag_list: ['x'] });
		expect(body).toEqual({ seq: 0, result: {}, ret_code: 0, err_msg: 'ok' });
		expect(phones.map(tagsOf)).toEqual([['x', 'y'], ['x']]);
		given.emulator.control.advance(second);
		expect(phones.map(tagsOf)).toEqual([['y'], []]);
	});
});
