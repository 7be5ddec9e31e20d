import { Batches, type Place } from '../../../nodes/TencentPushTrigger/batch';

const limits = { windowMs: 40, events: 10, bytes: 1_000 };

/** A callback of so many events. */
const events = (count: number) => ({ events: count, bytes: count });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Time passes. */
const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

function leader<T>(place: Place<T>) {
	if (!place.leads) throw new Error('does not lead');
	return place;
}

function follower<T>(place: Place<T>) {
	if (place.leads) throw new Error('leads');
	return place;
}

test('callbacks of the window go with the first one', async () => {
	const batches = new Batches<string>();
	const leading = batches.join('a', '1', events(1), limits);
	const second = follower(await batches.join('a', '2', events(1), limits));
	await pass(39);
	const third = follower(await batches.join('a', '3', events(1), limits));
	await pass(1);
	const { parts, settle } = leader(await leading);
	expect(parts).toEqual(['1', '2', '3']);

	const next = batches.join('a', '4', events(1), limits);
	await pass(40);
	expect(leader(await next).parts).toEqual(['4']);
	settle(true);
	await expect(second.outcome).resolves.toBe(true);
	await expect(third.outcome).resolves.toBe(true);
});

test('followers hear nothing before the leader settles, and hear of its failure', async () => {
	const batches = new Batches<string>();
	const leading = batches.join('a', '1', events(1), limits);
	const { outcome } = follower(await batches.join('a', '2', events(1), limits));
	await pass(40);
	const { settle } = leader(await leading);
	const hear = jest.fn();
	void outcome.then(hear);
	await pass(10_000);
	expect(hear).not.toHaveBeenCalled();
	settle(false);
	await expect(outcome).resolves.toBe(false);
});

test('other keys have batches of their own', async () => {
	const batches = new Batches<string>();
	const places = [
		batches.join('a', '1', events(1), limits),
		batches.join('b', '2', events(1), limits),
	];
	await pass(40);
	expect((await Promise.all(places)).map((place) => leader(place).parts)).toEqual([['1'], ['2']]);
});

test('a full batch starts at once; what does not fit begins the next', async () => {
	const batches = new Batches<number>();
	const first = batches.join('a', 1, events(4), limits);
	void batches.join('a', 2, events(4), limits);
	const second = batches.join('a', 3, events(4), limits);
	void batches.join('a', 4, events(6), limits);
	expect(leader(await first).parts).toEqual([1, 2]);
	expect(leader(await second).parts).toEqual([3, 4]);
});

test('a batch is bounded by bytes as by events', async () => {
	const batches = new Batches<number>();
	const first = batches.join('a', 1, { events: 1, bytes: 600 }, limits);
	void batches.join('a', 2, { events: 1, bytes: 400 }, limits);
	const second = batches.join('a', 3, { events: 1, bytes: 600 }, limits);
	const third = batches.join('a', 4, { events: 1, bytes: 401 }, limits);
	const alone = batches.join('a', 5, { events: 1, bytes: 5_000 }, limits);
	expect(leader(await first).parts).toEqual([1, 2]);
	expect(leader(await second).parts).toEqual([3]);
	expect(leader(await third).parts).toEqual([4]);
	expect(leader(await alone).parts).toEqual([5]);
});

test('a callback that is as large as a batch waits for nobody', async () => {
	const batches = new Batches<number>();
	expect(leader(await batches.join('a', 1, events(100), limits)).parts).toEqual([1]);
	expect(leader(await batches.join('a', 2, events(10), limits)).parts).toEqual([2]);
	expect(leader(await batches.join('a', 3, events(1), { ...limits, windowMs: 0 })).parts).toEqual([
		3,
	]);
});
