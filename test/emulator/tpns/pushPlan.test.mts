import { day, emulatorForEachTest, start } from '../client.mts';
import { toAll } from './samples.mts';

const path = '/v3/push/plan/add_plan_push';

describe('v3/push/plan/add_plan_push', () => {
	const given = emulatorForEachTest();
	const send = async (planName: string, planDescribe = 'x') =>
		(await given.tpns(path, { planName, planDescribe })).body;

	it('makes a plan that a push can belong to', async () => {
		const seconds = start.getTime() / 1000;
		const answer = await send('spring');
		expect(answer).toEqual({
			retCode: 0,
			ErrMsg: 'success',
			result: {
				planId: '20001',
				planName: 'spring',
				planDescribe: 'x',
				planPushSource: 'api',
				createdAt: seconds,
				updateAt: seconds,
			},
		});
		const push = await given.tpns('/v3/push/app', { ...toAll, plan_id: '20001' });
		expect(push.body.ret_code).toBe(0);
	});

	it('refuses a name over 60 or a description over 300 characters', async () => {
		expect((await send('n'.repeat(60), 'd'.repeat(300))).retCode).toBe(0);
		expect((await send('n'.repeat(61))).retCode).toBe(1008007);
		expect((await send('n', 'd'.repeat(301))).retCode).toBe(1008007);
		expect((await given.tpns(path, { planName: 'n' })).body.retCode).toBe(1008002);
	});

	it('makes 200 a day', async () => {
		for (let plan = 0; plan < 200; plan++) await send(`n${plan}`);
		expect((await send('one more')).retCode).toBe(1008028);
		given.emulator.control.advance(day);
		expect((await send('next day')).retCode).toBe(0);
	});
});
