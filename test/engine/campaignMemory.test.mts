import { type Emulator, startEmulator } from '../../emulator/server.mts';
import {
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../support/engine.mts';
import type { DeduplicationStore } from '../support/deduplicationStore.mts';
import { acceptedPushes, runTpns, toDevices, tpnsCredentials } from '../support/tpns.mts';

let emulator: Emulator;
let store: DeduplicationStore;

beforeAll(async () => {
	await startExpressionEngine();
	store = await startDeduplicationStore();
	emulator = await startEmulator({ contacts: 40, unknownTokens: 0 });
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

beforeEach(() => {
	emulator.control.clearRequests();
	emulator.control.clearFaults();
});

const PUSH = '/v3/push/app';
const goOn = { settings: { onError: 'continueRegularOutput' as const } };
/** Ten texts for four contacts each. */
const items = () =>
	emulator.context.contacts.map(({ token }, index) => ({ token, text: `Text ${index % 10}` }));
const campaign = (campaignKey: string, callsAtOnce = 1) => ({
	...toDevices,
	title: '={{ $json.text }}',
	campaignKey,
	options: { callsAtOnce },
});
const sentTokens = () => acceptedPushes(emulator).flatMap((body) => body.token_list as string[]);
const statuses = (output: Array<{ json: { status?: unknown } }>) =>
	Object.fromEntries(
		[...new Set(output.map(({ json }) => String(json.status)))].map((status) => [
			status,
			output.filter(({ json }) => json.status === status).length,
		]),
	);

test('a second run sends only what the first did not', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 1, times: 3 });
	emulator.control.addFault({ path: PUSH, kind: 'code', code: 1008019 });
	emulator.control.addFault({ path: PUSH, kind: 'resetAfterAcceptance' });
	const first = await runTpns(emulator, campaign('a'), items(), goOn);
	expect(statuses(first.output)).toEqual({ accepted: 32, failed: 4, unknown: 4 });

	const second = await runTpns(emulator, campaign('a'), items(), goOn);
	expect(statuses(second.output)).toEqual({ skipped: 36, accepted: 4 });
	const skipped = second.output.filter(({ json }) => json.status === 'skipped');
	const unproved = skipped.filter(({ json }) => json.unproved === true);
	expect(skipped[0].json.reason).toBe('Already sent under the campaign key "a"');
	expect(unproved.map(({ json }) => json.token).sort()).toEqual(
		first.output
			.filter(({ json }) => json.status === 'unknown')
			.map(({ json }) => json.token)
			.sort(),
	);
	for (const { json } of unproved) {
		expect(json.reason).toMatch(/campaign key "a", but .* not confirmed/);
		expect(json.fix).toMatch(/Look it up/);
	}
	expect(sentTokens().sort()).toEqual(
		items()
			.map(({ token }) => token)
			.sort(),
	);
});

test('another campaign key is another push, another text under the same key is not', async () => {
	await runTpns(emulator, campaign('b'), items());
	const other = await runTpns(emulator, campaign('c'), items());
	expect(statuses(other.output)).toEqual({ accepted: 40 });
	const changed = items().map((item) => ({ ...item, text: 'Changed' }));
	const again = await runTpns(emulator, campaign('b'), changed);
	expect(statuses(again.output)).toEqual({ skipped: 40 });
});

test('a corrected text goes to those who have none yet', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'code', code: 1008007, times: 1 });
	const first = await runTpns(emulator, campaign('corrected'), items(), goOn);
	expect(statuses(first.output)).toEqual({ accepted: 36, failed: 4 });
	const corrected = items().map((item) => ({ ...item, text: 'Corrected' }));
	const second = await runTpns(emulator, campaign('corrected'), corrected);
	expect(statuses(second.output)).toEqual({ skipped: 36, accepted: 4 });
});

test.each([
	['a number', 42],
	['a number of eight digits', 20260701],
	['text with white space around it', ' 20260702 '],
])('%s is a campaign key', async (_name, campaignKey) => {
	const keyed = items().map((item) => ({ ...item, campaignKey }));
	const parameters = campaign('={{ $json.campaignKey }}');
	await runTpns(emulator, parameters, keyed);
	expect(statuses((await runTpns(emulator, parameters, keyed)).output)).toEqual({ skipped: 40 });
});

test('each item has its own campaign key, and an empty one fails its item only', async () => {
	const parameters = campaign('={{ $json.campaignKey }}');
	const [ann, bob] = items();
	const keyed = [
		{ ...ann, campaignKey: '' },
		{ ...ann, campaignKey: 'own x' },
		{ ...ann, campaignKey: 'own y' },
		{ ...bob, campaignKey: 'own x' },
	];
	const first = await runTpns(emulator, parameters, keyed, goOn);
	expect(first.output.map(({ json }) => json.status)).toEqual([
		'failed',
		'accepted',
		'accepted',
		'accepted',
	]);
	expect(first.output[0].json.reason).toBe("'Campaign Key' is empty");
	const second = await runTpns(emulator, parameters, [
		{ ...bob, campaignKey: 'own y' },
		{ ...bob, campaignKey: 'own x' },
	]);
	expect(second.output.map(({ json }) => json.status)).toEqual(['accepted', 'skipped']);
});

test('the count above the output has the requests that were made', async () => {
	const run = async (some: Array<{ token: string; text: string }>) => {
		const { hints } = await runTpns(emulator, campaign('counted'), some, goOn);
		return hints[0].message;
	};
	const [first, second, third] = items();
	expect(await run([first, second])).toBe('2 tokens in 2 requests: 2 accepted');
	expect(await run([first, second])).toBe('2 tokens in 0 requests: 2 skipped');
	expect(await run([first, second, third])).toBe('3 tokens in 1 request: 2 skipped, 1 accepted');
	expect(emulator.control.requests(PUSH)).toHaveLength(3);
});

test.each([' ', '\u200B', '\n'])('a key of nothing visible, %j, sends nothing', async (key) => {
	const { output } = await runTpns(emulator, campaign(key), items(), goOn);
	expect(output.map(({ json }) => json.reason)).toEqual(
		items().map(() => "'Campaign Key' is empty"),
	);
	expect(sentTokens()).toEqual([]);
});

test.each([
	['an object', 'sale [object Object]'],
	['a zero-width space', 'spring\u200Bsale'],
	['a soft hyphen', 'spring\u00ADsale'],
])('a key that another one looks like, with %s, sends nothing', async (_, key) => {
	const { output } = await runTpns(emulator, campaign(key), items(), goOn);
	expect(output.map(({ json }) => json.field)).toEqual(items().map(() => 'Campaign Key'));
	expect(sentTokens()).toEqual([]);
});

test.each([
	['an accent of its own', 'caf\u00E9 sale', 'cafe\u0301 sale'],
	['Korean syllables in parts', '\uBD04', '\u1107\u1169\u11B7'],
	['a space that does not break', 'sale of May', 'sale\u00A0of\u00A0May'],
	['an ideographic space', 'sale of June', 'sale\u3000of June'],
])('a key with %s is the one that looks the same', async (_, key, same) => {
	await runTpns(emulator, campaign(key), items());
	expect(statuses((await runTpns(emulator, campaign(same), items())).output)).toEqual({
		skipped: 40,
	});
	expect(sentTokens()).toHaveLength(40);
});

test('another app has recipients of its own', async () => {
	await runTpns(emulator, campaign('apps'), items());
	const { tpnsApi } = tpnsCredentials(emulator);
	const other = await runTpns(emulator, campaign('apps'), items(), {
		...goOn,
		credentials: { tpnsApi: { ...tpnsApi, accessId: '1500009999' } },
	});
	expect(Object.keys(statuses(other.output))).toEqual(['failed']);
});

test('white space around the Access ID makes no other app', async () => {
	await runTpns(emulator, campaign('spaces'), items());
	const { tpnsApi } = tpnsCredentials(emulator);
	const again = await runTpns(emulator, campaign('spaces'), items(), {
		credentials: { tpnsApi: { ...tpnsApi, accessId: ` ${tpnsApi.accessId}\n` } },
	});
	expect(statuses(again.output)).toEqual({ skipped: 40 });
	expect(sentTokens()).toHaveLength(40);
});

test('executions at the same moment send to each recipient once, and none fails', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 20, times: 'always' });
	const people = items().slice(0, 10);
	const parameters = campaign('events');
	const twice = [...people, ...people];
	const runs = await Promise.all(
		twice.map(async (item) => await runTpns(emulator, parameters, [item])),
	);
	expect(runs.map(({ error }) => error?.message)).toEqual(twice.map(() => undefined));
	expect(sentTokens().sort()).toEqual(people.map(({ token }) => token).sort());
	const all = runs.flatMap(({ output }) => output);
	expect(statuses(all)).toEqual({ accepted: 10, skipped: 10 });
});

describe('Recipients Remembered', () => {
	const remembering = (campaignKey: string, recipientsRemembered: number) => ({
		...campaign(campaignKey),
		options: { recipientsRemembered },
	});

	test('refuses a run with more recipients before anything is sent', async () => {
		const { error } = await runTpns(emulator, remembering('too many', 39), items());
		expect(error?.message).toMatch(/'Recipients Remembered' is 39, which is not enough/);
		expect(error?.description).toBe('Enter at least 40');
		expect(sentTokens()).toEqual([]);
	});

	test('refuses to forget recipients of the same key, and lets the key run again', async () => {
		store.clear();
		const parameters = remembering('same key', 30);
		expect(statuses((await runTpns(emulator, parameters, items().slice(0, 25))).output)).toEqual({
			accepted: 25,
		});
		const more = await runTpns(emulator, parameters, items().slice(25), goOn);
		expect(statuses(more.output)).toEqual({ failed: 15 });
		expect(more.output[0].json.fix).toMatch(/Enter at least \d+/);
		const again = await runTpns(emulator, parameters, items().slice(0, 25));
		expect(statuses(again.output)).toEqual({ skipped: 25 });
	});

	test('forgets recipients of older keys for a new one', async () => {
		store.clear();
		await runTpns(emulator, remembering('older', 40), items());
		const newer = await runTpns(emulator, remembering('newer', 40), items());
		expect(statuses(newer.output)).toEqual({ accepted: 40 });
		const again = await runTpns(emulator, remembering('newer', 40), items());
		expect(statuses(again.output)).toEqual({ skipped: 40 });
	});

	test('a second run reads a full memory a few times only', async () => {
		store.clear();
		const count = 20_000;
		const crowd = await startEmulator({ contacts: count, unknownTokens: 0 });
		const tokens = crowd.context.contacts.map(({ token }) => token);
		const parameters = {
			...toDevices,
			devices: '={{ $json.tokens }}',
			campaignKey: 'full',
			options: { recipientsRemembered: count },
		};
		await runTpns(crowd, parameters, [{ tokens }]);
		const records = jest.spyOn(store, 'checkProcessedAndRecord');
		const { output } = await runTpns(crowd, parameters, [{ tokens }]);
		await crowd.close();
		expect(statuses(output)).toEqual({ skipped: count });
		const ofNode = records.mock.calls.filter(([, scope]) => scope === 'node');
		expect(ofNode.length).toBeLessThan(10);
	});
});

test('"Retry On Fail" does not turn an unknown outcome into a success', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'resetAfterAcceptance' });
	const { error } = await runTpns(emulator, campaign('retried'), items().slice(0, 1), {
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	});
	expect(error?.message).toMatch(/not confirmed/);
	expect(sentTokens()).toHaveLength(1);
});

/** Cancels once so many pushes have come in. */
function cancelAfter(pushes: number, cancel: () => void): void {
	const timer = setInterval(() => {
		if (emulator.control.requests(PUSH).length < pushes) return;
		clearInterval(timer);
		cancel();
	}, 10);
}

test.each([1, 3])(
	'cut off in the middle with %d calls at once and run again, nobody is missed and nobody gets two',
	async (callsAtOnce) => {
		const key = `cut off ${callsAtOnce}`;
		emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 100, times: 'always' });
		await runTpns(emulator, campaign(key, callsAtOnce), items(), {
			started: ({ cancel }) => cancelAfter(2, cancel),
		}).catch(() => undefined);
		await new Promise((passed) => setTimeout(passed, 300));
		const before = sentTokens();
		expect(before.length).toBeGreaterThan(0);
		expect(before.length).toBeLessThan(40);

		const { output } = await runTpns(emulator, campaign(key, callsAtOnce), items(), goOn);
		const all = sentTokens();
		expect(new Set(all).size).toBe(all.length);
		const skipped = output
			.filter(({ json }) => json.status === 'skipped')
			.map(({ json }) => json.token);
		expect([...new Set([...all, ...skipped])].sort()).toEqual(
			items()
				.map(({ token }) => token)
				.sort(),
		);
	},
);

test('without a campaign key, nothing is remembered', async () => {
	await runTpns(emulator, toDevices, items());
	expect(statuses((await runTpns(emulator, toDevices, items())).output)).toEqual({ accepted: 40 });
});
