import { sendCallbacks } from '../../emulator/callbacks/batch.mts';
import { type AllMemberPushEvent, intoCallbacks } from '../../emulator/callbacks/events.mts';
import { callbackUrl, signCallback } from '../../emulator/callbacks/query.mts';
import { okAnswer, type Receiver, startReceiver } from './callbackReceiver.mts';
import {
	addPhone,
	emulatorForEachTest,
	everythingArrives,
	push,
	sdkAppId,
	start,
} from './pushServiceClient.mts';

let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = (number: number): AllMemberPushEvent => ({
	CallbackCommand: 'Push.AllMemberPush',
	EventType: 1,
	TaskId: 'task',
	TaskTime: 1557481127,
	EventTime: 1557481128,
	To_Account: `user${number}`,
	PushPlatform: 1,
	DeviceType: 0,
	PushStage: 1,
	ErrCode: 0,
	ErrInfo: 'OK',
});
const events = (count: number) => Array.from({ length: count }, (_, number) => event(number));

describe('the address of a callback', () => {
	it("is signed as in the documentation's vector", () => {
		expect(signCallback('xxxxyyyy', 1669872112)).toBe(
			'17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061',
		);
	});

	it("has Tencent's query, with RequestTime and Sign only when there is a token", () => {
		const query = { sdkAppId, command: 'Push.AllMemberPush', requestTime: 1669872112 };
		const plain = callbackUrl('https://n8n.example/webhook/tp', query);
		expect(plain.href).toBe(
			'https://n8n.example/webhook/tp?SdkAppid=1400000000&CallbackCommand=Push.AllMemberPush' +
				'&contenttype=json&ClientIP=127.0.0.1&OptPlatform=RESTAPI',
		);
		const signed = callbackUrl('https://n8n.example/', { ...query, token: 'xxxxyyyy' });
		expect(signed.searchParams.get('RequestTime')).toBe('1669872112');
		expect(signed.searchParams.get('Sign')).toMatch(/^17773bc3/);
	});
});

describe('sendCallbacks', () => {
	const callbacks = intoCallbacks(events(1050));

	it('puts at most 100 events into a callback and keeps its connections', async () => {
		const results = await sendCallbacks({ url: receiver.url, sdkAppId, callbacks, connections: 2 });
		expect(results).toHaveLength(11);
		expect(results.every(({ ok, status }) => ok && status === 200)).toBe(true);
		expect(
			receiver.received.map((callback) => callback.events.length).sort((a, b) => a - b),
		).toEqual([50, ...Array<number>(10).fill(100)]);
		expect(receiver.connections.size).toBeLessThanOrEqual(2);
		expect(receiver.received[0].contentType).toBe('application/json');
	});

	it('keeps to a rate', async () => {
		const begin = performance.now();
		const rate = 50;
		await sendCallbacks({ url: receiver.url, sdkAppId, callbacks, rate });
		expect(performance.now() - begin).toBeGreaterThan(((callbacks.length - 1) / rate) * 1000 - 20);
	});

	it('says what was wrong with the answers', async () => {
		const answers: Array<(response: Parameters<Parameters<Receiver['answerWith']>[0]>[0]) => void> =
			[
				(response) => response.writeHead(500).end(okAnswer),
				(response) => response.end('OK'),
				(response) => response.end('{"ActionStatus":"FAILURE","ErrorInfo":"","ErrorCode":1}'),
				() => {},
				(response) => response.socket?.resetAndDestroy(),
			];
		receiver.answerWith((response, count) => answers[count - 1](response));
		const results = await sendCallbacks({
			...{ url: receiver.url, sdkAppId, connections: 1, timeout: 1_000 },
			callbacks: intoCallbacks(events(5), 1),
		});
		expect(results.map(({ status, problem, ok }) => [status, ok, problem])).toEqual([
			[500, false, 'status 500'],
			[200, false, 'answer is not JSON'],
			[200, false, 'answer is not OK'],
			[undefined, false, 'TimeoutError'],
			[undefined, false, expect.any(String)],
		]);
		expect(results[3].latency).toBeGreaterThan(950);
	});
});

describe('the callbacks of a push', () => {
	const test = emulatorForEachTest({
		pushService: { settings: { shares: everythingArrives, frequencyLimits: false } },
	});
	const sendTo = (settings: object = {}) => {
		test.emulator.pushService.callbacks.configure({ url: receiver.url, ...settings });
		return test.emulator.pushService.callbacks;
	};

	it('tell that it was sent, reached and clicked', async () => {
		const callbacks = sendTo({ token: 'xxxxyyyy' });
		const phone = addPhone(test.emulator, 'ann');
		const body = { ...push, To_Account: ['ann'], DataId: 'order-42' };
		const { TaskId } = await test.call('timpush/batch', body);
		await callbacks.idle();
		const seconds = start.getTime() / 1000;
		const expected = {
			CallbackCommand: 'Push.AllMemberPush',
			EventType: 1,
			TaskId,
			DataId: 'order-42',
			TaskTime: seconds,
			EventTime: seconds,
			To_Account: 'ann',
			PushPlatform: 2,
			DeviceType: 0,
			PushStage: 1,
			ErrCode: 0,
			ErrInfo: 'OK',
		};
		expect(receiver.events()).toEqual([expected, { ...expected, PushStage: 2 }]);
		const { query } = receiver.received[0];
		expect(query.Sign).toBe(signCallback('xxxxyyyy', Number(query.RequestTime)));
		expect(Math.abs(Number(query.RequestTime) - Date.now() / 1000)).toBeLessThan(10);

		test.emulator.control.advance(60_000);
		test.emulator.context.devices.click(phone, phone.inbox[0].id);
		await callbacks.idle();
		const click = { ...expected, PushStage: 3, EventTime: seconds + 60 };
		expect(receiver.events().at(-1)).toEqual(click);
	});

	it('tell the channel, and why it did not arrive', async () => {
		const callbacks = sendTo();
		addPhone(test.emulator, 'ann', { vendor: 'huawei' });
		const send = (MsgRandom: number) => test.call('timpush/push', { ...push, MsgRandom });
		test.emulator.pushService.configure({ shares: { online: 1 } });
		await send(1);
		test.emulator.pushService.configure({ shares: { online: 0, tokenRefused: 1 } });
		await send(2);
		test.emulator.pushService.configure({ shares: { tokenRefused: 0, notificationsOff: 1 } });
		await send(3);
		await callbacks.idle();
		expect(receiver.events()).toMatchObject([
			{ EventType: 2, PushPlatform: 0, DeviceType: 3, PushStage: 1, ErrCode: 0 },
			{ EventType: 2, PushPlatform: 0, DeviceType: 3, PushStage: 2, ErrCode: 0 },
			{ EventType: 1, PushPlatform: 3, DeviceType: 0, PushStage: 1, ErrCode: 1 },
			{ EventType: 1, PushPlatform: 3, DeviceType: 0, PushStage: 1, ErrCode: 0 },
			{ EventType: 1, PushPlatform: 3, DeviceType: 0, PushStage: 2, ErrCode: 3 },
		]);
	});

	it('of Chat messages are of their own kind', async () => {
		const callbacks = sendTo();
		for (const user of ['ann', 'bob']) addPhone(test.emulator, user);
		test.emulator.pushService.groups.set('team', new Set(['bob']));
		const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }];
		const common = { From_Account: 'cid', MsgBody, OfflinePushInfo: { Title: 'T', Desc: 'D' } };
		const { MsgKey } = await test.call('openim/sendmsg', {
			...{ ...common, To_Account: 'ann', MsgRandom: 7 },
		});
		await test.call('group_open_http_svc/send_group_msg', {
			...common,
			GroupId: 'team',
			Random: 8,
		});
		await test.call('openim/batchsendmsg', { ...common, To_Account: ['ann'], MsgRandom: 9 });
		await callbacks.idle();
		expect(receiver.received[0].query.CallbackCommand).toBe('Push.OfflinePush');
		const sent = (receiver.events() as object[]).filter((_, index) => index % 2 === 0);
		expect(sent).toMatchObject([
			{ EventType: 1, From_Account: 'cid', To_Account: 'ann', MsgKey, MsgRandom: 7, PushStage: 1 },
			{ EventType: 2, From_Account: 'cid', To_Account: 'bob', GroupID: 'team', MsgRandom: 8 },
		]);
	});

	it('are repeated on failure, and doubled, as set', async () => {
		const callbacks = sendTo({
			eventsPerCallback: 1,
			repeats: 2,
			duplicateEvery: 4,
			connections: 1,
		});
		receiver.answerWith((response, count) =>
			count <= 4 ? response.writeHead(503).end() : response.end(okAnswer),
		);
		for (const user of ['ann', 'bob']) addPhone(test.emulator, user);
		await test.call('timpush/push', push);
		await callbacks.idle();
		// The first is lost after 3 posts, the second succeeds at its second, the last comes twice.
		expect(callbacks.counts).toMatchObject({
			...{ events: 4, posts: 3 + 2 + 1 + 2, ok: 4, failed: 4, repeated: 3 },
			...{ duplicated: 1, lost: 1, problems: { 'status 503': 4 } },
		});
	});

	it('are set by the control, and end with an empty URL', async () => {
		const address = `${test.emulator.url}/_emulator/push-service/callbacks`;
		const set = (body: object) =>
			fetch(address, {
				method: 'PATCH',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
		expect((await set({ url: 'http://n8n.example/?a=b' })).status).toBe(400);
		expect((await set({ url: receiver.url, rate: 0 })).status).toBe(200);
		addPhone(test.emulator, 'ann');
		await test.call('timpush/push', push);
		await test.emulator.pushService.callbacks.idle();
		expect(await (await fetch(address)).json()).toMatchObject({ counts: { events: 2, ok: 1 } });
		await set({ url: '' });
		await test.call('timpush/push', { ...push, MsgRandom: 2 });
		await test.emulator.pushService.callbacks.idle();
		expect(receiver.received).toHaveLength(1);
	});
});
