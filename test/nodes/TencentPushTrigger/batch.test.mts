import { setTimeout as sleep } from 'node:timers/promises';
import { Batches, type Place } from '../../../nodes/TencentPushTrigger/batch';

const limits = { windowMs: 40, mostEvents: 10 };

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
	const leading = batches.join('a', '1', 1, limits);
	const second = follower(await batches.join('a', '2', 1, limits));
	await sleep(10);
	const third = follower(await batches.join('a', '3', 1, limits));
	const { parts, settle } = leader(await leading);
	expect(parts).toEqual(['1', '2', '3']);

	const next = leader(await batches.join('a', '4', 1, limits));
	expect(next.parts).toEqual(['4']);
	settle(true);
	await expect(second.outcome).resolves.toBe(true);
	await expect(third.outcome).resolves.toBe(true);
});

test('followers hear nothing before the leader settles, and hear of its failure', async () => {
	const batches = new Batches<string>();
	const leading = batches.join('a', '1', 1, limits);
	const { outcome } = follower(await batches.join('a', '2', 1, limits));
	const { settle } = leader(await leading);
	await expect(Promise.race([outcome, sleep(60, 'silent')])).resolves.toBe('silent');
	settle(false);
	await expect(outcome).resolves.toBe(false);
});

test('other keys have batches of their own', async () => {
	const batches = new Batches<string>();
	const places = await Promise.all([
		batches.join('a', '1', 1, limits),
		batches.join('b', '2', 1, limits),
	]);
	expect(places.map((place) => leader(place).parts)).toEqual([['1'], ['2']]);
});

test('a full batch starts at once; what does not fit begins the next', async () => {
	const batches = new Batches<number>();
	const slow = { windowMs: 900, mostEvents: 10 };
	const first = batches.join('a', 1, 4, slow);
	void batches.join('a', 2, 4, slow);
	const second = batches.join('a', 3, 4, slow);
	void batches.join('a', 4, 6, slow);
	const started = Date.now();
	expect(leader(await first).parts).toEqual([1, 2]);
	expect(leader(await second).parts).toEqual([3, 4]);
	expect(Date.now() - started).toBeLessThan(500);
});

test('a callback that is as large as a batch waits for nobody', async () => {
	const batches = new Batches<number>();
	const slow = { windowMs: 900, mostEvents: 10 };
	expect(leader(await batches.join('a', 1, 100, slow)).parts).toEqual([1]);
	expect(leader(await batches.join('a', 2, 10, slow)).parts).toEqual([2]);
	expect(leader(await batches.join('a', 3, 1, { ...slow, windowMs: 0 })).parts).toEqual([3]);
});
