import { iosApp } from '../../../emulator/tpns/app.mts';
import { emulatorForEachTest, minute, second, tpnsClient } from '../client.mts';
import { iosNotification, toAll, toToken } from './samples.mts';

describe('the life of a push', () => {
	const given = emulatorForEachTest({ contacts: 300, unknownTokens: 0 });
	const send = async (body: object) =>
		(await given.tpns('/v3/push/app', body)).body.push_id as string;
	const control = async (action: string, body: object) =>
		(await given.tpns(`/v3/push/${action}`, body)).body;
	const pushOf = (pushId: string) => given.emulator.tpns.app().pushes.get(pushId)!;
	const phones = () => [...given.emulator.context.devices.ofApp('1500001048')];
	const reached = (pushId: string) =>
		phones().filter((phone) => phone.inbox.some((entry) => entry.pushId === pushId)).length;

	it('goes from PUSH_INIT to PUSH_FINISHED', async () => {
		const push = pushOf(await send(toAll));
		const seen = [push.status];
		for (const ms of [100, 200, 2000]) {
			given.emulator.control.advance(ms);
			seen.push(push.status);
		}
		expect(seen).toEqual(['PUSH_INIT', 'PUSH_WAIT', 'PUSH_STARTED', 'PUSH_FINISHED']);
	});

	it('reaches some phones at once, some late and some not, always the same', async () => {
		const first = await send(toAll);
		given.emulator.control.advance(second);
		const early = reached(first);
		given.emulator.control.advance(5 * second);
		const all = reached(first);
		expect(early).toBeGreaterThan(0);
		expect(all).toBeGreaterThan(early);
		expect(all).toBeLessThan(300);
		const second_ = await send({ ...toAll, message: { title: 'again', content: 'x' } });
		given.emulator.control.advance(5 * second);
		expect(reached(second_)).toBe(all);
	});

	it('leaves late phones out when it does not keep', async () => {
		const kept = await send(toAll);
		given.emulator.control.advance(5 * second);
		const fleeting = await send({
			...toAll,
			message: { title: 'n', content: 'x' },
			expire_time: 0,
		});
		given.emulator.control.advance(5 * second);
		expect(reached(fleeting)).toBeLessThan(reached(kept));
	});

	it('counts the clicks of a person on top of its own', async () => {
		const phone = phones()[0];
		phone.attended = true;
		const push = pushOf(await send(toAll));
		given.emulator.control.advance(5 * second);
		const clicks = () => [...push.counts.values()].reduce((sum, { clicked }) => sum + clicked, 0);
		const before = clicks();
		expect(before).toBeGreaterThan(0);
		expect(phone.inbox[0].clicked).toBe(false);
		const { devices } = given.emulator.context;
		expect(devices.click(phone, phone.inbox[0].id)).toMatchObject({ clicked: true });
		expect(devices.click(phone, phone.inbox[0].id)).toBeUndefined();
		expect(clicks()).toBe(before + 1);
	});

	it('stops: who has not come back yet does not get it', async () => {
		const pushId = await send(toAll);
		given.emulator.control.advance(second);
		const early = reached(pushId);
		expect(await control('stop_push_msg', { pushId })).toMatchObject({ ret_code: 0 });
		given.emulator.control.advance(minute);
		expect(pushOf(pushId).status).toBe('PUSH_DELETED_PUSH_MSG');
		expect(reached(pushId)).toBe(early);
	});

	it('does not stop pushes to one token, nor those of iOS', async () => {
		const pushId = await send(toToken(phones()[0].token));
		expect((await control('stop_push_msg', { pushId })).ret_code).toBe(1008007);
		const ios = tpnsClient(given.emulator, iosApp);
		const { body } = await ios('/v3/push/app', { audience_type: 'all', ...iosNotification });
		const stopped = await ios('/v3/push/stop_push_msg', { pushId: body.push_id });
		expect(stopped.body.ret_code).toBe(1008007);
	});

	it('is revoked: it disappears from the phones that have not clicked', async () => {
		const pushId = await send(toAll);
		given.emulator.control.advance(5 * second);
		const clicked = [...pushOf(pushId).counts.values()].reduce((sum, c) => sum + c.clicked, 0);
		expect(await control('revoke_push_msg', { pushId })).toMatchObject({ ret_code: 0 });
		expect(pushOf(pushId).status).toBe('PUSH_REVOKED');
		expect(reached(pushId)).toBe(clicked);

		given.emulator.tpns.settings.revokeAvailable = false;
		expect((await control('revoke_push_msg', { pushId })).ret_code).toBe(1008007);
	});

	it('is canceled before its time, and not after', async () => {
		const pushId = await send({ ...toAll, send_time: '2024-05-16 10:30:00' });
		given.emulator.control.advance(minute);
		expect(await control('cancel_timing_task', { pushId })).toMatchObject({ ret_code: 0 });
		given.emulator.control.advance(60 * minute);
		expect([pushOf(pushId).status, reached(pushId)]).toEqual(['PUSH_CANCELED', 0]);
		expect((await control('cancel_timing_task', { pushId })).ret_code).toBe(1008007);

		const now = await send(toAll);
		expect((await control('cancel_timing_task', { pushId: now })).ret_code).toBe(1008007);
	});

	it('is found by pushId or pushid, or as set', async () => {
		const pushId = await send({ ...toAll, send_time: '2024-05-16 10:30:00' });
		given.emulator.tpns.settings.taskControlKey = 'pushid';
		expect((await control('cancel_timing_task', { pushId })).ret_code).toBe(1008002);
		expect((await control('cancel_timing_task', { pushid: pushId })).ret_code).toBe(0);
		given.emulator.tpns.settings.taskControlKey = 'either';
		expect((await control('cancel_timing_task', { pushid: '1' })).ret_code).toBe(1008015);
		expect((await control('cancel_timing_task', {})).ret_code).toBe(1008002);
	});
});
