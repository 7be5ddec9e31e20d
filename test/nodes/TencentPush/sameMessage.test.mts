import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { bodies, importUsers, runTencentPush } from '../../support/tencentPush.mts';

let emulator: Emulator;
let users: string[];
beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({ pushService: { settings: { frequencyLimits: false } } });
	users = importUsers(emulator, 20);
});
afterEach(() => emulator.close());

const text = { title: 'Hello', content: 'Your order is on its way' };

/** Requests for a path, after a run with an item for each value. */
async function requestsFor(path: string, parameters: INodeParameters, values: unknown[]) {
	emulator.control.clearRequests();
	const { output, error } = await runTencentPush(
		emulator,
		{ users: '={{ $json.user }}', ...text, ...parameters },
		values.map((value, index) => ({ user: users[index], value })) as IDataObject[],
	);
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.status)).toEqual(values.map(() => 'accepted'));
	return bodies(emulator, path, { accepted: true });
}

/** A JSON object without numbers that JSON and JavaScript write in several ways. */
const content = fc
	.dictionary(
		fc.stringMatching(/^[a-z]{1,6}$/),
		fc.oneof(
			fc.string({ maxLength: 8 }),
			fc.integer(),
			fc.boolean(),
			fc.array(fc.integer({ max: 9, min: 0 }), { maxLength: 3 }),
			fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer(), { maxKeys: 3 }),
		),
		{ minKeys: 1, maxKeys: 4 },
	)
	.map((object) => ({ ...object }));

/** The same object as people and nodes write it. */
function writings(object: object): unknown[] {
	const reversed = Object.fromEntries(Object.entries(object).reverse());
	return [
		object,
		reversed,
		JSON.stringify(object),
		JSON.stringify(reversed, null, 2),
		` ${JSON.stringify(object)}\n`,
	];
}

test('custom content in any writing is one push', async () => {
	const toUsers = { resource: 'push', operation: 'sendToUsers' };
	await fc.assert(
		fc.asyncProperty(content, async (object) => {
			const sent = await requestsFor(
				'timpush/batch',
				{ ...toUsers, customContent: { json: [{ object: '={{ $json.value }}' }] } },
				writings(object),
			);
			expect(sent).toHaveLength(1);
			const { Ext } = sent[0].OfflinePushInfo as { Ext: string };
			expect(JSON.parse(Ext)).toEqual(object);
		}),
		{ numRuns: 10 },
	);
});

test('data of a Chat message in any writing is one message, and a text stays as it is', async () => {
	const toUsers = { resource: 'chatMessage', operation: 'sendToUsers', chatMessageType: 'custom' };
	await fc.assert(
		fc.asyncProperty(content, async (object) => {
			const [written, ...others] = writings(object).reverse();
			const sent = await requestsFor(
				'openim/batchsendmsg',
				{ ...toUsers, chatData: '={{ $json.value }}' },
				[written, ...others],
			);
			expect(sent).toHaveLength(1);
			const [{ MsgContent }] = sent[0].MsgBody as Array<{ MsgContent: { Data: string } }>;
			expect(MsgContent.Data).toBe(written);
		}),
		{ numRuns: 10 },
	);
});

test('a number and its digits are one title, and other texts are others', async () => {
	const toUsers = { resource: 'push', operation: 'sendToUsers' };
	const sent = await requestsFor('timpush/batch', { ...toUsers, title: '={{ $json.value }}' }, [
		5,
		'5',
		'6',
		6,
		'5.0',
	]);
	expect(sent.map(({ OfflinePushInfo }) => (OfflinePushInfo as { Title: string }).Title)).toEqual([
		'5',
		'6',
		'5.0',
	]);
});

test('other content is another push', async () => {
	const toUsers = { resource: 'push', operation: 'sendToUsers' };
	const sent = await requestsFor(
		'timpush/batch',
		{ ...toUsers, customContent: { json: [{ object: '={{ $json.value }}' }] } },
		[{ a: 1 }, { a: '1' }, { a: [1] }, { b: 1 }, '{"a": 1}'],
	);
	expect(sent).toHaveLength(4);
});

test('what a request does not hold makes no other push of it', async () => {
	const settings = { usersPerSecond: '={{ $json.value }}' };
	const toUsers = { resource: 'push', operation: 'sendToUsers', options: settings };
	const { output } = await runTencentPush(
		emulator,
		{ ...toUsers, ...text, users: users[0] },
		[30, 500, '30', 800].map((value) => ({ value })),
	);
	expect(output.map(({ json }) => json.duplicate)).toEqual([undefined, true, true, true]);
	expect(bodies(emulator, 'timpush/batch', { accepted: true })).toHaveLength(1);
});
