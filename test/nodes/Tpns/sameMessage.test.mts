import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { acceptedPushes, runTpns, toDevices } from '../../support/tpns.mts';

let emulator: Emulator;

beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ contacts: 1, unknownTokens: 0 });
});
afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});
beforeEach(() => emulator.control.clearRequests());

/** Pushes to one device, after a run with an item for each of the values. */
async function pushesFor(parameters: INodeParameters, values: unknown[]) {
	emulator.control.clearRequests();
	const [{ token }] = emulator.context.contacts;
	const { output, error } = await runTpns(
		emulator,
		{ ...toDevices, ...parameters },
		values.map((value) => ({ token, value })) as IDataObject[],
	);
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.status)).toEqual(values.map(() => 'accepted'));
	const pushes = acceptedPushes(emulator);
	expect(output.filter(({ json }) => json.duplicate)).toHaveLength(values.length - pushes.length);
	return pushes;
}

const androidOf = ({ message }: Record<string, unknown>) =>
	(message as { android: { custom_content: string } }).android;

test('custom content in any writing is one push', async () => {
	const content = fc.dictionary(
		fc.stringMatching(/^[a-z]{1,6}$/),
		fc.oneof(
			fc.string({ maxLength: 8 }),
			fc.integer(),
			fc.boolean(),
			fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
			fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer(), { maxKeys: 3 }),
		),
		{ minKeys: 1, maxKeys: 4 },
	);
	await fc.assert(
		fc.asyncProperty(content, async (given) => {
			const object = { ...given };
			const reversed = Object.fromEntries(Object.entries(object).reverse());
			const pushes = await pushesFor(
				{ customContent: { json: [{ object: '={{ $json.value }}' }] } },
				[
					object,
					reversed,
					JSON.stringify(object),
					JSON.stringify(reversed, null, 2),
					` ${JSON.stringify(object)}\n`,
				],
			);
			expect(pushes).toHaveLength(1);
			expect(JSON.parse(androidOf(pushes[0]).custom_content)).toEqual(object);
		}),
		{ numRuns: 10 },
	);
});

test.each<[option: string, alike: unknown[], sent: object]>([
	['sequence', [5, '5', ' 5 '], { seq: 5 }],
	['multiPackage', [true, 'true', 'Yes', 1, '1'], { multi_pkg: true }],
	['onlinePushType', [1, '1', 'Vendor Channels Only'], { tpns_online_push_type: 1 }],
	['threadId', [7, '7', ' 7'], { message: expect.objectContaining({ thread_id: '7' }) }],
	[
		'disabledChannels',
		[['apns', 'hw'], 'apns, hw', '["apns","hw"]', 'APNs\nHuawei'],
		{
			channel_rules: [
				{ channel: 'apns', disable: true },
				{ channel: 'hw', disable: true },
			],
		},
	],
])('option %s in any writing is one push', async (option, alike, sent) => {
	const pushes = await pushesFor({ options: { [option]: '={{ $json.value }}' } }, alike);
	expect(pushes).toEqual([expect.objectContaining(sent)]);
});

test('Ignore Invalid Tokens in any writing is one push', async () => {
	const pushes = await pushesFor({ ignoreInvalidTokens: '={{ $json.value }}' }, [
		...[false, 'FALSE', 'no', 0],
	]);
	expect(pushes).toEqual([expect.objectContaining({ ignore_invalid_token: 0 })]);
});

test('a number and its digits are one title, and other texts are others', async () => {
	const pushes = await pushesFor({ title: '={{ $json.value }}' }, [5, '5', '6', 6, '5.0']);
	expect(pushes.map(({ message }) => (message as { title: string }).title)).toEqual([
		'5',
		'6',
		'5.0',
	]);
});

test('long numbers of JSON keep their digits, in requests and in previews', async () => {
	const long = '12345678901234567890';
	const parameters = {
		customContent: { json: [{ object: `{"id": ${long}}` }] },
		options: { additionalJson: `{"seq": ${long}}` },
	};
	const [push] = await pushesFor(parameters, [1]);
	expect(androidOf(push).custom_content).toBe(`{"id":${long}}`);
	expect(push.seq).toBe(Number(long));
	const { output } = await runTpns(
		emulator,
		{ ...toDevices, ...parameters, previewOnly: true },
		emulator.context.contacts.map(({ token }) => ({ token })),
	);
	const [{ body: request }] = output[0].json.requests as Array<{ body: Record<string, unknown> }>;
	expect(androidOf(request).custom_content).toBe(`{"id":${long}}`);
	expect(request.seq).toBe(long);
});
