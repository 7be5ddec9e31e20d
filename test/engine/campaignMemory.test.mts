import { type Emulator, startEmulator } from '../../emulator/server.mts';
import {
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../support/engine.mts';
import { acceptedPushes, runTpns, toDevices } from '../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	await startDeduplicationStore();
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
	options: { campaignKey, callsAtOnce },
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
		expect(json.reason).toMatch(/campaign key "a", but .* not known whether it was accepted/);
		expect(json.fix).toMatch(/Look it up/);
	}
	expect(sentTokens().sort()).toEqual(
		items()
			.map(({ token }) => token)
			.sort(),
	);
});

test('another campaign key, or another text, is another push', async () => {
	await runTpns(emulator, campaign('b'), items());
	const other = await runTpns(emulator, campaign('c'), items());
	expect(statuses(other.output)).toEqual({ accepted: 40 });
	const changed = items().map((item) => ({ ...item, text: 'Changed' }));
	expect(statuses((await runTpns(emulator, campaign('b'), changed)).output)).toEqual({
		accepted: 40,
	});
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
	await runTpns(emulator, campaign(''), items());
	expect(statuses((await runTpns(emulator, campaign(''), items())).output)).toEqual({
		accepted: 40,
	});
});
