import { createClock } from '../../emulator/clock.mts';

describe('createClock', () => {
	it('stands still when frozen, and moves by advance', () => {
		const clock = createClock({ startAt: 1000, frozen: true });
		clock.advance(50);
		expect(clock.now()).toBe(1050);
	});

	it('runs tasks in the order of their times, each at its own time', () => {
		const clock = createClock({ startAt: 0, frozen: true });
		const seen: string[] = [];
		clock.after(20, () => seen.push(`b at ${clock.now()}`));
		clock.after(10, () => {
			seen.push(`a at ${clock.now()}`);
			clock.after(15, () => seen.push(`c at ${clock.now()}`));
		});
		clock.after(31, () => seen.push('too early'));
		clock.advance(30);
		expect(seen).toEqual(['a at 10', 'b at 20', 'c at 25']);
		expect(clock.now()).toBe(30);
	});

	it('does not run what was called off', () => {
		const clock = createClock({ startAt: 0, frozen: true });
		const task = jest.fn();
		clock.after(10, task)();
		clock.advance(100);
		expect(task).not.toHaveBeenCalled();
	});

	it('runs with real time, and ahead of it after a jump', async () => {
		const clock = createClock({ startAt: 1_000_000 });
		const done = new Promise<number>((resolve) => {
			clock.after(1020, () => resolve(clock.now()));
		});
		clock.advance(1000);
		expect(await done).toBeGreaterThanOrEqual(1_001_020);
		expect(clock.now()).toBeLessThan(1_003_000);
		clock.stop();
	});
});
