import type { FaultRequest } from '../../emulator/faults.mts';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';
import { iosApp } from '../../emulator/tpns/app.mts';
import type { Product } from '../../emulator/reference.mts';
import { replayAnswers } from '../../emulator/answers.mts';
import { isAsDocumented, reportOf, rowsOf, table } from '../../live/report.mts';
import { type Account, type CheckResult, runChecks, type RunOptions } from '../../live/run.mts';
import { runNode } from '../support/engine.mts';
import { addUser } from '../support/pushServiceState.mts';
import { tpnsCredentials } from '../support/tpns.mts';
import { chatCredentials } from '../support/tencentPush.mts';

const TOKEN = 'a0'.repeat(18);
let emulator: Emulator;

beforeEach(async () => {
	emulator = await startEmulator({
		contacts: 5,
		tpns: { settings: { rates: false, asyncDelay: 0 } },
		pushService: { settings: { frequencyLimits: false } },
	});
	emulator.tpns.addDevice({ token: TOKEN, attended: true });
	addUser(emulator, 'ann');
	addUser(emulator, 'bob');
	emulator.pushService.attributeNames.set({ 0: 'city' });
});
afterEach(() => emulator.close());

function account(product: Product): Account {
	const credential =
		product === 'tpns'
			? tpnsCredentials(emulator).tpnsApi
			: chatCredentials(emulator).tencentChatApi;
	return { product, target: emulator.url, credential };
}

async function check(product: Product, more: Partial<RunOptions> = {}): Promise<CheckResult[]> {
	return await runChecks(account(product), { pause: 0, runNode, ...more });
}

const findings = (results: readonly CheckResult[]) =>
	results.flatMap(({ name, exchanges }) =>
		exchanges.flatMap(({ comparison }) =>
			(comparison?.findings ?? []).map(({ kind, at, says }) => `${name}: ${kind} ${at} ${says}`),
		),
	);

describe.each(['tpns', 'push-service'] as const)('%s', (product) => {
	it('is read, and the emulator answers as documented', async () => {
		const results = await check(product);
		expect(findings(results)).toEqual([]);
		expect(results.filter(({ problem }) => problem)).toEqual([]);
		expect(isAsDocumented(results)).toBe(true);
		const changed = emulator.control
			.requests()
			.filter(({ path, body }) => {
				const { cmd } = (body ?? {}) as { cmd?: number };
				return !/get_|getPush|list_|query|statistics|trace|loss/.test(path) && cmd !== 5;
			})
			.map(({ path }) => path);
		expect(changed).toEqual([]);
	});

	it('with a recipient, concerns that one alone and leaves nothing behind', async () => {
		const to = product === 'tpns' ? TOKEN : 'ann';
		const results = await check(product, { to, attribute: 'city' });
		expect(findings(results)).toEqual([]);
		const left = results.filter(({ problem, skipped }) => problem ?? skipped);
		// Before the check has sent one, the app has no push to read.
		const expected = product === 'tpns' ? ['push:get', 'statistics:getPushReport'] : [];
		expect(left.map(({ name }) => name)).toEqual(expected);
		const { context, tpns, pushService } = emulator;
		emulator.control.advance(3 * 86_400_000);
		const reached = [...context.devices.all()].filter(({ inbox }) => inbox.length > 0);
		expect(reached.map((device) => (product === 'tpns' ? device.token : device.userId))).toEqual([
			to,
		]);
		expect(reached[0].inbox).toHaveLength(1);
		const [device] = reached;
		const user = pushService.accounts.get('ann')!;
		expect([...device.tags, ...device.attributes, ...user.tags, ...user.attributes]).toEqual([]);
		expect(pushService.scheduledTasks.all()).toEqual([]);
		const statuses = [...tpns.app().pushes.values()].map(({ status }) => status);
		expect(statuses).toEqual(product === 'tpns' ? ['PUSH_FINISHED', 'PUSH_CANCELED'] : []);
	});

	it('spares a value that the recipient has', async () => {
		const to = product === 'tpns' ? TOKEN : 'ann';
		const owner =
			product === 'tpns'
				? emulator.context.devices.byToken(emulator.tpns.app().accessId, TOKEN)!
				: emulator.pushService.accounts.get('ann')!;
		owner.attributes.set('city', 'Berlin');
		const results = await check(product, { to, attribute: 'city' });
		expect([...owner.attributes]).toEqual([['city', 'Berlin']]);
		expect(results.find(({ name }) => name === 'userAttribute:delete')?.skipped).toBeDefined();
	});
});

describe('an answer that is not as documented', () => {
	const path = '/v3/statistics/get_device_stat_overview';
	const name = 'statistics:getDeviceOverview';
	const row = { date: 20240516, accuUv: 5, newUv: 1, activeUv: 2 };
	const answer = (rows: unknown, more: object = {}): FaultRequest => ({
		kind: 'status',
		path,
		status: 200,
		contentType: 'application/json',
		body: JSON.stringify({ retCode: 0, errMsg: '', getDeviceStatOverviewData: rows, ...more }),
	});
	const data = 'getDeviceStatOverviewData';

	it.each<[string, FaultRequest, string[]]>([
		[
			'a renamed field',
			answer([{ date: 20240516, accuUv: 5, newUv: 1, activeUsers: 2 }, row]),
			[
				`missing ${data}[].activeUv integer is not there`,
				`more ${data}[].activeUsers integer that is not documented`,
			],
		],
		[
			'a number as text',
			answer([{ ...row, accuUv: '5' }]),
			[`different ${data}[].accuUv text instead of integer`],
		],
		[
			'a fraction',
			answer([{ ...row, newUv: 0.5 }]),
			[`different ${data}[].newUv number instead of integer`],
		],
		['null instead of a list', answer(null), [`different ${data} null instead of array`]],
		[
			'a new code',
			{ kind: 'code', path, code: 1008099 },
			['different  code 1008099, which is not documented'],
		],
		[
			'another envelope',
			{ ...answer([row]), body: JSON.stringify({ code: 0, data: [] }) },
			[
				'missing retCode integer is not there',
				'missing errMsg string is not there',
				'more code integer that is not documented',
				'more data array that is not documented',
			],
		],
		[
			'HTML',
			{ kind: 'status', path, status: 502 },
			['different  HTTP status 502 instead of 200', 'different  no JSON instead of a JSON object'],
		],
	])('shows: %s', async (_name, fault, expected) => {
		emulator.control.addFault(fault);
		const results = await check('tpns');
		expect(findings(results)).toEqual(expected.map((line) => `${name}: ${line}`));
		expect(isAsDocumented(results)).toBe(false);
	});

	it('shows a word that no list has, and an ID that became text', async () => {
		const path = '/v3/statistics/get_push_record';
		await check('tpns', { to: TOKEN });
		await check('tpns');
		const lists = emulator.control.requests(path).filter(({ body }) => 'limit' in (body as object));
		const { answer: real } = lists.at(-1)!;
		const body = JSON.stringify(real).replace(/"status":"\w+"/, '"status":"PUSH_PAUSED"');
		emulator.control.addFault({
			...answer([]),
			path,
			body: body.replace(/"count":(\d+)/, '"count":"$1"'),
		});
		expect(findings(await check('tpns'))).toEqual([
			'push:getAll: different count text instead of integer',
			'push:getAll: different pushRecordData[].status "PUSH_PAUSED", which is not among the documented values',
		]);
	});

	it('shows that no answer came', async () => {
		emulator.control.addFault({ kind: 'resetBeforeRead', path, times: 'always' });
		const results = await check('tpns');
		const [{ exchanges }] = results.filter((one) => one.name === name);
		expect(exchanges[0].failure).toMatch(/^no answer/);
		expect(isAsDocumented(results)).toBe(false);
		expect(rowsOf(results).find((one) => one.check === `tpns ${name}`)?.code).toBe('no answer');
	});
});

describe('the report', () => {
	const secretsOf = (product: Product) =>
		Object.values(account(product).credential).filter(
			(one) => typeof one === 'string' && one !== '',
		);

	it('holds nothing of the account or the recipient', async () => {
		const results = [
			...(await check('tpns', { to: TOKEN })),
			...(await check('push-service', { to: 'ann' })),
		];
		const { accessId, secretKey } = account('tpns').credential as Record<string, string>;
		const secrets = [accessId, secretKey, defaultIdentity.secretKey, TOKEN];
		const { markdown, fixtures } = reportOf(results, secrets);
		const whole = markdown + JSON.stringify(fixtures);
		const ids = [...emulator.tpns.app().pushes.keys(), ...secrets];
		for (const id of [...ids, iosApp.secretKey, 'Live check', 'alice'])
			expect(whole).not.toContain(id);
		expect(markdown).toContain('| tpns push:sendToDevices | 0 |');
		expect(table(results)).toMatch(/tpns push:sendToDevices +0 +\d+ +0 +0 +0\n/);
	});

	it('is not written when a secret would be in it', async () => {
		const results = await check('tpns');
		expect(() => reportOf(results, ['retCode'])).toThrow('was not written');
		expect(secretsOf('tpns').length).toBeGreaterThan(0);
	});

	it('comes with fixtures that the emulator answers with, and that compare the same', async () => {
		const results = await check('tpns', { to: TOKEN });
		const { fixtures } = reportOf(results, [TOKEN]);
		expect(fixtures.length).toBeGreaterThan(10);
		const reads = results.flatMap(({ exchanges }) => exchanges);
		expect(fixtures.map(({ path }) => path)).toEqual(reads.map(({ path }) => path));
		replayAnswers(fixtures, emulator.control);
		expect(findings(await check('tpns', { to: TOKEN }))).toEqual([]);
		const [first] = emulator.control.requests('/v3/statistics/get_push_record').slice(-2);
		expect(first.fault).toBe('status');
	});
});
