import fc from 'fast-check';
import { FrequencyLimits } from '../../../../emulator/pushService/frequency.mts';
import { type Emulator, startEmulator } from '../../../../emulator/server.mts';
import { paced } from '../../../../nodes/shared/transport/pace.ts';
import type { Rate } from '../../../../nodes/shared/transport/retry.ts';
import { pushToUsersPolicy } from '../../../../nodes/TencentPush/paths.ts';
import { startExpressionEngine, stopExpressionEngine } from '../../../support/engine.mts';
import {
	chatCredentials,
	importUsers,
	runTencentPush,
	toUsers,
} from '../../../support/tencentPush.mts';

afterEach(() => jest.restoreAllMocks());

const pause = async (ms: number) => await new Promise((passed) => setTimeout(passed, ms));
const mayStart = () => undefined;
/** An app with rates of its own. */
const SDK_APP_ID = 1_400_199_999;

let lastApp = 0;
/** An app that no other test uses. */
const newApp = () => `app ${++lastApp}`;

/** Starts requests at once, and returns their order and how many ran at the same time. */
async function starts(rate: Rate, requests: number, lasting: number, app = newApp()) {
	const order: number[] = [];
	let running = 0;
	let most = 0;
	await Promise.all(
		Array.from({ length: requests }, async (_, index) =>
			paced(app, rate, mayStart, async () => {
				order.push(index);
				most = Math.max(most, ++running);
				await pause(lasting);
				running--;
			}),
		),
	);
	return { order, most };
}

test('requests with long waits run one at a time and in order', async () => {
	const { order, most } = await starts({ lane: 'one', perSecond: 9 }, 4, 30);
	expect({ order, most }).toEqual({ order: [0, 1, 2, 3], most: 1 });
});

test('requests with short waits overlap, in order', async () => {
	const { order, most } = await starts({ lane: 'many', perSecond: 50 }, 4, 200);
	expect(order).toEqual([0, 1, 2, 3]);
	expect(most).toBeGreaterThan(1);
});

test('apps do not wait for each other', async () => {
	const rate: Rate = { lane: 'slow', perSecond: 0.01 };
	await Promise.all([starts(rate, 1, 0), starts(rate, 1, 0)]);
	expect(true).toBe(true);
});

test('a request that fails or must not start lets the next one go', async () => {
	const app = newApp();
	const rate: Rate = { lane: 'failing', perSecond: 9 };
	const outcomes = await Promise.allSettled([
		paced(app, rate, mayStart, async () => await Promise.reject(new Error('first'))),
		paced(
			app,
			rate,
			() => {
				throw new Error('stop');
			},
			async () => await Promise.resolve('second'),
		),
		paced(app, rate, mayStart, async () => await Promise.resolve('third')),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('a server that enforces the rate refuses nothing, whatever the sizes of the requests', async () => {
	const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 6 });
	const perSecond = 40;
	const runs = fc.sample(sizes, 40);
	const refused = await Promise.all(
		[[20, 20, 20], [30, 20], [1, 40], [40, 1], [39, 2, 39], ...runs].map(async (units) => {
			const app = newApp();
			const server = new FrequencyLimits();
			let refusals = 0;
			await Promise.all(
				units.map(async (users) => {
					const rate = { lane: 'users', perSecond, units: users };
					await paced(app, rate, mayStart, async () => {
						await pause(Math.random() * 20);
						if (!server.take('users', users, perSecond, performance.now())) refusals++;
					});
				}),
			);
			return { units, refusals };
		}),
	);
	expect(refused.filter(({ refusals }) => refusals > 0)).toEqual([]);
}, 60_000);

test('more than a second of the rate starts alone', async () => {
	const app = newApp();
	const order: string[] = [];
	const send = async (name: string, units: number) =>
		await paced(app, { lane: 'big', perSecond: 20, units }, mayStart, async () => {
			order.push(`${name} starts`);
			await pause(20);
			order.push(`${name} ends`);
		});
	await Promise.all([send('small', 1), send('big', 30), send('last', 1)]);
	expect(order).toEqual([
		'small starts',
		'small ends',
		'big starts',
		'big ends',
		'last starts',
		'last ends',
	]);
});

test.each([-3_600_000, 3_600_000, -86_400_000 * 400])(
	'a system clock that jumps by %s ms changes no wait',
	async (jump) => {
		const app = newApp();
		const rate: Rate = { lane: 'clock', perSecond: 5 };
		const real = Date.now;
		await paced(app, rate, mayStart, async () => await Promise.resolve());
		jest.spyOn(Date, 'now').mockImplementation(() => real() + jump);
		await paced(app, rate, mayStart, async () => await Promise.resolve());
		await paced(app, rate, mayStart, async () => await Promise.resolve());
		expect(Date.now() - real()).toBeCloseTo(jump, -3);
	},
	10_000,
);

describe('a wait ends when the execution is canceled', () => {
	const canceling = () => {
		const canceled = new AbortController();
		const beforeStart = () => {
			if (canceled.signal.aborted) throw new Error('canceled');
		};
		return { canceled, beforeStart, signal: canceled.signal };
	};

	test('for its turn, behind a request that runs', async () => {
		const app = newApp();
		const rate: Rate = { lane: 'turn', perSecond: 1 };
		const { canceled, beforeStart, signal } = canceling();
		let finish = () => undefined as void;
		const first = paced(
			app,
			rate,
			mayStart,
			async () => await new Promise<void>((end) => (finish = end)),
		);
		const second = paced(app, rate, beforeStart, async () => await Promise.resolve(), signal);
		canceled.abort();
		await expect(second).rejects.toThrow('canceled');
		finish();
		await first;
	}, 10_000);

	test('for the rate, and those behind it wait no longer for it', async () => {
		const app = newApp();
		const rate: Rate = { lane: 'rate', perSecond: 0.01 };
		const { canceled, beforeStart, signal } = canceling();
		const started: string[] = [];
		await paced(app, rate, mayStart, async () => await Promise.resolve(started.push('first')));
		const waiting = ['second', 'third'].map(
			async (name) =>
				await paced(
					app,
					rate,
					beforeStart,
					async () => await Promise.resolve(started.push(name)),
					signal,
				),
		);
		await pause(20);
		canceled.abort();
		const ends = await Promise.allSettled(waiting);
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(started).toEqual(['first']);
	}, 10_000);
});

describe('pushes to users', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		await startExpressionEngine();
		emulator = await startEmulator({ pushService: { identity: { sdkAppId: SDK_APP_ID } } });
	});
	afterAll(async () => {
		await emulator.close();
		await stopExpressionEngine();
	});

	test('take their users of the rate', () => {
		expect(pushToUsersPolicy(20, 30)).toEqual({
			repeat: 'onceAtMost',
			rate: { lane: 'pushToUsers', perSecond: 30, units: 20 },
		});
	});

	test('with several messages keep to the rate of a free app', async () => {
		const users = importUsers(emulator, 40);
		emulator.pushService.configure({ batchUsersPerSecond: 30 });
		const items = users.map((userId, index) => ({ userId, text: index % 2 ? 'odd' : 'even' }));
		const { tencentChatApi } = chatCredentials(emulator);
		const { output } = await runTencentPush(
			emulator,
			{ ...toUsers, title: '={{ $json.text }}', options: { usersPerSecond: 30 } },
			items,
			{ credentials: { tencentChatApi: { ...tencentChatApi, sdkAppId: String(SDK_APP_ID) } } },
		);
		expect(output.map(({ json }) => json.status)).toEqual(users.map(() => 'accepted'));
		const requests = emulator.control.requests('/v4/timpush/batch');
		expect(requests.map(({ accepted }) => accepted)).toEqual([true, true]);
	});
});
