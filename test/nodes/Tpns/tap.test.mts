import type { INodeParameters } from 'n8n-workflow';
import { emulator, freshEmulatorForEachTest } from '../../support/freshEmulator.mts';
import { acceptedPushes, runTpns } from '../../support/tpns.mts';

const TOKEN = 'a0'.repeat(18);

freshEmulatorForEachTest({ tpns: { settings: { rates: false } } });
beforeEach(() => {
	emulator.tpns.addDevice({ token: TOKEN, attended: true });
});

const send = (parameters: INodeParameters, items: object[] = [{}]) =>
	runTpns(
		emulator,
		{
			resource: 'push',
			operation: 'sendToDevices',
			devices: TOKEN,
			title: 'Hello',
			content: 'World',
			...parameters,
		},
		items as INodeParameters[],
		{ settings: { onError: 'continueRegularOutput' } },
	);
const actions = () =>
	acceptedPushes(emulator).map(
		({ message }) => (message as { android?: { action?: object } }).android?.action,
	);

test.each<[INodeParameters, object | undefined]>([
	[{}, undefined],
	[{ onTap: 'app' }, undefined],
	[
		{ onTap: 'webPage', webPage: ' https://example.com/42 ' },
		{ action_type: 2, browser: { url: 'https://example.com/42' } },
	],
	[
		{ onTap: 'webPage', webPage: 'https://example.com', options: { confirmWebPage: true } },
		{ action_type: 2, browser: { url: 'https://example.com', confirm: 1 } },
	],
	[
		// n8n asks for each field that an expression may show.
		{
			onTap: '={{ "Open Deep Link" }}',
			deepLink: 'app://order/42',
			activity: 'not read',
			webPage: 'not read',
		},
		{ action_type: 3, intent: 'app://order/42' },
	],
	[
		{ onTap: 'page', activity: 'a.B' },
		{ action_type: 1, activity: 'a.B' },
	],
	[
		{
			onTap: 'page',
			activity: 'a.B',
			options: { intentFlag: [0x1000_0000, 0x400_0000], pendingIntentFlag: 'Update Current' },
		},
		{ action_type: 1, activity: 'a.B', aty_attr: { if: 0x1400_0000, pf: 0x800_0000 } },
	],
	[
		{ onTap: 'page', activity: 'a.B', options: { intentFlag: [], pendingIntentFlag: [0] } },
		{ action_type: 1, activity: 'a.B', aty_attr: { pf: 0 } },
	],
])('%j opens what it says', async (parameters, action) => {
	const { output } = await send(parameters);
	expect(output[0].json.status).toBe('accepted');
	expect(actions()).toEqual([action]);
});

test.each([
	['webPage', 'webPage', 'Web Page'],
	['page', 'activity', 'Activity'],
	['deepLink', 'deepLink', 'Deep Link'],
])('%s without its target is refused before anything is sent', async (onTap, name, field) => {
	await expect(send({ onTap })).rejects.toThrow(`"${field}" is required`);
	for (const nothing of [{ [name]: '={{ "" }}' }, { [name]: ' ' }]) {
		const { output } = await send({ onTap, ...nothing });
		expect(output[0].json.reason).toBe(`'${field}' is empty`);
	}
	expect(emulator.control.requests()).toEqual([]);
});

test('each item may open something else', async () => {
	const { output } = await send(
		{
			onTap: '={{ $json.onTap }}',
			webPage: '={{ $json.page }}',
			deepLink: '={{ $json.link }}',
			activity: '={{ $json.activity }}',
		},
		[
			{ onTap: 'webPage', page: 'https://example.com/1' },
			{ onTap: 'deepLink', link: 'app://2' },
			{ onTap: 'app' },
			{ onTap: 'webPage', link: 'app://4' },
			{ onTap: 'browser', page: 'https://example.com/5' },
		],
	);
	expect(output.map(({ json }) => json.reason)).toEqual([
		undefined,
		undefined,
		undefined,
		"'Web Page' is empty",
		`'On Tap' is "browser"`,
	]);
	expect(actions()).toEqual([
		{ action_type: 2, browser: { url: 'https://example.com/1' } },
		{ action_type: 3, intent: 'app://2' },
		undefined,
	]);
});
