import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { PushStatus } from '../../../emulator/tpns/push/push.mts';
import type { ActivePoll } from '../../support/poll.mts';
import { day, hour, minute, PushLife, REPORT } from '../../support/pushLife.mts';
import { runs } from '../../support/runs.mts';

/** What a push becomes next, and what the trigger calls it. */
const STEPS: Record<string, PushStatus[]> = {
	PUSH_INIT: ['PUSH_WAIT', 'PUSH_CANCELED'],
	PUSH_WAIT: ['PUSH_STARTED', 'PUSH_CANCELED', 'PUSH_DELETED', 'PUSH_FAILED'],
	PUSH_STARTED: ['PUSH_FINISHED', 'PUSH_FINISHED', 'PUSH_FAILED'],
	PUSH_FINISHED: ['PUSH_REVOKED', 'PUSH_COLLAPSED', 'PUSH_DELETED_PUSH_MSG'],
};
const CHANGES: Record<string, string> = {
	PUSH_STARTED: 'started',
	PUSH_FINISHED: 'finished',
	PUSH_FAILED: 'failed',
	PUSH_CANCELED: 'canceled',
	PUSH_DELETED: 'deleted',
	PUSH_REVOKED: 'revoked',
	PUSH_COLLAPSED: 'overwritten',
	PUSH_DELETED_PUSH_MSG: 'stopped',
};

/** TPNS lists a push for four days after its time; it changes within three. */
const CHANGES_FOR = 3 * day;

interface ModelPush {
	id: string;
	/** Every status that it had, in order. */
	statuses: PushStatus[];
	dueAt: number;
	/** Whether it was there at the first look, and with which status. */
	old?: PushStatus;
}

/** What happens between TPNS, n8n and the trigger. */
type Happening =
	| { kind: 'pass'; ms: number }
	| { kind: 'create'; count: number; status: PushStatus; sentAfter: number }
	| { kind: 'move'; picks: number[] }
	| { kind: 'poll' }
	| { kind: 'restart' }
	/** TPNS takes so many requests more, for so many polls. */
	| { kind: 'shortQuota'; requests: number; polls: number }
	/** The clock of n8n's machine is wrong at some polls. */
	| { kind: 'wrongClock'; error: number; polls: number }
	/** Polls whose changes n8n did not come to store. */
	| { kind: 'crash'; polls: number }
	/** Reports of some pushes are refused or fail. */
	| { kind: 'badReports'; code: number; everyNth: number }
	/** TPNS takes no list that ends in the future, or does again. */
	| { kind: 'noFuture'; refused: boolean };

const pass = fc.record({
	kind: fc.constant('pass' as const),
	ms: fc.constantFrom(1_000, minute, 10 * minute, 70 * minute, 12 * hour),
});
const create = fc.record({
	kind: fc.constant('create' as const),
	count: fc.oneof(
		{ arbitrary: fc.constantFrom(1, 2, 5, 30, 230), weight: 30 },
		{ arbitrary: fc.constant(4_000), weight: 1 },
	),
	status: fc.constantFrom<PushStatus>('PUSH_INIT', 'PUSH_WAIT', 'PUSH_STARTED', 'PUSH_FINISHED'),
	sentAfter: fc.constantFrom(0, 0, 2 * hour, 3 * day, 20 * day, 80 * day),
});
const move = fc.record({
	kind: fc.constant('move' as const),
	picks: fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
});
const poll = fc.constant({ kind: 'poll' as const });
const restart = fc.constant({ kind: 'restart' as const });
const some = fc.integer({ min: 1, max: 3 });
const troubles = fc.oneof(
	fc.record({ kind: fc.constant('shortQuota' as const), requests: fc.nat(4), polls: some }),
	fc.record({
		kind: fc.constant('wrongClock' as const),
		error: fc.constantFrom(-30, -10, -1, 1, 3, 30).map((days) => days * day),
		polls: some,
	}),
	fc.record({ kind: fc.constant('crash' as const), polls: some }),
	fc.record({
		kind: fc.constant('badReports' as const),
		code: fc.constantFrom(1008007, 1008004),
		everyNth: fc.constantFrom(2, 7),
	}),
	fc.record({ kind: fc.constant('noFuture' as const), refused: fc.boolean() }),
);
const calm = fc.oneof(pass, pass, create, move, move, poll, poll, restart);
const happening: fc.Arbitrary<Happening> = fc.oneof({ arbitrary: calm, weight: 3 }, troubles);

/** A life of some pushes, and what the trigger gave of it. */
class Model {
	readonly pushes: ModelPush[] = [];
	readonly given = new Map<string, string[]>();
	readonly life: PushLife;
	readonly poll: ActivePoll;
	readonly #mostPushes: number;
	#futureIsRefused = false;
	#badReports: { code: number; everyNth: number } | undefined;
	#left = Infinity;

	constructor(life: PushLife, includeReport: boolean, mostPushes: number) {
		this.life = life;
		this.#mostPushes = mostPushes;
		this.poll = life.trigger({ includeReport });
		life.gate.refuse = ({ path, body }) => {
			if (this.#left <= 0) return 1008028;
			this.#left--;
			const endDate = String(body.endDate ?? '');
			if (this.#futureIsRefused && endDate > dayAt(life.now)) return 1008007;
			const { code, everyNth } = this.#badReports ?? { code: 0, everyNth: Infinity };
			return path === REPORT && Number(String(body.pushId).slice(-6)) % everyNth === 0
				? code
				: undefined;
		};
	}

	async firstLook(): Promise<void> {
		expect(await this.poll.activate()).toEqual([]);
		for (const push of this.pushes) push.old = push.statuses.at(-1);
	}

	async let(happening: Happening): Promise<void> {
		switch (happening.kind) {
			case 'pass':
				return this.life.advance(happening.ms);
			case 'create':
				return this.#create(happening.count, happening.status, happening.sentAfter);
			case 'move':
				for (const pick of happening.picks) this.#move(pick);
				return;
			case 'poll':
				return await this.look();
			case 'restart':
				return this.take(await this.poll.activate());
			case 'shortQuota':
				for (let time = 0; time < happening.polls; time++) {
					this.#left = happening.requests;
					await this.look();
					this.life.advance(minute);
				}
				this.#left = Infinity;
				return;
			case 'wrongClock':
				for (let time = 0; time < happening.polls; time++) {
					this.life.clockError = happening.error;
					this.life.setClock();
					await this.look(true);
					this.life.clockError = 0;
					this.life.advance(minute);
				}
				return;
			case 'crash':
				for (let time = 0; time < happening.polls; time++) {
					const items = await this.poll.poll();
					await this.poll.crash(items.length > 0 ? 1 : 0);
					this.life.advance(minute);
				}
				return;
			case 'badReports':
				this.#badReports = happening;
				return;
			case 'noFuture':
				this.#futureIsRefused = happening.refused;
		}
	}

	/** Polls until nothing more comes. */
	async drain(): Promise<void> {
		this.#futureIsRefused = false;
		this.#badReports = undefined;
		this.life.advance(25 * hour);
		for (let round = 0, empty = 0; empty < 4; round++) {
			expect(round).toBeLessThan(100);
			this.life.advance(61 * minute);
			const items = await this.poll.poll();
			this.take(items);
			empty = items.length > 0 ? 0 : empty + 1;
		}
	}

	async look(mayFail = false): Promise<void> {
		const items = this.poll.poll();
		this.take(mayFail ? await items.catch(() => []) : await items);
	}

	take(items: IDataObject[]): void {
		for (const { pushId, change } of items) {
			const changes = this.given.get(String(pushId)) ?? [];
			this.given.set(String(pushId), [...changes, String(change)]);
		}
	}

	/** Each change came once, in its order, none that was not, and the last of each push did come. */
	check(): void {
		const wrong = this.pushes.flatMap(({ id, statuses, old }) => {
			const given = this.given.get(id) ?? [];
			const since = old === undefined ? statuses : statuses.slice(statuses.indexOf(old) + 1);
			const happened = since.flatMap((status) => CHANGES[status] ?? []);
			const right =
				new Set(given).size === given.length &&
				given.includes('created') === (old === undefined) &&
				isPart(given, [...(old === undefined ? ['created'] : []), ...happened]) &&
				(happened.length === 0 || given.at(-1) === happened.at(-1));
			return right ? [] : [{ id, given, happened, old }];
		});
		expect(wrong).toEqual([]);
		const known = new Set(this.pushes.map(({ id }) => id));
		expect([...this.given.keys()].filter((id) => !known.has(id))).toEqual([]);
	}

	#create(count: number, status: PushStatus, sentAfter: number): void {
		// A push that has to wait has not been sent.
		const first = sentAfter > 0 ? 'PUSH_WAIT' : status;
		const fitting = Math.min(count, this.#mostPushes - this.pushes.length);
		for (const id of this.life.createMany(fitting, first, sentAfter)) {
			this.pushes.push({ id, statuses: [first], dueAt: this.life.now + sentAfter });
		}
	}

	#move(pick: number): void {
		const push = this.pushes[pick % Math.max(1, this.pushes.length)];
		if (!push || this.life.now > push.dueAt + CHANGES_FOR) return;
		const isDue = this.life.now >= push.dueAt;
		const next = (STEPS[push.statuses.at(-1) ?? ''] ?? []).filter(
			(status) => isDue || status === 'PUSH_CANCELED' || status === 'PUSH_DELETED',
		);
		if (next.length === 0) return;
		const status = next[pick % next.length];
		push.statuses.push(status);
		this.life.move(push.id, status);
	}
}

/** Whether some texts are among others, in their order. */
function isPart(part: string[], whole: string[]): boolean {
	let from = 0;
	for (const entry of part) {
		from = whole.indexOf(entry, from) + 1;
		if (from === 0) return false;
	}
	return true;
}

function dayAt(time: number): string {
	return new Date(time + 8 * hour).toISOString().slice(0, 10);
}

async function withLife(run: (life: PushLife) => Promise<void>): Promise<void> {
	const life = await PushLife.start();
	try {
		await run(life);
	} finally {
		await life.end();
	}
}

test('with nothing in the way, each poll gives what has changed since the last one', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(create, { maxLength: 2 }),
			fc.array(fc.array(fc.oneof(create, move, pass), { maxLength: 4 }), { maxLength: 12 }),
			async (before, rounds) => {
				await withLife(async (life) => {
					const model = new Model(life, false, 1_500);
					for (const happening of before) await model.let(happening);
					await model.firstLook();
					const known = new Map(model.pushes.map(({ id, statuses }) => [id, statuses.at(-1)]));
					for (const round of rounds) {
						for (const happening of round) await model.let(happening);
						life.advance(10 * minute);
						const expected = model.pushes.flatMap(({ id, statuses }) => {
							const status = statuses.at(-1) ?? '';
							if (known.get(id) === status) return [];
							const change = CHANGES[status] ? [CHANGES[status]] : [];
							return [...(known.has(id) ? [] : ['created']), ...change].map(
								(each) => `${id} ${each}`,
							);
						});
						const items = await model.poll.poll();
						expect(items.map(({ pushId, change }) => `${pushId} ${change}`).sort()).toEqual(
							expected.sort(),
						);
						for (const { id, statuses } of model.pushes) known.set(id, statuses.at(-1));
					}
				});
			},
		),
		{ numRuns: runs(1) },
	);
}, 3_600_000);

test('whatever is in the way, each change comes once, none is false and none is lost', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.boolean(),
			fc.array(create, { maxLength: 3 }),
			fc.array(happening, { minLength: 5, maxLength: 25 }),
			async (includeReport, before, happenings) => {
				await withLife(async (life) => {
					const model = new Model(life, includeReport, includeReport ? 700 : 10_000);
					for (const happening of before) await model.let(happening);
					await model.firstLook();
					for (const happening of happenings) await model.let(happening);
					await model.drain();
					model.check();
				});
			},
		),
		{ numRuns: runs(2) },
	);
}, 3_600_000);
