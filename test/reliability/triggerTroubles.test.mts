import type { IDataObject } from 'n8n-workflow';
import { changesOf, day, hour, minute, PushLife, REPORT } from '../support/pushLife.mts';

let life: PushLife;
beforeEach(async () => {
	life = await PushLife.start();
});
afterEach(async () => {
	await life.end();
});

const SPENT = 1008028;
const each = (ids: string[], ...changes: string[]) =>
	ids.flatMap((id) => changes.map((change) => `${id} ${change}`));

/** Refuses requests beyond so many an hour, as TPNS does. */
function limitTo(perHour: number): { mostInAnHour(): number } {
	const taken: number[] = [];
	let most = 0;
	life.gate.refuse = () => {
		const lastHour = taken.filter((at) => at > life.now - hour);
		if (lastHour.length >= perHour) return SPENT;
		taken.push(life.now);
		most = Math.max(most, lastHour.length + 1);
		return undefined;
	};
	return { mostInAnHour: () => most };
}

describe('a record that is refused', () => {
	test.each([1008007, 1008015, 1008001])(
		'a report refused with %i: its push comes without report and with the reason',
		async (code) => {
			const poll = life.trigger({ changes: ['finished'], includeReport: true });
			await poll.activate();
			const [first, refused, last] = life.createMany(3, 'PUSH_FINISHED');
			life.gate.refuse = ({ path, body }) =>
				path === REPORT && body.pushId === refused ? code : undefined;
			life.advance(minute);
			const items = await poll.poll();
			expect(changesOf(items)).toEqual(each([first, refused, last], 'finished'));
			expect(items.map(({ report }) => report !== null)).toEqual([true, false, true]);
			expect(items[1].reportReason).toContain(String(code));
			expect(await life.pollFor(poll, 7, 10 * minute)).toEqual([]);
		},
	);

	test('a report that fails for a while holds up no other, and is given up in the end', async () => {
		const poll = life.trigger({ changes: ['finished'], includeReport: true });
		await poll.activate();
		const [failing, ...others] = life.createMany(3, 'PUSH_FINISHED');
		life.gate.refuse = ({ path, body }) =>
			path === REPORT && body.pushId === failing ? 1008003 : undefined;
		const items = await life.pollFor(poll, 10);
		expect(changesOf(items).sort()).toEqual(each([failing, ...others], 'finished').sort());
		expect(items.find(({ pushId }) => pushId === failing)).toMatchObject({ report: null });
	});

	test('a push that is refused by its ID holds up no other, and is asked for again', async () => {
		const poll = life.trigger();
		await poll.activate();
		const [refused, other] = life.createMany(2, 'PUSH_WAIT', 20 * day);
		expect(changesOf(await life.pollFor(poll, 1))).toEqual(each([refused, other], 'created'));
		// From now on TPNS takes no list that ends in the future.
		let asked = 0;
		life.gate.refuse = ({ body }) => {
			const endDate = String(body.endDate ?? '');
			if (endDate > new Date(life.now + day).toISOString()) return 1008007;
			if (body.pushId === refused) asked++;
			return body.pushId === refused && asked < 3 ? 1008007 : undefined;
		};
		life.move(refused, 'PUSH_CANCELED');
		life.move(other, 'PUSH_CANCELED');
		const later = life.create('PUSH_FINISHED');
		const items = await life.pollFor(poll, 30, 10 * minute);
		expect(changesOf(items).sort()).toEqual(
			[...each([refused, other], 'canceled'), ...each([later], 'created', 'finished')].sort(),
		);
		expect(asked).toBe(3);
	});
});

describe('the quota', () => {
	test('60 requests an hour and 100 finished pushes with reports: all come, the oldest first', async () => {
		const limit = limitTo(60);
		const poll = life.trigger({ includeReport: true });
		await poll.activate();
		const ids: string[] = [];
		for (let second = 0; second < 100; second++) {
			ids.push(life.create('PUSH_FINISHED'));
			life.advance(1_000);
		}
		const items = await life.pollFor(poll, 5 * 60);
		expect(changesOf(items).sort()).toEqual(each(ids, 'created', 'finished').sort());
		const finished = items.filter(({ change }) => change === 'finished');
		expect(finished.map(({ pushId }) => pushId)).toEqual(ids);
		expect(finished.every(({ report }) => report !== null)).toBe(true);
		expect(limit.mostInAnHour()).toBeLessThanOrEqual(60);
	});

	test('reports that wait when Include Report is switched off come without', async () => {
		limitTo(60);
		const poll = life.trigger({ changes: ['finished'], includeReport: true });
		await poll.activate();
		const ids = life.createMany(80, 'PUSH_FINISHED');
		const items = await life.pollFor(poll, 1);
		expect(items.length).toBeLessThan(80);
		poll.parameters.includeReport = false;
		life.advance(hour);
		items.push(...(await poll.activate()), ...(await life.pollFor(poll, 10)));
		expect(changesOf(items).sort()).toEqual(each(ids, 'finished').sort());
		expect(items.at(-1)).not.toHaveProperty('report');
	});

	test('reports leave requests to the list, and the list to reports', async () => {
		limitTo(60);
		const poll = life.trigger({ changes: ['created', 'finished'], includeReport: true });
		await poll.activate();
		life.createMany(500, 'PUSH_FINISHED');
		const seen: IDataObject[] = await life.pollFor(poll, 120);
		const [created] = [life.create('PUSH_STARTED')];
		const reportsBefore = seen.filter(({ change }) => change === 'finished').length;
		const later = await life.pollFor(poll, 60);
		expect(changesOf(later)).toContain(`${created} created`);
		expect(reportsBefore).toBeGreaterThan(40);
	});

	test.each([200, 60])(
		'a first look cut short by %i requests an hour gives no old push as news',
		async (perHour) => {
			limitTo(perHour);
			life.createMany(700, 'PUSH_FINISHED');
			let requests = 0;
			const limited = life.gate.refuse;
			// The first poll gets one page.
			life.gate.refuse = (request) => (++requests > 1 ? SPENT : limited(request));
			const poll = life.trigger();
			expect(await poll.activate()).toEqual([]);
			life.gate.refuse = limited;
			expect(await life.pollFor(poll, 9, 10 * minute)).toEqual([]);
			const id = life.create('PUSH_FINISHED');
			expect(changesOf(await life.pollFor(poll, 6, 10 * minute))).toEqual(
				each([id], 'created', 'finished'),
			);
		},
	);

	test('requests are shared between triggers of one app', async () => {
		const limit = limitTo(200);
		const [greedy, other] = [
			life.trigger({ changes: ['finished'], includeReport: true }),
			life.trigger({ changes: ['created'] }).as('another'),
		];
		await greedy.activate();
		await other.activate();
		life.createMany(190, 'PUSH_FINISHED');
		for (let step = 0; step < 30; step++) {
			life.advance(minute);
			await greedy.poll();
			await other.poll();
		}
		const id = life.create('PUSH_FINISHED');
		let seen: IDataObject[] = [];
		for (let step = 0; step < 10 && seen.length === 0; step++) {
			life.advance(minute);
			await greedy.poll();
			seen = await other.poll();
		}
		expect(changesOf(seen)).toEqual([`${id} created`]);
		expect(limit.mostInAnHour()).toBeLessThanOrEqual(200);
	});
});

describe('the list', () => {
	test('a push that is created between two pages doubles nothing', async () => {
		const poll = life.trigger({ changes: ['created'] });
		await poll.activate();
		const ids = life.createMany(450, 'PUSH_FINISHED');
		life.gate.refuse = ({ body }) => {
			if (Number(body.offset) > 0) ids.push(life.create('PUSH_FINISHED'));
			return undefined;
		};
		const items = await life.pollFor(poll, 1);
		life.gate.refuse = () => undefined;
		items.push(...(await life.pollFor(poll, 1)));
		expect(changesOf(items).sort()).toEqual(each(ids, 'created').sort());
	});

	test('a list that answers with an earlier status than before gives nothing', async () => {
		const poll = life.trigger();
		await poll.activate();
		const id = life.create('PUSH_FINISHED');
		await life.pollFor(poll, 1);
		for (const status of ['PUSH_STARTED', 'PUSH_WAIT', 'PUSH_FINISHED'] as const) {
			life.move(id, status);
			expect(await life.pollFor(poll, 1)).toEqual([]);
		}
	});

	test('10,000 pushes under way: the end of each comes', async () => {
		const poll = life.trigger({ changes: ['finished', 'failed'] });
		const ids = life.createMany(10_000, 'PUSH_STARTED');
		expect(await poll.activate()).toEqual([]);
		ids.forEach((id, index) => life.move(id, index % 10 ? 'PUSH_FINISHED' : 'PUSH_FAILED'));
		life.advance(hour);
		const items = await poll.poll();
		expect(changesOf(items).sort()).toEqual(
			ids.map((id, index) => `${id} ${index % 10 ? 'finished' : 'failed'}`).sort(),
		);
		expect(poll.stored.length).toBeLessThan(300_000);
	});

	test('what does not fit is said in the log with its number, and gives nothing false', async () => {
		const poll = life.trigger();
		life.createMany(16_000, 'PUSH_STARTED');
		expect(await poll.activate()).toEqual([]);
		expect(poll.log.join()).toMatch(/forgotten the 1000 oldest.*1000 of them had not ended/);
		expect(poll.stored.length).toBeLessThan(450_000);
		life.advance(hour);
		const id = life.create('PUSH_STARTED');
		expect(changesOf(await poll.poll())).toEqual(each([id], 'created', 'started'));
	});

	test.each([1, 2_500])('two pushes in the same second, after %i of that second', async (count) => {
		life.createMany(count, 'PUSH_FINISHED');
		const poll = life.trigger();
		expect(await poll.activate()).toEqual([]);
		const id = life.create('PUSH_FINISHED');
		life.advance(minute);
		expect(changesOf(await poll.poll())).toEqual(each([id], 'created', 'finished'));
	});

	test('n8n was off for ten days: what was created and sent meanwhile comes', async () => {
		const poll = life.trigger();
		await poll.activate();
		const ids: string[] = [];
		for (let days = 0; days < 10; days++) {
			ids.push(life.create('PUSH_FINISHED'));
			life.advance(day);
		}
		expect(changesOf(await poll.activate())).toEqual(each(ids, 'created', 'finished'));
	});

	test('a status that is not documented is another change', async () => {
		const poll = life.trigger();
		await poll.activate();
		const id = life.create('PUSH_PAUSED' as never);
		life.advance(minute);
		const items = await poll.poll();
		expect(changesOf(items)).toEqual(each([id], 'created', 'other'));
		expect(items[1].status).toBe('PUSH_PAUSED');
	});
});

describe('the clock', () => {
	const wrong = [30, 3, -3, -10, -40].map((days) => [days, days * day] as const);

	test.each(wrong)(
		'%i days off for one poll: nothing is false and nothing lost',
		async (_, error) => {
			const poll = life.trigger();
			const [old, scheduled] = [life.create('PUSH_FINISHED'), life.create('PUSH_WAIT', 2 * day)];
			life.advance(hour);
			await poll.activate();
			const before = life.create('PUSH_STARTED');
			const items = await life.pollFor(poll, 1);
			life.move(before, 'PUSH_FINISHED');
			const during = life.create('PUSH_FINISHED');
			life.clockError = error;
			life.setClock();
			items.push(...(await poll.poll().catch(() => [])));
			life.clockError = 0;
			life.setClock();
			const after = life.create('PUSH_FINISHED');
			items.push(...(await life.pollFor(poll, 2)));
			life.move(scheduled, 'PUSH_CANCELED');
			life.move(old, 'PUSH_REVOKED');
			items.push(...(await life.pollFor(poll, 7, 10 * minute)));
			expect(changesOf(items).sort()).toEqual(
				[
					...each([before], 'created', 'started', 'finished'),
					...each([during, after], 'created', 'finished'),
					`${scheduled} canceled`,
					`${old} revoked`,
				].sort(),
			);
		},
	);

	test.each(wrong)('%i days off at the first look', async (_, error) => {
		life.createMany(20, 'PUSH_FINISHED');
		life.advance(hour);
		const poll = life.trigger();
		life.clockError = error;
		life.setClock();
		const failed = await poll.activate().then(
			() => false,
			() => true,
		);
		life.clockError = 0;
		life.setClock();
		if (failed) await poll.activate();
		expect(await life.pollFor(poll, 5)).toEqual([]);
		const id = life.create('PUSH_FINISHED');
		expect(changesOf(await life.pollFor(poll, 5))).toEqual(each([id], 'created', 'finished'));
	});

	test('running backwards: at most 200 requests an hour, and nothing is lost', async () => {
		const limit = limitTo(200);
		let requests = 0;
		const limited = life.gate.refuse;
		life.gate.refuse = (request) => {
			requests++;
			return limited(request);
		};
		const poll = life.trigger();
		await poll.activate();
		const ids: string[] = [];
		for (let step = 0; step < 400; step++) {
			if (step % 100 === 0) ids.push(life.create('PUSH_FINISHED'));
			life.advance(9_000);
			life.clockError -= 69_000;
			life.setClock();
			await poll.poll().then((items) => expect(items.length % 2).toBe(0));
		}
		expect(requests).toBeLessThanOrEqual(200);
		expect(limit.mostInAnHour()).toBeLessThanOrEqual(200);
		life.clockError = 0;
		life.advance(hour);
		const last = life.create('PUSH_FINISHED');
		expect(changesOf(await life.pollFor(poll, 1))).toEqual(
			expect.arrayContaining(each([last], 'created', 'finished')),
		);
	});
});

describe('a restart', () => {
	test('before the state was stored: the changes come again, and only those', async () => {
		const poll = life.trigger();
		await poll.activate();
		const [first] = life.createMany(2, 'PUSH_FINISHED');
		const lost = await life.pollFor(poll, 1).then(changesOf);
		expect(lost).toHaveLength(4);
		await poll.crash(1);
		life.move(first, 'PUSH_REVOKED');
		life.advance(minute);
		expect(changesOf(await poll.activate())).toEqual([
			...each([first], 'created', 'revoked'),
			...lost.slice(2),
		]);
	});

	test('after polls without news: nothing comes twice', async () => {
		const poll = life.trigger({ changes: ['finished'] });
		await poll.activate();
		const id = life.create('PUSH_FINISHED');
		expect(changesOf(await life.pollFor(poll, 1))).toEqual([`${id} finished`]);
		life.create('PUSH_FAILED');
		expect(await life.pollFor(poll, 5)).toEqual([]);
		expect(await poll.activate()).toEqual([]);
		expect(await life.pollFor(poll, 5)).toEqual([]);
	});

	test('with reports to come: each comes once', async () => {
		limitTo(60);
		const poll = life.trigger({ changes: ['finished'], includeReport: true });
		await poll.activate();
		const ids = life.createMany(80, 'PUSH_FINISHED');
		const items: IDataObject[] = await life.pollFor(poll, 3);
		items.push(...(await poll.activate()));
		for (const id of ids) life.move(id, 'PUSH_REVOKED');
		items.push(...(await life.pollFor(poll, 30, 5 * minute)));
		expect(changesOf(items).sort()).toEqual(each(ids, 'finished').sort());
	});
});

test('without createTime, pushes go by the time that they are sent', async () => {
	life.gate.change = (answer) => answer.replaceAll(/"createTime":\d+,/g, '');
	const old = [life.create('PUSH_FINISHED'), life.create('PUSH_WAIT', 20 * day)];
	life.advance(minute);
	const poll = life.trigger();
	expect(await poll.activate()).toEqual([]);
	const ids = [life.create('PUSH_FINISHED'), life.create('PUSH_FINISHED', 30 * day)];
	expect(changesOf(await life.pollFor(poll, 2)).sort()).toEqual(
		each(ids, 'created', 'finished').sort(),
	);
	life.move(old[1], 'PUSH_CANCELED');
	expect(changesOf(await life.pollFor(poll, 1))).toEqual([`${old[1]} canceled`]);
});
