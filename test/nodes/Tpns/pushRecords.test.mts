import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { tpnsClient } from '../../emulator/client.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { runTpns } from '../../support/tpns.mts';

const RECORDS = '/v3/statistics/get_push_record';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 3, unknownTokens: 0 });
});
afterEach(() => emulator.close());

const getAll: INodeParameters = { resource: 'push', operation: 'getAll' };
const bodies = (path: string) =>
	emulator.control.requests(path).map(({ body }) => body as Record<string, unknown>);
const byId = (value: unknown) => ({ pushId: { __rl: true, mode: 'id', value } }) as INodeParameters;
const today = (days = 0) =>
	new Date(Date.now() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
const toAll = { audience_type: 'all', token_list: undefined };
const inBerlin = { workflow: { timezone: 'Europe/Berlin' } };
const BERLIN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0[12]:00$/;

async function send(count: number, more: object = {}): Promise<string[]> {
	const client = tpnsClient(emulator);
	const ids: string[] = [];
	for (let index = 0; index < count; index++) {
		const { body } = await client('/v3/push/app', {
			audience_type: 'token_list',
			token_list: [emulator.context.contacts[0].token],
			message_type: 'notify',
			message: { title: `Push ${index}`, content: 'Hello' },
			...more,
		});
		ids.push(String(body.push_id));
	}
	emulator.control.clearRequests();
	return ids;
}

test('all of 450 pushes come in three pages, each once, with whole IDs', async () => {
	const ids = await send(450);
	const { output } = await runTpns(emulator, { ...getAll, returnAll: true });
	expect(output.map(({ json }) => json.pushId).sort()).toEqual([...ids].sort());
	expect(bodies(RECORDS).map(({ offset, limit }) => [offset, limit])).toEqual([
		[0, 200],
		[200, 200],
		[400, 200],
	]);
});

test('a limit asks for no more than it takes', async () => {
	await send(60);
	const { output } = await runTpns(emulator, { ...getAll, limit: 7 });
	expect(output).toHaveLength(7);
	expect(bodies(RECORDS)).toEqual([
		{ startDate: today(-6), endDate: today(90), offset: 0, limit: 7 },
	]);
});

test('filters of the API are asked of it, the others looked through', async () => {
	await send(2);
	await send(1, { message_type: 'message' });
	emulator.control.advance(10_000);
	await send(1);
	const { output } = await runTpns(emulator, {
		...getAll,
		filters: { messageType: 'notify', pushType: 'token', status: ['PUSH_FINISHED'], source: 'api' },
	});
	expect(output.map(({ json }) => json.title)).toEqual(['Push 1', 'Push 0']);
	expect(bodies(RECORDS)[0]).toMatchObject({ msgType: 'notify', pushType: 'token', limit: 200 });
});

test('one push is found by its ID, though the answer gives it as a number', async () => {
	const [id] = await send(1);
	emulator.control.advance(10_000);
	const get = { resource: 'push', operation: 'get', ...byId(id) };
	const { output } = await runTpns(emulator, get, [{}], inBerlin);
	expect(output[0].json).toMatchObject({
		pushId: id,
		title: 'Push 0',
		recipients: 1,
		status: 'finished',
		sentAt: expect.stringMatching(BERLIN),
		serverTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC\+8$/),
	});
	expect(output[0].json).not.toHaveProperty('pushConfig');
	const { sentAt, serverTime } = output[0].json as Record<string, string>;
	expect(Date.parse(serverTime.replace(' UTC+8', '+08:00'))).toBe(Date.parse(sentAt));
	expect(Math.abs(Date.parse(sentAt) - Date.now())).toBeLessThan(60_000);
	const raw = await runTpns(emulator, {
		resource: 'push',
		operation: 'get',
		simplify: false,
		...byId(id),
	});
	expect(raw.output[0].json).toMatchObject({
		pushId: id,
		status: 'finished',
		sentAt: expect.any(String),
		messageType: 'notification',
		createdTime: expect.any(String),
		pushConfig: { android: {} },
		groupId: expect.any(String),
	});
});

test.each([true, false])(
	'a scheduled push is listed with its time and no other, simplified: %p',
	async (simplify) => {
		const send_time = `${today(80)} 09:00:00`;
		const [id] = await send(1, { ...toAll, send_time });
		const { output } = await runTpns(emulator, { ...getAll, simplify }, [{}], inBerlin);
		const [{ json }] = output;
		expect(json).toMatchObject({
			pushId: id,
			status: expect.stringMatching(/^(new|waiting)$/),
			scheduledFor: expect.stringMatching(BERLIN),
			serverTime: `${send_time} UTC+8`,
		});
		expect(Date.parse(json.scheduledFor as string)).toBe(Date.parse(`${today(80)}T09:00:00+08:00`));
		expect(json).not.toHaveProperty('sentAt');
		expect(json).not.toHaveProperty('pushTime');
		expect(JSON.stringify(json)).not.toContain('PUSH_');
	},
);

test('where TPNS refuses days to come, the others are listed, and a hint says so', async () => {
	const [id] = await send(1);
	emulator.control.addFault({ kind: 'code', code: 1008007 });
	const { output, hints } = await runTpns(emulator, getAll);
	expect(output.map(({ json }) => json.pushId)).toEqual([id]);
	expect(hints.map(({ message }) => message)).toEqual([
		`TPNS lists no pushes after ${today()}: those scheduled later are missing`,
	]);
});

test('dates that are refused for another reason are not changed', async () => {
	emulator.control.addFault({ kind: 'code', code: 1008016, times: 'always' });
	const far = { ...getAll, startDate: today(10), endDate: today(20) };
	const { error } = await runTpns(emulator, far);
	expect(error?.httpCode).toBe('1008016');
	expect(bodies(RECORDS)).toEqual([expect.objectContaining({ endDate: today(20) })]);
	expect((await runTpns(emulator, getAll)).error?.httpCode).toBe('1008016');
});

test.each([
	['12x', `'Push' is "12x"`],
	[1328245138690125824, 'which has lost digits'],
])('the ID %p is refused before any call', async (id, message) => {
	const { error } = await runTpns(emulator, {
		resource: 'push',
		operation: 'get',
		...byId(`={{ ${JSON.stringify(id)} }}`),
	});
	expect(error?.message).toContain(message);
	expect(emulator.control.requests()).toEqual([]);
});

test('pushes of a device come with whole IDs and times', async () => {
	const [id] = await send(1);
	emulator.control.advance(5_000);
	const { token } = emulator.context.contacts[0];
	const { output } = await runTpns(emulator, {
		resource: 'push',
		operation: 'getAllByDevice',
		device: token,
	});
	expect(output.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			token,
			pushId: id,
			pushType: 'token',
			sentAt: expect.stringMatching(/[+-]\d{2}:\d{2}$/),
			serverTime: expect.stringMatching(/UTC\+8$/),
		}),
	]);
});

describe('ending a push', () => {
	const operations = [
		['stop', 'stopped', '/v3/push/stop_push_msg', 'PUSH_DELETED_PUSH_MSG'],
		['cancelScheduled', 'canceled', '/v3/push/cancel_timing_task', 'PUSH_CANCELED'],
		['revoke', 'revoked', '/v3/push/revoke_push_msg', 'PUSH_REVOKED'],
	] as const;
	const aPush = async () =>
		(
			await send(1, {
				...toAll,
				send_time: `${tomorrow()} 23:00:00`,
			})
		)[0];
	const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);

	test.each(operations)('%s', async (operation, done, path, status) => {
		const id = await aPush();
		const { output } = await runTpns(emulator, { resource: 'push', operation, ...byId(id) });
		expect(output[0].json).toEqual({ pushId: id, [done]: true });
		expect(emulator.tpns.app().pushes.get(id)?.status).toBe(status);
		expect(bodies(path)).toEqual([{ pushId: id }]);
	});

	test.each(operations)(
		'%s tries the other spelling when the first is missed',
		async (operation, done, path) => {
			emulator.tpns.settings.taskControlKey = 'pushid';
			const id = await aPush();
			const { output } = await runTpns(emulator, { resource: 'push', operation, ...byId(id) });
			expect(output[0].json[done]).toBe(true);
			expect(bodies(path)).toEqual([{ pushId: id }, { pushid: id }]);
		},
	);

	test('what cannot be ended says why', async () => {
		const [id] = await send(1);
		const { error } = await runTpns(emulator, {
			resource: 'push',
			operation: 'cancelScheduled',
			...byId(id),
		});
		expect(error?.message).toContain('A parameter is not valid (1008007)');
		expect(error?.httpCode).toBe('1008007');
	});
});
