import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { runs } from '../../support/runs.mts';
import {
	chatCredentials,
	ListeningTrigger,
	postCallback,
	type WebhookOptions,
} from '../../support/webhook.mts';

const event = {
	CallbackCommand: 'Push.AllMemberPush',
	EventType: 2,
	TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_9',
	TaskTime: 1557481127,
	EventTime: 1557481128,
	To_Account: 'user2',
	PushPlatform: 0,
	DeviceType: 1,
	PushStage: 2,
	ErrCode: 0,
	ErrInfo: 'OK',
};

let open: ListeningTrigger[] = [];
afterEach(async () => {
	await Promise.all(open.map(async (trigger) => await trigger.close()));
	open = [];
});

async function listen(options: WebhookOptions = {}): Promise<ListeningTrigger> {
	const trigger = await ListeningTrigger.start(options);
	open.push(trigger);
	return trigger;
}

const idsOf = (items: readonly IDataObject[]) => items.map(({ eventId }) => eventId);
const atOnce = { options: { combineWindow: 0 } };

describe('events of one callback', () => {
	test('two devices of one user that are online are two events', async () => {
		const trigger = await listen({ parameters: atOnce });
		const events = [event, { ...event, DeviceType: 4 }];
		expect(await postCallback(trigger.url, { events })).toBe(200);
		expect(trigger.items).toHaveLength(2);
		expect(new Set(idsOf(trigger.items)).size).toBe(2);
	});

	test('equal events are counted, and have the same IDs when the callback comes again', async () => {
		const parameters = { options: { combineWindow: 0, dropDuplicates: false } };
		const trigger = await listen({ parameters });
		const events = [event, { ...event, To_Account: 'user3' }, event, event];
		await postCallback(trigger.url, { events });
		await postCallback(trigger.url, { events });
		const [first, again] = trigger.executions.map(idsOf);
		expect(first[2]).toBe(`${String(first[0])}-2`);
		expect(first[3]).toBe(`${String(first[0])}-3`);
		expect(new Set(first).size).toBe(4);
		expect(again).toEqual(first);
	});

	test.each(Object.keys(event))('another %s is another event', async (field) => {
		const trigger = await listen({ parameters: atOnce });
		const value = field === 'CallbackCommand' ? 'Push.New' : 77;
		await postCallback(trigger.url, { events: [event, { ...event, [field]: value }] });
		expect(idsOf(trigger.items).every((id) => /^[0-9a-f]{32}$/.test(String(id)))).toBe(true);
		expect(new Set(idsOf(trigger.items)).size).toBe(2);
	});
});

describe('the same callback again', () => {
	test('is acknowledged and starts nothing, whatever the order of fields and events', async () => {
		const trigger = await listen({ parameters: atOnce });
		const other = { ...event, To_Account: 'user3' };
		const turned = Object.fromEntries(Object.entries(event).reverse());
		expect(await postCallback(trigger.url, { events: [event, other, event] })).toBe(200);
		expect(await postCallback(trigger.url, { events: [event, other, event] })).toBe(200);
		expect(await postCallback(trigger.url, { events: [other, turned, event] })).toBe(200);
		expect(trigger.items).toHaveLength(3);
	});

	test('an equal event of another callback is not dropped', async () => {
		const trigger = await listen({ parameters: atOnce });
		await postCallback(trigger.url, { events: [event] });
		await postCallback(trigger.url, { events: [event, event] });
		expect(trigger.items).toHaveLength(3);
	});

	test('the Test URL drops nothing', async () => {
		const trigger = await listen({ parameters: atOnce, mode: 'manual' });
		await postCallback(trigger.url, { events: [event] });
		await postCallback(trigger.url, { events: [event] });
		expect(trigger.items).toHaveLength(2);
	});
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('what cannot be read', () => {
	test.each(Object.keys(event))('%s nested 5,000 deep is refused with 400', async (field) => {
		const trigger = await listen({ parameters: atOnce });
		const deep = JSON.stringify({ Events: [{ ...event, [field]: 'deep' }] }).replace(
			'"deep"',
			nested(5_000),
		);
		expect(await postCallback(trigger.url, { events: [], body: deep })).toBe(400);
		expect(trigger.failures).toEqual([]);
		expect(trigger.executions).toEqual([]);
	});

	test.each([
		['is no gzip', 'gzip', Buffer.from('{"Events":[]}')],
		['breaks off', 'gzip', gzipSync('{"Events":[]}').subarray(0, 15)],
		['is no deflate', 'deflate', Buffer.from('{"Events":[]}')],
		['is a bomb', 'gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
	])('a body that %s is refused with 400', async (_, encoding, packed) => {
		const trigger = await listen({ parameters: atOnce });
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': encoding };
		const body = new Uint8Array(packed);
		expect(await postCallback(trigger.url, { events: [], body, headers })).toBe(400);
		expect(trigger.failures).toEqual([]);
		expect(trigger.executions).toEqual([]);
	});

	test('a field that is nested as far as is allowed is taken', async () => {
		const trigger = await listen({ parameters: atOnce });
		const events = [{ ...event, New: JSON.parse(nested(16)) as unknown }];
		expect(await postCallback(trigger.url, { events })).toBe(200);
		expect(trigger.items).toMatchObject([{ New: events[0].New }]);
	});
});

describe('size of an execution', () => {
	const megabyte = (user: string) => ({
		...event,
		To_Account: user,
		ErrInfo: 'x'.repeat(1_000_000),
	});

	test('callbacks of 1 MB come 16 to an execution at most', async () => {
		const trigger = await listen({ parameters: { options: { combineWindow: 1_000 } } });
		const statuses = await Promise.all(
			Array.from(
				{ length: 40 },
				async (_, index) => await postCallback(trigger.url, { events: [megabyte(`user${index}`)] }),
			),
		);
		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(trigger.items).toHaveLength(40);
		for (const items of trigger.executions) expect(items.length).toBeLessThanOrEqual(16);
	});

	test('the size can be set, and a callback that is larger stands alone', async () => {
		const trigger = await listen({
			parameters: { options: { combineWindow: 300, combineSize: 1 } },
		});
		const small = Array.from({ length: 4 }, (_, index) => ({
			...event,
			To_Account: `user${index}`,
		}));
		const half = { ...megabyte('half'), ErrInfo: 'x'.repeat(600_000) };
		await Promise.all(
			[[half], [megabyte('a')], [megabyte('b')], ...small.map((each) => [each])].map(
				async (events) => await postCallback(trigger.url, { events }),
			),
		);
		expect(trigger.items).toHaveLength(7);
		for (const items of trigger.executions) {
			const bytes = JSON.stringify(items).length;
			expect(bytes < 1_100_000 || items.length === 1).toBe(true);
		}
	});
});

describe('the callback token', () => {
	const withToken = (callbackToken: unknown) => ({
		tencentChatApi: { ...chatCredentials.tencentChatApi, callbackToken } as never,
	});
	const unsigned = async (url: string) =>
		(
			await fetch(`${url}?SdkAppid=1400000001`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ Events: [event] }),
			})
		).status;

	test.each([
		['undefined, from an expression that could not be resolved', undefined],
		['null', null],
		['a number', 12_345],
		['true', true],
		['an object', { token: 'x' }],
		['a list', ['xxxxyyyy']],
	])('%s is refused with 503 and said in the log', async (_name, token) => {
		const trigger = await listen({ parameters: atOnce, credentials: withToken(token) });
		expect(await unsigned(trigger.url)).toBe(503);
		expect(await postCallback(trigger.url, { events: [event] })).toBe(503);
		expect(trigger.log.join()).toContain('Callback Token');
		expect(trigger.executions).toEqual([]);
		expect(trigger.failures).toEqual([]);
	});

	test.each(['', ' ', ' \t\n '])(
		'%j switches verification off, and the log says so',
		async (token) => {
			const trigger = await listen({ parameters: atOnce, credentials: withToken(token) });
			expect(await unsigned(trigger.url)).toBe(200);
			expect(await unsigned(trigger.url)).toBe(200);
			expect(trigger.log.filter((line) => line.includes('not verified'))).toHaveLength(1);
		},
	);

	test('white space around a token is no part of it', async () => {
		const trigger = await listen({ parameters: atOnce, credentials: withToken(' xxxxyyyy\n') });
		expect(await postCallback(trigger.url, { events: [event] })).toBe(200);
		expect(await unsigned(trigger.url)).toBe(401);
	});

	test('a replaced token is refused after a second, also when the clock was set back', async () => {
		const credentials = withToken('old');
		const trigger = await listen({ parameters: atOnce, credentials });
		const send = async (token: string) =>
			await postCallback(trigger.url, { events: [{ ...event, EventTime: ++next }], token });
		expect(await send('old')).toBe(200);
		credentials.tencentChatApi = withToken('new').tencentChatApi;
		const before = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => before - 200_000);
		try {
			await sleep(1_100);
			expect(await send('old')).toBe(401);
			expect(await send('new')).toBe(200);
		} finally {
			clock.mockRestore();
		}
	});
});

let next = 1_557_481_128;

/** What Tencent sends: callbacks, some of them several times, some with little patience. */
const delivery = fc.record({
	callback: fc.nat(5),
	pause: fc.constantFrom(0, 0, 5, 30),
	patience: fc.option(fc.constantFrom(1, 20, 60), { nil: undefined }),
});
const life = fc.record({
	/** For each callback, which of a few events it holds. */
	callbacks: fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }), {
		minLength: 6,
		maxLength: 6,
	}),
	deliveries: fc.array(delivery, { minLength: 1, maxLength: 15 }),
	/** How n8n stores one execution after another. */
	storing: fc.array(fc.record({ fails: fc.boolean(), ms: fc.constantFrom(0, 5, 40) })),
	options: fc.record({
		combineWindow: fc.constantFrom(0, 20),
		combineEvents: fc.constantFrom(1, 4, 100),
		combineSize: fc.constantFrom(0.001, 16),
	}),
});

test('each event of an acknowledged callback is in exactly one stored execution', async () => {
	await fc.assert(
		fc.asyncProperty(life, async ({ callbacks, deliveries, storing, options }) => {
			const outcomes = [...storing];
			const trigger = await ListeningTrigger.start({
				parameters: { options, simplify: false },
				store: async () => {
					const { fails, ms } = outcomes.shift() ?? { fails: false, ms: 0 };
					await sleep(ms);
					if (fails) throw new Error('database is locked');
				},
			});
			const eventsOf = (callback: number) =>
				callbacks[callback].map((kind) => ({
					...event,
					DataId: `callback ${callback}`,
					To_Account: `user${kind}`,
				}));
			const acknowledged = new Set<number>();
			const send = async (callback: number, patience?: number) => {
				const status = await postCallback(trigger.url, { events: eventsOf(callback), patience });
				if (status === 200) acknowledged.add(callback);
			};
			try {
				const sent: Array<Promise<void>> = [];
				for (const { callback, pause, patience } of deliveries) {
					sent.push(send(callback, patience));
					await sleep(pause);
				}
				await Promise.all(sent);
				const check = () => {
					for (const callback of callbacks.keys()) {
						const stored = trigger.items.filter(({ DataId: id }) => id === `callback ${callback}`);
						if (stored.length === 0 && !acknowledged.has(callback)) continue;
						const users = (events: object[]) =>
							events.map((each) => (each as { To_Account: string }).To_Account).sort();
						expect(users(stored)).toEqual(users(eventsOf(callback)));
						expect(new Set(idsOf(stored)).size).toBe(stored.length);
						const uncounted = new Set(idsOf(stored).map((id) => String(id).split('-')[0]));
						expect(uncounted.size).toBe(new Set(users(stored)).size);
					}
				};
				check();
				// Tencent sends again what was not acknowledged.
				for (let round = 0; acknowledged.size < callbacks.length; round++) {
					expect(round).toBeLessThan(100);
					await Promise.all([...callbacks.keys()].map(async (callback) => await send(callback)));
				}
				check();
				expect(trigger.items).toHaveLength(callbacks.flat().length);
				expect(trigger.failures).toEqual([]);
			} finally {
				await trigger.close();
			}
		}),
		{ numRuns: runs(3) },
	);
}, 600_000);
