import { createHash } from 'node:crypto';
import type { IBinaryData, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { acceptedPushes, runTpns } from '../../support/tpns.mts';

const PATH = '/v3/push/package/upload';

let emulator: Emulator;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 20 });
});
afterEach(() => emulator.close());

const upload: INodeParameters = {
	resource: 'audiencePackage',
	operation: 'upload',
	rows: '={{ $json.account }}',
};
const files = () =>
	emulator.control
		.requests(PATH)
		.map(
			({ body }) =>
				(body as { file: { fileName: string; rows: number; bytes: number; sha256: string } }).file,
		);
const rowsOf = (uploadId: unknown) => [
	...emulator.tpns
		.app()
		.packages.get(uploadId as number)!
		.file.rows(),
];
const file = (content: string, fileName: string): INodeExecutionData => ({
	json: {},
	binary: {
		data: {
			data: Buffer.from(content).toString('base64'),
			mimeType: 'text/plain',
			fileName,
		} as IBinaryData,
	},
});

test('100,000 items go up in one package, row by row as they were', async () => {
	const items = Array.from({ length: 100_000 }, (_, index) => ({ account: `user-${index}-é` }));
	const { output, error } = await runTpns(emulator, upload, items);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	expect(output[0].json).toMatchObject({
		packageKind: 'account',
		fileName: 'accounts.txt',
		rows: 100_000,
		duplicates: 0,
	});
	expect(output[0].pairedItem).toHaveLength(100_000);
	const text = items.map(({ account }) => `${account}\n`).join('');
	expect(files()).toEqual([
		{
			fileName: 'accounts.txt',
			rows: 100_000,
			bytes: Buffer.byteLength(text),
			sha256: createHash('sha256').update(text).digest('hex'),
		},
	]);
});

test('a row that comes again goes up once, and lists are taken apart', async () => {
	const { output } = await runTpns(
		emulator,
		upload,
		['anna', 'bob, anna', ['carl', 'bob']].map((account) => ({ account })) as IDataObject[],
	);
	expect(rowsOf(output[0].json.uploadId)).toEqual(['anna', 'bob', 'carl']);
	expect(output[0].json).toMatchObject({ rows: 3, duplicates: 2 });
	expect(output[0].pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

test('in stop mode a bad row keeps everything from going up', async () => {
	const { error } = await runTpns(emulator, upload, [{ account: 'anna' }, { account: 'x' }]);
	expect(error?.message).toContain(`'Account or Device Token' has "x" with 1 character`);
	expect(error?.context?.itemIndex).toBe(1);
	expect(emulator.control.requests()).toEqual([]);
});

test('otherwise the good rows go up and the bad item says what is wrong', async () => {
	const { output } = await runTpns(
		emulator,
		{ ...upload, packageKind: 'token' },
		[{ account: 'a'.repeat(37) }, { account: 'a'.repeat(36) }, { account: ['a"b'] }],
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(output.map(({ json, pairedItem }) => [json.rows ?? json.status, pairedItem])).toEqual([
		['failed', { item: 0 }],
		[1, { item: 1 }],
		['failed', { item: 2 }],
	]);
	expect(output[2].json.error).toContain('holds a comma, quotation mark or line break');
	expect(files()[0].fileName).toBe('tokens.txt');
});

test.each([
	['items', (tokens: string[]) => tokens.map((account) => ({ account }))],
	['binary', (tokens: string[]) => [file(tokens.join('\n'), 'tokens.txt')]],
])(
	'tokens from %s that do not have 36 characters go up with a warning',
	async (source, itemsOf) => {
		const lengths = [36, 34, 36, 35];
		const tokens = lengths.map((length, index) => String(index).repeat(length));
		const warningOf = async (packageKind: string, rows: string[]) => {
			const parameters = { ...upload, packageKind, source };
			const { output } = await runTpns(emulator, parameters, itemsOf(rows));
			expect(output[0].json.rows).toBe(rows.length);
			return output[0].json.warning;
		};
		expect(await warningOf('token', tokens)).toBe(
			'2 tokens do not have the 36 characters that Tencent documents for a package. TPNS may refuse them',
		);
		expect(await warningOf('token', [tokens[0]])).toBeUndefined();
		expect(await warningOf('account', tokens)).toBeUndefined();
	},
);

test('a file goes up as it is, under its own name or another', async () => {
	const content = 'anna\nbob\n';
	const { output, error } = await runTpns(
		emulator,
		{ ...upload, source: 'binary', fileName: '={{ $json.name }}' },
		[file(content, '名单 "1".txt'), { ...file(content, 'x.bin'), json: { name: 'list.csv' } }],
	);
	expect(error).toBeUndefined();
	const sha256 = createHash('sha256').update(content).digest('hex');
	expect(files()).toMatchObject([
		{ rows: 2, sha256 },
		{ fileName: 'list.csv', rows: 2, sha256 },
	]);
	expect(output.map(({ json }) => json.bytes)).toEqual([9, 9]);
	expect(rowsOf(output[1].json.uploadId)).toEqual(['anna', 'bob']);
});

test.each([
	[file('anna\n', 'list.pdf'), `'File Name' is "list.pdf"`],
	[file('anna\n', 'x'.repeat(100_000)), `'File Name' is "${'x'.repeat(60)}…"`],
	[
		file('anna\n', `${'x'.repeat(90)}.zip`),
		`'File Name' is "${'x'.repeat(60)}…", but the file is no ZIP archive`,
	],
	[file('', 'list.txt'), 'The file is empty'],
	[{ json: {} }, `'Input Binary Field' names "data", which the item does not have`],
])('a file that cannot be used is refused before any call', async (item, message) => {
	const { error } = await runTpns(emulator, { ...upload, source: 'binary' }, [item]);
	expect(error?.message).toContain(message);
	expect(emulator.control.requests()).toEqual([]);
});

test('an upload that breaks off is made again, with a new body', async () => {
	emulator.control.addFault({ kind: 'resetAfterAcceptance', path: PATH });
	emulator.control.addFault({ kind: 'status', path: PATH });
	const { output, error } = await runTpns(emulator, { ...upload, source: 'binary' }, [
		file('anna\nbob\n', 'list.txt'),
	]);
	expect(error).toBeUndefined();
	expect(rowsOf(output[0].json.uploadId)).toEqual(['anna', 'bob']);
	expect(emulator.control.requests(PATH)).toHaveLength(3);
});

test('it always goes with Basic authentication', async () => {
	await runTpns(emulator, upload, [{ account: 'anna' }]);
	const [{ headers }] = emulator.control.requests(PATH);
	expect(headers.authorization).toMatch(/^Basic /);
	expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=\S+$/);
	expect(Number(headers['content-length'])).toBeGreaterThan(0);
});

describe('Push After Upload', () => {
	const withPush: INodeParameters = {
		...upload,
		pushAfterUpload: true,
		title: 'Hello',
		content: 'World',
	};

	test('a value that JSON writes as another one is not taken for it', async () => {
		const options = { expireTime: '={{ $json.seconds }}' };
		const { output } = await runTpns(
			emulator,
			{ ...withPush, options },
			[null, NaN].map((seconds) => ({ account: `a${seconds}`, seconds })),
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(output[0].json.rows).toBe(1);
		expect(output[1].json.error).toMatch(/^'Expires After' is "NaN"$/);
	});

	test('sends to the package', async () => {
		const { output } = await runTpns(
			emulator,
			withPush,
			emulator.context.contacts.map(({ account }) => ({ account })),
		);
		const { uploadId, push } = output[0].json as { uploadId: number; push: IDataObject };
		expect(push).toMatchObject({ status: 'accepted', pushId: expect.stringMatching(/^\d+$/) });
		expect(acceptedPushes(emulator)[0]).toMatchObject({
			audience_type: 'package_account_push',
			upload_id: uploadId,
		});
		emulator.control.advance(10_000);
		expect(emulator.tpns.app().pushes.get(push.pushId as string)?.targets).toHaveLength(20);
	});

	test('a message that cannot be sent keeps the package from going up', async () => {
		const { error } = await runTpns(emulator, { ...withPush, title: '={{ "" }}' }, [
			{ account: 'anna' },
		]);
		expect(error?.message).toBe("'Title' is empty");
		expect(emulator.control.requests()).toEqual([]);
	});

	test('a push that does not go out still tells the upload ID', async () => {
		emulator.control.addFault({ kind: 'code', code: 1008019, path: '/v3/push/app' });
		const { output } = await runTpns(emulator, withPush, [{ account: 'anna' }], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output[0].json).toMatchObject({
			uploadId: expect.any(Number),
			status: 'failed',
			code: '1008019',
		});
	});

	test('a push of which TPNS refused a part is no success', async () => {
		const body = '{"ret_code":0,"err_msg":"","push_id":"7","result":"[1008007]"}';
		const contentType = 'application/json';
		const path = '/v3/push/app';
		emulator.control.addFault({ kind: 'status', status: 200, contentType, body, path });
		const { output, errors } = await runTpns(emulator, withPush, [{ account: 'anna' }], {
			settings: { onError: 'continueErrorOutput' },
		});
		expect(output).toEqual([]);
		expect(errors).toHaveLength(1);
		expect(errors[0].json).toMatchObject({
			details: { status: 'unknown', uploadId: expect.any(Number), push: { pushId: '7' } },
		});
	});

	test('an answer without an upload ID ends in no push to another package', async () => {
		const body = '{"retCode":0,"errMsg":""}';
		const contentType = 'application/json';
		emulator.control.addFault({ kind: 'status', status: 200, contentType, body, path: PATH });
		const { output } = await runTpns(emulator, withPush, [{ account: 'anna' }], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output[0].json).toMatchObject({
			status: 'unknown',
			reason: 'TPNS accepted the package without returning its upload ID',
		});
		expect(emulator.control.requests('/v3/push/app')).toEqual([]);
	});

	test('"Retry On Fail" uploads what is missing, and sends to each package once', async () => {
		emulator.control.addFault({ kind: 'delay', ms: 1, path: PATH });
		emulator.control.addFault({ kind: 'code', code: 1008019, path: PATH });
		const { output, error } = await runTpns(
			emulator,
			{ ...withPush, source: 'binary' },
			[file('anna\n', 'first.txt'), file('bob\n', 'second.txt')],
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error).toBeUndefined();
		expect(emulator.control.requests(PATH)).toHaveLength(3);
		expect(acceptedPushes(emulator).map((push) => push.upload_id)).toEqual(
			output.map(({ json }) => json.uploadId),
		);
		const pushIds = output.map(({ json }) => (json.push as IDataObject).pushId);
		expect(new Set(pushIds).size).toBe(2);
	});

	test('a preview does not know how many rows a .zip has', async () => {
		const { output } = await runTpns(
			emulator,
			{ ...withPush, source: 'binary', previewOnly: true },
			[file('PK\u0003\u0004 and more', 'a.zip')],
		);
		expect(output[0].json.recipients).toBe('not known before sending');
	});

	test('a preview sends nothing', async () => {
		const { output } = await runTpns(emulator, { ...withPush, previewOnly: true }, [
			{ account: 'anna' },
		]);
		expect(output[0].json).toMatchObject({
			preview: true,
			rows: 1,
			recipients: 1,
			requests: [{ body: { audience_type: 'package_account_push' } }],
		});
		expect(emulator.control.requests()).toEqual([]);
	});
});

describe('each item counts', () => {
	const both = (first: IDataObject, second: IDataObject, of: (json: IDataObject) => object) =>
		[first, second].map((json) => ({ ...of(json), json })) as INodeExecutionData[];
	const ofFile = (parameters: INodeParameters) => ({
		...upload,
		source: 'binary',
		title: 'Hello',
		content: 'World',
		...parameters,
	});

	test('for the kind of a file and the push to it', async () => {
		const tokens = `${'a1'.repeat(18)}\n`;
		const items = [
			{ ...file('anna\n', 'a.txt'), json: { kind: 'account', title: 'One' } },
			{ ...file(tokens, 'b.txt'), json: { kind: 'token', title: 'Two' } },
			{ ...file(tokens, 'c.txt'), json: { kind: 'token', title: 'Three' } },
		];
		const { output } = await runTpns(
			emulator,
			ofFile({
				packageKind: '={{ $json.kind }}',
				pushAfterUpload: true,
				title: '={{ $json.title }}',
			}),
			items,
		);
		expect(output.map(({ json }) => json.packageKind)).toEqual(['account', 'token', 'token']);
		const pushes = acceptedPushes(emulator).map(({ audience_type: audience, message }) => [
			audience,
			(message as IDataObject).title,
		]);
		expect(pushes).toEqual([
			['package_account_push', 'One'],
			['package_token_push', 'Two'],
			['package_token_push', 'Three'],
		]);
	});

	test.each([
		{ packageKind: '={{ $json.kind }}' },
		{ pushAfterUpload: true, title: '={{ $json.title }}' },
		{ fileName: '={{ $json.title }}.txt' },
	])('for the package of all items, which has one kind, push and name: %j', async (parameters) => {
		const items = both(
			{ kind: 'account', title: 'One' },
			{ kind: 'token', title: 'Two' },
			() => ({}),
		).map(({ json }, index) => ({ ...json, account: `user-${index}` }));
		const run = async (settings: object) =>
			await runTpns(emulator, { ...upload, title: 'T', content: 'C', ...parameters }, items, {
				settings,
			});
		const { output } = await run({ onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => [json.rows, json.error !== undefined])).toEqual([
			[1, false],
			[undefined, true],
		]);
		expect(output[1].json.reason).toMatch(/from the first item/);
		emulator.control.clearRequests();
		const { error } = await run({});
		expect(error?.message).toMatch(/from the first item/);
		expect(emulator.control.requests()).toEqual([]);
	});

	test('for what a .zip is: its bytes say it, not its name', async () => {
		const zip = Buffer.from('PK\u0003\u0004 and more').toString('latin1');
		const run = async (content: string, name: string) =>
			await runTpns(emulator, ofFile({}), [file(content, name)]);
		expect((await run('account\nanna\n', 'a.zip')).error?.message).toMatch(/no ZIP archive/);
		expect((await run(zip, 'a.txt')).error?.message).toMatch(/is a ZIP archive/);
		expect((await run(zip, 'a.zip')).error?.message).not.toMatch(/ZIP archive/);
	});
});
