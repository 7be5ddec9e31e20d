import { createServer } from 'node:net';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { ownPort } from '../support/ownPort.mts';
import { acceptedPushes, runTpns, SECRET_KEY, toDevices } from '../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ port: ownPort(), contacts: 20, unknownTokens: 0 });
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
const contacts = () => emulator.context.contacts.map(({ token }) => ({ token }));
const accepted = () => acceptedPushes(emulator).length;
const received = () => emulator.control.requests(PUSH).length;

test.each(['resetAfterAcceptance', 'noAnswer'] as const)(
	'after %s the push is not sent again, and each item says that its outcome is not known',
	async (kind) => {
		emulator.control.addFault({ path: PUSH, kind, times: 'always' });
		const { output } = await runTpns(
			emulator,
			{ ...toDevices, options: { timeLimit: 4 } },
			contacts(),
			goOn,
		);

		expect(received()).toBe(1);
		expect(output).toHaveLength(20);
		for (const { json } of output) {
			expect(json.status).toBe('unknown');
			expect(json.reason).toMatch(/the request is not confirmed/);
			expect(json.fix).toMatch(/push records/);
		}
	},
);

test('refused connections are tried again until one is taken: sent once', async () => {
	await emulator.control.refuseConnections(1_200);
	const { output } = await runTpns(emulator, toDevices, contacts());

	expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
	expect(accepted()).toBe(1);
});

test('a frequency code twice, then a success: sent once', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'code', code: 1008028, times: 2 });
	const { output } = await runTpns(emulator, toDevices, contacts());

	expect(received()).toBe(3);
	expect(accepted()).toBe(1);
	expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
});

test('a push ID beyond 2^53 arrives unchanged', async () => {
	emulator.control.addFault({
		path: PUSH,
		kind: 'status',
		status: 200,
		contentType: 'application/json',
		body: '{"ret_code":0,"err_msg":"","push_id":1328245138690125824}',
	});
	const { output } = await runTpns(emulator, toDevices, contacts().slice(0, 1));
	expect(output[0].json.pushId).toBe('1328245138690125824');
});

test.each([
	['an unknown Access ID', { accessId: '1500009999' }, '1008035', /service access point/],
	['a wrong Secret Key', { secretKey: 'f'.repeat(32) }, '1008003', /signature/],
])('%s stops the run and says so', async (_, change, code, words) => {
	const { error } = await runTpns(emulator, toDevices, contacts(), {
		credentials: {
			tpnsApi: {
				accessId: '1500001048',
				secretKey: SECRET_KEY,
				region: 'custom',
				baseUrl: emulator.url,
				authMethod: 'signature',
				...change,
			},
		},
	});
	expect(error?.message).toMatch(words);
	expect(error?.httpCode).toBe(code);
	expect(received()).toBe(1);
});

test('a host where nobody listens is said to be unreachable, and nothing was sent', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((listening) => server.once('listening', listening));
	const { port } = server.address() as { port: number };
	await new Promise((closed) => server.close(closed));

	const { output } = await runTpns(
		{ url: `http://127.0.0.1:${port}` },
		toDevices,
		contacts(),
		goOn,
	);
	expect(output[0].json).toMatchObject({ status: 'failed', code: 'ECONNREFUSED' });
	expect(output[0].json.reason).toMatch(/refused the connection/);
});

test('"Retry On Fail" runs the node again without sending again what was accepted', async () => {
	const items = contacts().map((item, index) => ({ ...item, text: `Group ${index % 4}` }));
	emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 1, times: 2 });
	emulator.control.addFault({ path: PUSH, kind: 'code', code: 1008019, times: 1 });
	const { output, error } = await runTpns(
		emulator,
		{ ...toDevices, title: '={{ $json.text }}', options: { callsAtOnce: 1 } },
		items,
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
	);

	expect(error).toBeUndefined();
	const titles = acceptedPushes(emulator).map(
		({ message }) => (message as { title: string }).title,
	);
	expect(titles).toEqual(['Group 0', 'Group 1', 'Group 2', 'Group 3']);
	expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
});

test('"Retry On Fail" sends an item once, whatever its text has become', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 1, times: 2 });
	emulator.control.addFault({ path: PUSH, kind: 'code', code: 1008019, times: 1 });
	const { output, error } = await runTpns(
		emulator,
		{
			...toDevices,
			title: '=At {{ $now.toMillis() }} {{ Math.random() }}',
			options: { callsAtOnce: 1 },
		},
		contacts(),
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
	);

	expect(error).toBeUndefined();
	const tokens = acceptedPushes(emulator).flatMap(({ token_list: list }) => list as string[]);
	expect(tokens.sort()).toEqual(
		contacts()
			.map(({ token }) => token)
			.sort(),
	);
	expect(output.every(({ json }) => json.status === 'accepted')).toBe(true);
});

/** Cancels once so many pushes have come in. */
function cancelAfter(pushes: number, cancel: () => void): void {
	const timer = setInterval(() => {
		if (received() < pushes) return;
		clearInterval(timer);
		cancel();
	}, 10);
}

test('a cancelled execution stops before the next call', async () => {
	emulator.control.addFault({ path: PUSH, kind: 'delay', ms: 150, times: 'always' });
	const items = contacts().map((item, index) => ({ ...item, text: `Text ${index}` }));
	await runTpns(
		emulator,
		{ ...toDevices, title: '={{ $json.text }}', options: { callsAtOnce: 1 } },
		items,
		{ started: ({ cancel }) => cancelAfter(2, cancel) },
	).catch(() => undefined);
	const sentBefore = received();
	await new Promise((passed) => setTimeout(passed, 600));

	expect(sentBefore).toBeGreaterThan(0);
	expect(sentBefore).toBeLessThan(8);
	expect(received()).toBe(sentBefore);
});
