import fc from 'fast-check';
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import type { Call } from '../../../../nodes/shared/transport/request.ts';
import { bareRun } from '../../../support/bareRun.mts';
import { DeduplicationStore } from '../../../support/deduplicationStore.mts';
import { runs } from '../../../support/runs.mts';

/** Awaits that end in an order of the test's choice, each belonging to a process that may die. */
class Scheduler {
	private waiting: Array<{ process: Process; resume(): void }> = [];

	async pause(process: Process): Promise<void> {
		await new Promise<void>((resume) => {
			if (!process.isDead) this.waiting.push({ process, resume });
		});
	}

	/** Lets awaits end until none is left or so many have ended. */
	async run(choose: () => number, most = Infinity): Promise<void> {
		for (let step = 0; step < most; step++) {
			// All that can go on without an await of ours goes on first.
			for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
			this.waiting = this.waiting.filter(({ process }) => !process.isDead);
			if (this.waiting.length === 0) return;
			const [next] = this.waiting.splice(choose() % this.waiting.length, 1);
			next.resume();
		}
	}
}

interface Modules {
	batched: typeof import('../../../../nodes/shared/run/batched.ts');
	failure: typeof import('../../../../nodes/shared/transport/failure.ts');
}

/** The code as a process has it: with a memory of its own. */
class Process {
	isDead = false;

	readonly modules: Modules;

	constructor() {
		let modules: Modules | undefined;
		jest.isolateModules(() => {
			// A wait of the code must not look as if nothing were left to wait for.
			jest.doMock('n8n-workflow', () => ({ ...workflowModule, sleep: async () => {} }));
			modules = {
				batched: jest.requireActual<Modules['batched']>('../../../../nodes/shared/run/batched.ts'),
				failure: jest.requireActual<Modules['failure']>(
					'../../../../nodes/shared/transport/failure.ts',
				),
			};
		});
		this.modules = modules!;
	}
}

const workflowModule = jest.requireActual<object>('n8n-workflow');

/** `oneUnknown`: the API does not know the first of the recipients, and accepts the others. */
const ANSWERS = ['accepted', 'oneUnknown', 'refused', 'lostAfter', 'lostBefore'] as const;
type Answer = (typeof ANSWERS)[number];

/** What n8n's store does with a call: it may also take it and break off before it says so. */
type StoreAnswer = 'done' | 'refused' | 'doneAndLost';

interface World {
	store: DeduplicationStore;
	scheduler: Scheduler;
	/** Pushes that reached a person, by campaign key and person. */
	arrivals: Map<string, number>;
	/** For whom an answer was lost or a process died with the push under way. */
	unclear: Set<string>;
	nextAnswer(): Answer;
	nextStoreAnswer(): StoreAnswer;
}

interface RunSpec {
	campaignKey: string;
	people: string[];
	/** Texts; people with the same text share a request. */
	texts: string[];
	recipientsRemembered?: number;
}

type Result = Array<{ person: string; status: string; unproved: boolean }>;

/** Runs a send as n8n would: items in, results out. */
async function send(world: World, process: Process, spec: RunSpec): Promise<Result> {
	const { batched, failure } = process.modules;
	const scopes = {
		node: { id: 'node' } as INode,
		workflow: { id: 'workflow', active: true },
	};
	const operation = batched.defineBatched({
		value: 'send',
		name: 'Send',
		action: 'Send',
		description: '',
		isSend: true,
		fields: { person: raw('person'), text: raw('text') },
		recipients: {
			from: ['person'],
			of: ({ person }) => [person],
			key: (person) => person,
			describe: (person) => ({ person }),
			plural: 'people',
		},
		message: ({ text }) => ({ text }),
		limit: 2,
		request: (message, people) => ({ path: '/send', body: { ...message, people } }),
		outcomes: ({ body: { unknown } }, people) =>
			people.map((person) => ({ status: person === unknown ? 'invalid' : 'accepted' })),
	});
	const settings = {
		previewOnly: false,
		callsAtOnce: 2,
		campaignKey: spec.campaignKey,
		recipientsRemembered: spec.recipientsRemembered ?? 1_000,
		includeInputFields: false,
		oneRowPerRecipient: true,
		invalidToErrorBranch: true,
	};
	const store = Object.create(world.store, {
		pause: { value: async () => await world.scheduler.pause(process) },
	}) as DeduplicationStore;
	const stored = async <T,>(carryOut: () => Promise<T>): Promise<T> => {
		const answer = world.nextStoreAnswer();
		if (answer === 'refused') throw new Error('The database is locked');
		const result = await carryOut();
		if (answer === 'doneAndLost') throw new Error('Connection terminated');
		return result;
	};
	const call: Call = async ({ body }) => {
		const { people } = body as { people: string[] };
		await world.scheduler.pause(process);
		const answer = world.nextAnswer();
		if (answer === 'refused') throw new failure.CallFailure('refused', 'No', { fix: '' });
		const unknown = answer === 'oneUnknown' ? people[0] : undefined;
		for (const person of people) {
			if (person === unknown) continue;
			const name = `${spec.campaignKey} ${person}`;
			if (answer === 'lostBefore' || answer === 'lostAfter') world.unclear.add(name);
			if (answer !== 'lostBefore') world.arrivals.set(name, (world.arrivals.get(name) ?? 0) + 1);
		}
		await world.scheduler.pause(process);
		if (answer === 'lostAfter' || answer === 'lostBefore') {
			throw new failure.CallFailure('unknown', 'Lost', { fix: '' });
		}
		return { code: '0', message: '', body: { unknown } };
	};
	const items = spec.people.map((person, index) => ({ person, text: spec.texts[index] }));
	const run = bareRun(
		items,
		(index) => items[index],
		call,
		() => undefined,
		{
			settings,
			settingsOf: () => settings,
			execution: {
				getWorkflow: () => scopes.workflow,
				getNode: () => scopes.node,
				helpers: {
					checkProcessedAndRecord: async (keys: string[], scope: 'node', options: never) =>
						await stored(
							async () => await store.checkProcessedAndRecord(keys, scope, scopes, options),
						),
					removeProcessed: async (keys: string[], scope: 'node') =>
						await stored(async () => await store.removeProcessed(keys, scope, scopes)),
					getProcessedDataCount: async (scope: 'node') =>
						await stored(async () => await store.getProcessedDataCount(scope, scopes)),
				},
			} as unknown as IExecuteFunctions,
		},
	);
	const output = await operation.run(run);
	return output.map(({ json }) => ({
		person: String(json.person),
		status: String(json.status),
		unproved: json.unproved === true,
	}));
}

function raw(name: string) {
	return {
		properties: [{ displayName: name, name, type: 'string' as const, default: '' }],
		read: (parameters: Readonly<Record<string, unknown>>) => String(parameters[name]),
	};
}

/** The last two are in one bucket under every campaign key, so that they share a mark. */
const PEOPLE = ['ann', 'bob', 'cem', 'Aa', 'BB'];
const runSpec = fc.record({
	campaignKey: fc.constantFrom('spring', 'summer'),
	people: fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 5 }),
	texts: fc.array(fc.constantFrom('Hello', 'Hi'), { minLength: 5, maxLength: 5 }),
});
const round = fc.record({
	runs: fc.array(runSpec, { minLength: 1, maxLength: 4 }),
	/** After how many awaits the process dies. */
	crash: fc.option(fc.nat(40), { freq: 3 }),
});

test('whatever runs, is refused, lost or killed: nobody gets two, and nobody is skipped who got none', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(round, { minLength: 1, maxLength: 5 }),
			fc.array(fc.constantFrom('accepted' as const, ...ANSWERS), { minLength: 1, maxLength: 30 }),
			fc.infiniteStream(fc.nat(1_000)),
			async (rounds, answers, choices) => {
				let answered = 0;
				const world: World = {
					store: new DeduplicationStore(),
					scheduler: new Scheduler(),
					arrivals: new Map(),
					unclear: new Set(),
					nextAnswer: () => answers[answered++] ?? 'accepted',
					nextStoreAnswer: () => 'done',
				};
				const choose = () => choices.next().value as number;
				let process = new Process();
				/** Noted when a process died, sent or not. */
				const mayBeNoted = new Set<string>();
				for (const { runs, crash } of rounds) {
					const results = runs.map((spec) => ({ spec, done: send(world, process, spec) }));
					await world.scheduler.run(choose, crash ?? Infinity);
					expect([...world.arrivals.values()].every((count) => count === 1)).toBe(true);
					if (crash !== null) {
						process.isDead = true;
						process = new Process();
						for (const { spec } of results) {
							for (const person of spec.people) mayBeNoted.add(`${spec.campaignKey} ${person}`);
						}
						continue;
					}
					for (const { spec, done } of results) {
						for (const { person, status, unproved } of await done) {
							const name = `${spec.campaignKey} ${person}`;
							const count = world.arrivals.get(name) ?? 0;
							if (status === 'accepted') expect(count).toBe(1);
							if (status !== 'skipped') continue;
							const isClear = !world.unclear.has(name) && !mayBeNoted.has(name);
							if (!unproved) expect({ name, count }).toEqual({ name, count: 1 });
							if (isClear) expect({ name, count }).toEqual({ name, count: 1 });
						}
					}
				}
				// A last run, when all is quiet, reaches everybody who certainly got nothing.
				answered = answers.length;
				for (const campaignKey of ['spring', 'summer']) {
					const last = send(world, process, { campaignKey, people: PEOPLE, texts: PEOPLE });
					await world.scheduler.run(choose);
					await last;
					for (const person of PEOPLE) {
						const name = `${campaignKey} ${person}`;
						const count = world.arrivals.get(name) ?? 0;
						expect(count).toBeLessThanOrEqual(1);
						if (!world.unclear.has(name) && !mayBeNoted.has(name)) expect(count).toBe(1);
					}
				}
			},
		),
		{ numRuns: runs(30) },
	);
}, 3_600_000);

test('wherever the store refuses: nobody gets two, and who is said to have got one did', async () => {
	const storeAnswers = fc.record({
		after: fc.nat(12),
		answer: fc.constantFrom<StoreAnswer>('refused', 'doneAndLost'),
		/** The code tries some calls again. */
		times: fc.integer({ min: 1, max: 5 }),
	});
	const several = fc.array(runSpec, { minLength: 1, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ runs: several, storeAnswers, isRestarted: fc.boolean() }), {
				minLength: 1,
				maxLength: 4,
			}),
			fc.array(fc.constantFrom(...ANSWERS), { maxLength: 12 }),
			// So few that an older key is forgotten for the one of the test.
			fc.option(fc.integer({ min: 5, max: 8 }), { nil: undefined }),
			fc.infiniteStream(fc.nat(1_000)),
			async (rounds, answers, recipientsRemembered, choices) => {
				const queue: StoreAnswer[] = [];
				const world: World = {
					store: new DeduplicationStore(),
					scheduler: new Scheduler(),
					arrivals: new Map(),
					unclear: new Set(),
					nextAnswer: () => answers.shift() ?? 'accepted',
					nextStoreAnswer: () => queue.shift() ?? 'done',
				};
				const choose = () => choices.next().value as number;
				let process = new Process();
				const sendAll = async (specs: RunSpec[]) => {
					const sending = specs.map(async (each) => {
						const campaignKey = recipientsRemembered ? 'spring' : each.campaignKey;
						const spec = { ...each, campaignKey, recipientsRemembered };
						const result = await send(world, process, spec);
						return { spec, result };
					});
					await world.scheduler.run(choose);
					for (const { spec, result } of await Promise.all(sending)) {
						for (const { person, status, unproved } of result) {
							const name = `${spec.campaignKey} ${person}`;
							const count = world.arrivals.get(name) ?? 0;
							expect({ name, most: Math.max(1, count) }).toEqual({ name, most: 1 });
							const isSaidToHaveIt = status === 'accepted' || (status === 'skipped' && !unproved);
							if (isSaidToHaveIt && !world.unclear.has(name)) {
								expect({ name, status, count }).toEqual({ name, status, count: 1 });
							}
							if (status === 'skipped' && !unproved) {
								expect({ name, unclear: world.unclear.has(name) }).toEqual({
									name,
									unclear: false,
								});
							}
						}
					}
				};
				if (recipientsRemembered) {
					const older = { campaignKey: 'older', people: PEOPLE, texts: PEOPLE };
					const sent = send(world, process, older);
					await world.scheduler.run(choose);
					await sent;
				}
				for (const {
					runs: specs,
					storeAnswers: { after, answer, times },
					isRestarted,
				} of rounds) {
					queue.length = 0;
					queue.push(...Array<StoreAnswer>(after).fill('done'));
					queue.push(...Array<StoreAnswer>(times).fill(answer));
					if (isRestarted) process = new Process();
					await sendAll(specs);
				}
				queue.length = 0;
				await sendAll(
					['spring', 'summer'].map((campaignKey) => ({
						campaignKey,
						people: PEOPLE,
						texts: PEOPLE,
					})),
				);
			},
		),
		{ numRuns: runs(30) },
	);
}, 3_600_000);
