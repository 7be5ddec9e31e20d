import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import type { PushStatus } from '../../../emulator/tpns/push/push.mts';
import { day, hour, minute, start, tpnsClient } from '../../emulator/client.mts';
import { toAll, toTokens } from '../../emulator/tpns/samples.mts';
import { ActivePoll } from '../../support/poll.mts';
import { tpnsCredentials } from '../../support/tpns.mts';

const RECORDS = '/v3/statistics/get_push_record';
const REPORT = '/v3/statistics/get_push_task_stat_channel';
const timers = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;
const EVERY_CHANGE = ['created', 'finished', 'failed', 'canceled', 'revoked', 'overwritten'];

let emulator: Emulator;
let send: ReturnType<typeof tpnsClient>;
let beginning: number;

// Each test is an hour of its own, because the calls of an hour are counted for the process.
let next = start.getTime();
beforeEach(async () => {
	beginning = next;
	next += 200 * day;
	jest.useFakeTimers({ now: beginning, doNotFake: [...timers] });
	emulator = await startEmulator({ startAt: new Date(beginning), frozen: true, contacts: 3 });
	emulator.tpns.settings.rates = false;
	emulator.tpns.settings.repeatGuard = false;
	send = tpnsClient(emulator);
});
afterEach(async () => {
	await emulator.close();
	jest.useRealTimers();
});

function advance(ms: number): void {
	emulator.control.advance(ms);
	jest.setSystemTime(emulator.context.clock.now());
}

async function push(body: object): Promise<string> {
	const answer = await send('/v3/push/app', body);
	expect(answer.body.ret_code).toBe(0);
	return String(answer.body.push_id);
}

const tokens = () => emulator.context.contacts.map(({ token }) => token);
const toSome = () => toTokens(tokens());

async function pushMany(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let index = 0; index < count; index++) ids.push(await push(toSome()));
	return ids;
}

function trigger(parameters: INodeParameters = {}): ActivePoll {
	return new ActivePoll({
		node: 'tpnsTrigger',
		parameters: { changes: EVERY_CHANGE, ...parameters },
		credentials: tpnsCredentials(emulator),
	});
}

const brief = (items: IDataObject[]) => items.map(({ pushId, change }) => `${pushId} ${change}`);

/** The most calls to the statistics that fell into any hour. */
function busiestHour(): number {
	const times = [...emulator.control.requests(RECORDS), ...emulator.control.requests(REPORT)]
		.map(({ receivedAt }) => Date.parse(String(receivedAt)) || Number(receivedAt))
		.sort((a, b) => a - b);
	let most = 0;
	for (let from = 0, to = 0; to < times.length; to++) {
		while (times[to] - times[from] >= hour) from++;
		most = Math.max(most, to - from + 1);
	}
	return most;
}

test('450 pushes, two restarts and a push 80 days ahead: each change once, within the quota', async () => {
	const poll = trigger();
	const seen: string[] = [];
	const expected: string[] = [];
	const expect_ = (change: string, ...ids: string[]) =>
		expected.push(...ids.map((id) => `${id} ${change}`));
	const setStatus = (id: string, status: PushStatus) => {
		const found = emulator.tpns.app().pushes.get(id);
		if (!found) throw new Error(id);
		found.status = status;
	};
	const pollFor = async (minutes: number) => {
		for (let step = 0; step < minutes; step++) {
			advance(minute);
			seen.push(...brief(await poll.poll()));
		}
	};

	const old = await pushMany(100);
	advance(minute);
	expect(await poll.activate()).toEqual([]);

	const due = new Date(emulator.context.clock.now() + 80 * day + 8 * hour);
	const sendTime = due.toISOString().slice(0, 19).replace('T', ' ');
	const farAhead = await push({ ...toAll, send_time: sendTime });
	const nearAhead = await push({ ...toAll, send_time: sendTime });
	expect_('created', farAhead, nearAhead);
	await pollFor(2);

	const fresh = await pushMany(148);
	expect_('created', ...fresh);
	expect_('finished', ...fresh);
	await pollFor(20);
	await send('/v3/push/cancel_timing_task', { pushId: nearAhead });
	expect_('canceled', nearAhead);
	await send('/v3/push/revoke_push_msg', { pushId: old[3] });
	expect_('revoked', old[3]);
	setStatus(fresh[5], 'PUSH_FAILED');
	expect_('failed', fresh[5]);

	seen.push(...brief(await poll.activate()));
	await pollFor(70);

	const more = await pushMany(200);
	expect_('created', ...more);
	expect_('finished', ...more);
	await pollFor(15);
	setStatus(more[7], 'PUSH_COLLAPSED');
	expect_('overwritten', more[7]);
	await pollFor(60);

	seen.push(...brief(await poll.activate()));
	for (let step = 0; step < 79; step++) {
		advance(day);
		seen.push(...brief(await poll.poll()));
	}
	expect(seen.filter((entry) => entry.startsWith(farAhead))).toEqual([`${farAhead} created`]);
	advance(due.getTime() - 8 * hour - emulator.context.clock.now());
	await pollFor(5);
	expect_('finished', farAhead);

	expect(emulator.tpns.app().pushes.size).toBe(450);
	expect([...seen].sort()).toEqual([...expected].sort());
	expect(busiestHour()).toBeLessThanOrEqual(200);
	expect(emulator.control.requests(RECORDS).every(({ accepted }) => accepted)).toBe(true);
});

test('a push that the list does not show is followed by its ID', async () => {
	const poll = trigger();
	await poll.activate();
	const due = new Date(emulator.context.clock.now() + 20 * day + 8 * hour);
	const id = await push({ ...toAll, send_time: due.toISOString().slice(0, 19).replace('T', ' ') });
	advance(minute);
	expect(brief(await poll.poll())).toEqual([`${id} created`]);

	// From now on TPNS takes no period that ends in the future.
	emulator.control.addFault({ kind: 'code', path: RECORDS, code: 1008007, times: 1 });
	advance(minute);
	await poll.poll();
	await send('/v3/push/cancel_timing_task', { pushId: id });
	emulator.control.clearRequests();
	for (let step = 0; step < 59; step++) {
		advance(minute);
		expect(await poll.poll()).toEqual([]);
	}
	advance(minute);
	expect(brief(await poll.poll())).toEqual([`${id} canceled`]);
	const byId = emulator.control
		.requests(RECORDS)
		.filter(({ body }) => (body as IDataObject).pushId !== undefined);
	expect(byId).toHaveLength(1);
});

test('every page is read', async () => {
	const poll = trigger({ changes: ['created'] });
	await poll.activate();
	const ids = await pushMany(450);
	advance(minute);
	expect(brief(await poll.poll()).sort()).toEqual(ids.map((id) => `${id} created`).sort());
	expect(emulator.control.requests(RECORDS)).toHaveLength(1 + 3);
});

test('filters part pushes by type, kind of message and source', async () => {
	const poll = trigger({ changes: ['created'], filters: { pushTypes: ['all', 'tag'] } });
	const silent = trigger({ changes: ['created'], filters: { messageTypes: ['message'] } });
	const elsewhere = trigger({ changes: ['created'], filters: { sources: 'console' } });
	await poll.activate();
	await silent.activate();
	await elsewhere.activate();
	const notification = await push(toAll);
	await push(toSome());
	const message = await push({ ...toSome(), message_type: 'message' });
	advance(minute);
	expect(brief(await poll.poll())).toEqual([`${notification} created`]);
	expect(brief(await silent.poll())).toEqual([`${message} created`]);
	expect(await elsewhere.poll()).toEqual([]);
});

test('other filters begin a history of their own', async () => {
	await push(toAll);
	const parameters: INodeParameters = { changes: ['created'], filters: { pushTypes: ['tag'] } };
	const poll = trigger(parameters);
	await poll.activate();
	parameters.filters = { pushTypes: ['all'] };
	expect(await poll.activate()).toEqual([]);
});

test('a finished push comes with its report', async () => {
	const poll = trigger({ changes: ['finished'], includeReport: true });
	await poll.activate();
	const id = await push(toSome());
	advance(minute);
	const [item] = await poll.poll();
	expect(item).toMatchObject({
		change: 'finished',
		pushId: id,
		status: 'finished',
		pushType: 'token',
		report: {
			scheduled: 3,
			sent: expect.any(Number),
			channels: expect.arrayContaining([expect.objectContaining({ channel: 'xg' })]),
		},
	});
	expect(item.pushConfig).toBeUndefined();
});

test('a report for which no call is left is waited for', async () => {
	const poll = trigger({ changes: ['finished'], includeReport: true });
	await poll.activate();
	const ids = await pushMany(200);
	const seen: string[] = [];
	for (let step = 0; step < 26; step++) {
		advance(5 * minute);
		const items = await poll.poll();
		for (const { report } of items) expect(report).toMatchObject({ scheduled: 3 });
		seen.push(...brief(items));
	}
	expect(seen.sort()).toEqual(ids.map((id) => `${id} finished`).sort());
	expect(busiestHour()).toBeLessThanOrEqual(200);
});

test('a spent quota stops the polls without a failed execution', async () => {
	const poll = trigger();
	await poll.activate();
	const id = await push(toSome());
	advance(minute);
	emulator.control.addFault({ kind: 'code', path: RECORDS, code: 1008028, times: 1 });
	expect(await poll.poll()).toEqual([]);
	advance(minute);
	expect(brief(await poll.poll()).sort()).toEqual([`${id} created`, `${id} finished`]);
});

test('a wrong key fails the activation', async () => {
	const poll = new ActivePoll({
		node: 'tpnsTrigger',
		parameters: { changes: EVERY_CHANGE },
		credentials: {
			tpnsApi: { ...tpnsCredentials(emulator).tpnsApi, secretKey: 'f'.repeat(32) },
		},
	});
	await expect(poll.activate()).rejects.toThrow('TPNS did not accept the signature');
});

test('a manual run gives examples and leaves the state alone', async () => {
	const poll = trigger({ changes: ['finished'] });
	await expect(poll.pollManually()).rejects.toThrow('No push of the last 14 days');
	const ids = await pushMany(8);
	advance(minute);
	const items = await poll.pollManually();
	expect(items).toHaveLength(5);
	expect(
		items.every(({ change, pushId }) => change === 'finished' && ids.includes(String(pushId))),
	).toBe(true);
	expect(poll.stored).toBe('{}');
});
