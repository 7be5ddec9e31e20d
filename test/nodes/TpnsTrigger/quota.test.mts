import { type CallKind, HourlyQuota } from '../../../nodes/TpnsTrigger/quota.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-07-01T00:00:00Z');

let wall: number;
let steady: number;
let quota: HourlyQuota;
beforeEach(() => {
	wall = start;
	steady = 1_000;
	jest.spyOn(Date, 'now').mockImplementation(() => wall);
	jest.spyOn(performance, 'now').mockImplementation(() => steady);
	quota = new HourlyQuota();
});
afterEach(() => jest.restoreAllMocks());

function pass(ms: number): void {
	wall += ms;
	steady += ms;
}

/** Makes requests while there are any to be made, at most so many. */
function spend(wanted: CallKind[], most = Infinity, trigger = 'a'): Record<CallKind, number> {
	const made = { list: 0, follow: 0, report: 0 };
	for (let count = 0; count < most; count++) {
		const kind = quota.next(trigger, wanted);
		if (kind === undefined) break;
		quota.note(trigger, kind);
		made[kind]++;
	}
	return made;
}

test('a trigger makes 180 requests an hour, and leaves 20 of 200 to others', () => {
	expect(spend(['list'])).toEqual({ list: 180, follow: 0, report: 0 });
	pass(hour - 1);
	expect(spend(['list']).list).toBe(0);
	pass(1);
	expect(spend(['list']).list).toBe(180);
});

test('kinds that are needed at once get equal shares', () => {
	expect(spend(['list', 'follow', 'report'])).toEqual({ list: 60, follow: 60, report: 60 });
});

test('reports leave the list its share for the polls to come', () => {
	expect(spend(['report'])).toEqual({ list: 0, follow: 0, report: 90 });
	for (let poll = 0; poll < 60; poll++) {
		pass(minute - 1);
		expect(spend(['list'], 1).list).toBe(1);
	}
});

test('a kind takes what the others leave of their shares', () => {
	expect(spend(['list'], 60).list).toBe(60);
	expect(spend(['list', 'report'])).toEqual({ list: 30, follow: 0, report: 90 });
});

test('triggers of one app have equal shares', () => {
	quota.next('a', ['list']);
	quota.next('b', ['list']);
	quota.next('c', ['list']);
	for (const trigger of ['a', 'b', 'c']) expect(spend(['list'], Infinity, trigger).list).toBe(60);
	// One that does not poll any more has none.
	pass(hour);
	expect(spend(['list'], Infinity, 'a').list).toBe(180);
});

test('where TPNS takes fewer, that many are shared for an hour', () => {
	spend(['list'], 5);
	spend(['report'], 55);
	quota.noteRefusal('report');
	pass(minute);
	expect(spend(['list', 'report'])).toEqual({ list: 0, follow: 0, report: 0 });
	pass(59 * minute);
	expect(spend(['list', 'report'])).toEqual({ list: 90, follow: 0, report: 90 });
});

test('an endpoint that refuses rests twice as long each time, at most a quarter of an hour', () => {
	const rests: number[] = [];
	for (let refusal = 0; refusal < 7; refusal++) {
		quota.noteRefusal('report');
		let rest = 0;
		for (; quota.next('a', ['report']) === undefined; rest += 0.5) pass(minute / 2);
		rests.push(rest);
	}
	expect(rests).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 15.5, 15.5]);
	expect(quota.next('a', ['list'])).toBe('list');
	quota.note('a', 'report');
	quota.noteRefusal('report');
	pass(minute / 2);
	expect(quota.next('a', ['report'])).toBe('report');
});

test('a clock that is set back or runs backwards gives no more requests', () => {
	expect(spend(['list']).list).toBe(180);
	for (let step = 0; step < 59; step++) {
		wall -= 10 * minute;
		steady += minute;
		expect(spend(['list']).list).toBe(0);
	}
	wall -= 10 * minute;
	steady += minute;
	expect(spend(['list']).list).toBe(180);
});

test('a clock that goes ahead without the steady one is believed', () => {
	expect(spend(['list']).list).toBe(180);
	wall += hour;
	expect(spend(['list']).list).toBe(180);
});

describe('after a restart', () => {
	const restarted = (trigger = 'a', change = () => {}) => {
		const stored = quota.store(trigger);
		change();
		quota = new HourlyQuota();
		quota.restore(trigger, stored);
	};

	test('the requests of the last hour count', () => {
		spend(['list', 'report'], 100);
		pass(30 * minute);
		spend(['list'], 60);
		restarted();
		expect(spend(['list']).list).toBe(20);
		pass(30 * minute);
		expect(spend(['list']).list).toBe(100);
	});

	test('requests from a clock that was ahead count for an hour', () => {
		spend(['list']);
		restarted('a', () => (wall -= 30 * 24 * hour));
		expect(spend(['list']).list).toBe(0);
		pass(hour);
		expect(spend(['list']).list).toBe(180);
	});

	test('requests from a clock that was ahead count for one hour, also where polls are rarer', () => {
		spend(['list']);
		wall -= 3 * 24 * hour;
		let stored = quota.store('a');
		for (let poll = 0; poll < 3; poll++) {
			pass(61 * minute);
			quota.restore('a', stored);
			expect(spend(['list'], 100).list).toBe(100);
			stored = quota.store('a');
		}
	});

	test('they are added once', () => {
		spend(['list'], 100);
		const stored = quota.store('a');
		quota.restore('a', stored);
		expect(spend(['list']).list).toBe(80);
	});
});
