import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../../emulator/server.mts';
import {
	type RunOptions,
	type RunResult,
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../../support/engine.mts';
import { addUser } from '../../../support/pushServiceState.mts';
import { pageUrlIn, visitQuestion } from '../../../support/question.mts';
import { runTencentPush } from '../../../support/tencentPush.mts';
import { runTpns } from '../../../support/tpns.mts';

let emulator: Emulator;
const TOKEN = 'b1'.repeat(18);
const UNKNOWN_TOKEN = 'd3'.repeat(18);
const OTHER_TOKEN = 'c2'.repeat(18);
const goOn = { settings: { onError: 'continueRegularOutput' as const } };

beforeAll(async () => {
	await startExpressionEngine();
	await startDeduplicationStore();
	emulator = await startEmulator({ contacts: 5, unknownTokens: 1 });
	const device = emulator.tpns.addDevice({ token: TOKEN });
	emulator.tpns.addDevice({ token: OTHER_TOKEN });
	const { devices, clock } = emulator.context;
	devices.bindAccount(device, 'alice@example.com', 1005, clock.now());
	for (const user of ['alice', 'bob']) addUser(emulator, user);
});

afterAll(async () => {
	await emulator.close();
	await stopExpressionEngine();
});

beforeEach(() => {
	emulator.control.clearRequests();
	emulator.control.clearFaults();
});

const question: INodeParameters = {
	resource: 'push',
	operation: 'sendAndWait',
	title: 'Refund',
	message: 'Refund 250 € for order 1024?',
};

type Run = (
	parameters?: INodeParameters,
	items?: IDataObject[],
	more?: Partial<RunOptions>,
) => Promise<RunResult>;

const tpns: Run = async (parameters, items, more) =>
	await runTpns(emulator, { ...question, devices: TOKEN, ...parameters }, items, more);
const pushService: Run = async (parameters, items, more) =>
	await runTencentPush(emulator, { ...question, users: 'alice', ...parameters }, items, more);
const nodes: Array<[node: string, ask: Run, path: string, refusal: number, names: object]> = [
	['TPNS', tpns, '/v3/push/app', 1008019, { token: TOKEN }],
	['Push Service', pushService, '/v4/timpush/batch', 90001, { user: 'alice' }],
];

const requests = () => emulator.control.requests();
const sent = () => requests().filter(({ accepted }) => accepted);
const pageUrl = () => pageUrlIn(sent()[0].body);
const customContent = (part: unknown) => JSON.parse(part as string) as IDataObject;

describe.each(nodes)('%s', (_node, ask, path, refusal, names) => {
	test('the execution waits with its input, and goes on with the approval', async () => {
		const asked = await ask({}, [{ order: 1024 }]);
		expect(asked.error).toBeUndefined();
		expect(asked.run.status).toBe('waiting');
		expect(asked.run.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		expect(asked.output.map(({ json }) => json)).toEqual([{ order: 1024 }]);
		expect(sent()).toHaveLength(1);

		const { resumedWith, page } = await visitQuestion(asked, pageUrl(), { answer: 'approve' });
		expect(resumedWith).toEqual({ data: { approved: true, respondedAt: expect.any(String) } });
		expect(page).toContain('Thank you');
	});

	test('a remark on the text names the field of this form', async () => {
		const { output } = await ask({ previewOnly: true, message: 'Refund for {{name}}?' });
		expect(output[0].json.warnings).toEqual([
			`'Message' contains "{{", which recipients would see: switch the field to Expression to fill in a value`,
		]);
	});

	test('GET shows the question and never answers', async () => {
		const asked = await ask();
		const { status, resumedWith, page, headers } = await visitQuestion(asked, pageUrl());
		expect(status).toBe(200);
		expect(resumedWith).toBeUndefined();
		expect(page).toContain('Refund 250 € for order 1024?');
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
	});

	test('a decline is an answer where the form offers it', async () => {
		const approvalOptions = {
			values: { approvalType: 'double', approveLabel: 'Pay', disapproveLabel: 'Refuse' },
		};
		const asked = await ask({ approvalOptions });
		const { page } = await visitQuestion(asked, pageUrl());
		expect(page).toMatch(/>Pay<.*>Refuse</);
		const { resumedWith } = await visitQuestion(asked, pageUrl(), { answer: 'decline' });
		expect(resumedWith).toMatchObject({ data: { approved: false } });
	});

	test('free text is an answer', async () => {
		const asked = await ask({ responseType: 'freeText' });
		const text = ' <b>Yes</b>\nbut later ';
		const { resumedWith, page } = await visitQuestion(asked, pageUrl(), { text });
		expect(resumedWith).toMatchObject({ data: { text: '<b>Yes</b>\nbut later' } });
		expect(page).not.toContain('<b>');
	});

	test.each<[what: string, parameters: INodeParameters, body: unknown]>([
		// n8n lets an execution go on without an answer when a webhook function throws.
		['JSON that is null', {}, null],
		['JSON that is a number', {}, 1],
		['plain text', {}, 'approve'],
		['JSON that is a list', {}, ['approve']],
		['nothing', {}, {}],
		['an answer that was not offered', {}, { answer: 'decline' }],
		['text instead of a button', {}, { text: 'Yes' }],
		['a list', {}, { answer: ['approve'] }],
		['no text', { responseType: 'freeText' }, { text: ' \u200B\n' }],
		['a button instead of text', { responseType: 'freeText' }, { answer: 'approve' }],
		['too much text', { responseType: 'freeText' }, { text: 'a'.repeat(10_001) }],
	])('%s is no answer, and the page asks again', async (_what, parameters, body) => {
		const asked = await ask(parameters);
		const { status, resumedWith, page } = await visitQuestion(asked, pageUrl(), body);
		expect(status).toBe(400);
		expect(resumedWith).toBeUndefined();
		expect(page).toMatch(/role="alert".*<form/);
	});

	test('the page of an earlier question of this node does not answer a later one', async () => {
		const earlier = await ask();
		const earlierUrl = pageUrl();
		const later = await ask();
		for (const body of [undefined, { answer: 'approve' }]) {
			const { status, resumedWith, page } = await visitQuestion(later, earlierUrl, body);
			expect(status).toBe(410);
			expect(resumedWith).toBeUndefined();
			expect(page).toContain('No response needed');
		}
		const still = await visitQuestion(earlier, earlierUrl, { answer: 'approve' });
		expect(still.resumedWith).toBeDefined();
	});

	test('the page shows what was sent, not what the expressions give later', async () => {
		const asked = await ask({ message: '={{ $now.toMillis() }}' });
		const first = await visitQuestion(asked, pageUrl());
		expect((await visitQuestion(asked, pageUrl())).page).toBe(first.page);
		expect(JSON.stringify(sent()[0].body)).toContain(
			/<p dir="auto">(\d+)<\/p>/.exec(first.page)?.[1],
		);
	});

	test('Preview Only shows the request, sends nothing and does not wait', async () => {
		const { run, output } = await ask({ previewOnly: true });
		expect(run.waitTill).toBeUndefined();
		expect(requests()).toEqual([]);
		expect(output[0].json).toMatchObject({ preview: true, recipients: 1 });
		expect(pageUrlIn(output[0].json)).toMatch(/signature=/);
	});

	test('"Retry On Fail" runs the node again for what its input says, and the page that was sent answers', async () => {
		const failed = { error: 'The card was declined' };
		const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const asked = await ask({}, [failed], { settings: retried });
		expect(sent()).toHaveLength(1);
		const { resumedWith } = await visitQuestion(asked, pageUrl(), { answer: 'approve' });
		expect(resumedWith).toMatchObject({ data: { approved: true } });
	});

	test('a push that was refused is not waited for', async () => {
		emulator.control.addFault({ path, kind: 'code', code: refusal });
		const { run, output } = await ask({}, [{}], goOn);
		expect(run.waitTill).toBeUndefined();
		expect(output[0].json.status).toBe('failed');
	});

	test('a push that is not confirmed is not waited for, and not sent again', async () => {
		emulator.control.addFault({ path, kind: 'resetAfterAcceptance', times: 'always' });
		const { run, output } = await ask({}, [{}], goOn);
		expect(run.waitTill).toBeUndefined();
		expect(output[0].json.status).toBe('unknown');
		expect(requests()).toHaveLength(1);
	});

	test('under a campaign key a person is asked once', async () => {
		const key = { campaignKey: 'refund 1024' };
		expect((await ask(key)).run.waitTill).toBeDefined();
		const { run, output } = await ask(key);
		expect(run.waitTill).toBeUndefined();
		expect(output[0].json).toMatchObject({ status: 'skipped', ...names });
		expect(sent()).toHaveLength(1);
	});

	test('items with different questions send nothing', async () => {
		const parameters = { message: '={{ $json.message }}' };
		const items = [{ message: 'One?' }, { message: 'Two?' }];
		const { run, output } = await ask(parameters, items, goOn);
		expect(run.waitTill).toBeUndefined();
		expect(requests()).toEqual([]);
		expect(output).toHaveLength(2);
		for (const { json } of output) expect(json.error).toMatch(/not the same in all items/);
		expect((await ask(parameters, items)).error?.message).toMatch(/not the same in all items/);
	});

	test('one item that cannot be used keeps all from being sent', async () => {
		const parameters = { options: { timeLimit: '={{ $json.limit }}' } };
		const { run, output } = await ask(parameters, [{ limit: 30 }, { limit: 'x' }], goOn);
		expect(run.waitTill).toBeUndefined();
		expect(requests()).toEqual([]);
		expect(output[0].json.error).toMatch(/item 1 cannot be used/);
		expect(output[1].json.error).toMatch(/Timeout/);
	});

	test('the wait ends when the limit says', async () => {
		const at = await ask({
			options: {
				limitWaitTime: {
					values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2099-01-01T09:00:00Z' },
				},
			},
		});
		expect(at.run.waitTill).toEqual(new Date('2099-01-01T09:00:00Z'));
		const values = { limitType: 'afterTimeInterval', resumeAmount: 60, resumeUnit: 'hours' };
		const after = await ask({ options: { limitWaitTime: { values } } });
		const days = ((after.run.waitTill as Date).getTime() - Date.now()) / 86_400_000;
		expect(Math.round(days * 10)).toBe(25);
	});

	test.each([
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00Z' },
			/'Max Date and Time' /,
		],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '' }, /'Max Date and Time' is empty/],
		[{ limitType: 'afterTimeInterval', resumeAmount: 0.5, resumeUnit: 'days' }, /Amount/],
		[{ limitType: 'afterTimeInterval', resumeAmount: 'soon', resumeUnit: 'days' }, /Amount/],
		[{ limitType: 'afterTimeInterval', resumeAmount: 1e9, resumeUnit: 'days' }, /Amount/],
	])('the limit %j is refused before anything is sent', async (values, message) => {
		const { error, run } = await ask({ options: { limitWaitTime: { values } } });
		expect(error?.message).toMatch(message);
		expect(run.waitTill).toBeUndefined();
		expect(requests()).toEqual([]);
	});
});

describe('TPNS', () => {
	test('Android opens the page itself', async () => {
		await tpns({ customContent: { entries: [{ name: 'order', value: '1024' }] } });
		const { message } = sent()[0].body as { message: { android: IDataObject } };
		expect(message.android).toEqual({
			action: { action_type: 2, browser: { url: pageUrl() } },
			custom_content: '{"order":"1024"}',
		});
	});

	test('an iOS app gets the address under a key of the custom content', async () => {
		await tpns({ platform: 'ios', urlKey: 'link' });
		const { message } = sent()[0].body as { message: { ios: IDataObject } };
		expect(customContent(message.ios.custom_content)).toEqual({ link: pageUrl() });
	});

	test('several devices of a person get one request, also from several items', async () => {
		const items = [{ token: TOKEN }, { token: OTHER_TOKEN }];
		const asked = await tpns({ devices: '={{ $json.token }}' }, items);
		expect(sent()).toHaveLength(1);
		expect((sent()[0].body as IDataObject).token_list).toEqual([TOKEN, OTHER_TOKEN]);
		expect(asked.output.map(({ json }) => json)).toEqual(items);
	});

	test('accounts of a person', async () => {
		await tpns({ sendTo: 'accounts', accounts: 'alice@example.com', accountType: 1005 });
		expect(sent()[0].body).toMatchObject({
			audience_type: 'account_list',
			account_list: ['alice@example.com'],
			account_type: 1005,
		});
	});

	test('it waits although one of several devices is not known, and says so', async () => {
		const asked = await tpns({ devices: [TOKEN, UNKNOWN_TOKEN] });
		expect(asked.run.waitTill).toBeDefined();
		expect(asked.hints.map(({ message }) => message).join()).toContain(`${UNKNOWN_TOKEN}: invalid`);
	});
});

describe('Push Service', () => {
	test('the app gets the address under a key of the custom content', async () => {
		await pushService({ customContent: { entries: [{ name: 'order', value: '1024' }] } });
		const { OfflinePushInfo } = sent()[0].body as { OfflinePushInfo: IDataObject };
		expect(customContent(OfflinePushInfo.Ext)).toEqual({ order: '1024', url: pageUrl() });
	});

	test('custom content must not have the key of the address', async () => {
		const { error } = await pushService({
			customContent: { entries: [{ name: 'url', value: 'https://example.com' }] },
		});
		expect(error?.message).toMatch(/^'Custom Content' has "url"/);
		expect(requests()).toEqual([]);
	});
});

test.each(['Ask "her"', 'Ask {{ her }}', "Ask' }} \\ {{ $json"])(
	'the page is there whatever the node is called: %s',
	async (name) => {
		const result = await tpns({}, [{}], { settings: { name } });
		expect(await visitQuestion(result, pageUrl())).toMatchObject({ status: 200 });
	},
);
