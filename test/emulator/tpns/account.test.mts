import { emulatorForEachTest, second } from '../client.mts';

const batch = '/v3/device/account/batchoperate';
const query = '/v3/device/account/query';

describe('accounts', () => {
	const given = emulatorForEachTest();
	beforeEach(() => {
		for (const token of ['a', 'b']) given.emulator.tpns.addDevice({ token });
	});

	const operate = async (body: object) => {
		const answer = await given.tpns(batch, body);
		given.emulator.control.advance(second);
		return answer.body;
	};
	const bind = (token: string, ...accounts: string[]) => ({
		token,
		account_list: accounts.map((account) => ({ account })),
	});
	const accountsOf = (token: string) =>
		given.emulator.context.devices
			.byToken('1500001048', token)!
			.accounts.map(({ account, type }) => `${type}:${account}`);

	it('are bound after a moment, one of each type', async () => {
		const body = {
			operator_type: 2,
			token_accounts: [
				{
					token: 'a',
					account_list: [
						{ account: 'ann' },
						{ account: 'ann@x.example', account_type: 1005 },
						{ account: 'anna' },
					],
				},
			],
		};
		const { body: answer } = await given.tpns(batch, body);
		expect(answer).toEqual({ result: ['0'], ret_code: 0, err_msg: 'NO_ERROR' });
		expect(accountsOf('a')).toEqual([]);
		given.emulator.control.advance(second);
		expect(accountsOf('a')).toEqual(['1005:ann@x.example', '0:anna']);
	});

	it('take their type from each account, not from the request', async () => {
		await operate({ operator_type: 2, account_type: 1005, token_accounts: [bind('a', 'ann')] });
		expect(accountsOf('a')).toEqual(['0:ann']);
		expect(given.emulator.control.requests(batch)[0].ignoredFields).toEqual(['account_type']);
	});

	it('are replaced by 2, and by 1 which is the same', async () => {
		await operate({ operator_type: 2, token_accounts: [bind('a', 'old')] });
		for (const operator_type of [2, 1]) {
			const account_list = [{ account: `new${operator_type}`, account_type: 1002 }];
			await operate({ operator_type, token_accounts: [{ token: 'a', account_list }] });
			expect(accountsOf('a')).toEqual([`1002:new${operator_type}`]);
		}
	});

	it('are unbound one by one (3), by token (4) and by account (5)', async () => {
		const shared = [bind('a', 'ann'), bind('b', 'ann')];
		const bindAll = () => operate({ operator_type: 2, token_accounts: shared });

		await bindAll();
		await operate({ operator_type: 3, token_accounts: [bind('a', 'ann', 'other')] });
		expect([accountsOf('a'), accountsOf('b')]).toEqual([[], ['0:ann']]);
		await bindAll();
		await operate({ operator_type: 4, token_list: ['b'] });
		expect([accountsOf('a'), accountsOf('b')]).toEqual([['0:ann'], []]);
		await bindAll();
		await operate({ operator_type: 5, account_list: [{ account: 'ann' }] });
		expect([accountsOf('a'), accountsOf('b')]).toEqual([[], []]);
	});

	it('give a code for each item', async () => {
		const token_accounts = [bind('a', 'ann'), bind('nobody', 'bob')];
		expect(await operate({ operator_type: 2, token_accounts })).toMatchObject({
			ret_code: 1008026,
			result: ['0', '1008006'],
		});
		expect(await operate({ operator_type: 4, token_list: ['nobody'] })).toMatchObject({
			ret_code: 1008027,
			result: ['1008006'],
		});
		const account_list = [{ account: 'ann', account_type: 1005 }];
		expect(await operate({ operator_type: 5, account_list })).toMatchObject({
			ret_code: 1008027,
			result: ['10110008'],
		});
	});

	it.each([
		['operation 6', { operator_type: 6, token_list: ['a'] }, 1008007],
		['no bindings', { operator_type: 2 }, 1008002],
		['no tokens', { operator_type: 4 }, 1008002],
		['no accounts', { operator_type: 5 }, 1008002],
		['21 tokens', { operator_type: 2, token_accounts: Array(21).fill(bind('a', 'x')) }, 1008007],
	])('refuse %s', async (_name, body, code) => {
		expect((await operate(body)).ret_code).toBe(code);
	});

	it('are looked up both ways', async () => {
		await operate({ operator_type: 2, token_accounts: [bind('a', 'ann'), bind('b', 'ann')] });
		const tokens = await given.tpns(query, {
			operator_type: 1,
			account_list: [{ account: 'ann' }, { account: 'nobody' }],
		});
		expect(tokens.body).toEqual({
			retCode: 1008026,
			errMsg: 'some operations failed',
			result: ['0', '10110008'],
			account_tokens: [{ account: 'ann', token_list: ['a', 'b'] }],
		});
		const accounts = await given.tpns(query, { operator_type: 2, token_list: ['a'] });
		expect(accounts.body).toMatchObject({
			retCode: 0,
			token_accounts: [{ token: 'a', account_list: [{ account: 'ann' }] }],
		});
		const none = await given.tpns(query, { operator_type: 2, token_list: ['nobody'] });
		expect(none.body).toMatchObject({ retCode: 1008027, token_accounts: [] });
		expect((await given.tpns(query, { operator_type: 1 })).body.retCode).toBe(1008002);
	});
});
