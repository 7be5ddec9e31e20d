import assert from 'node:assert/strict';
import { after, afterEach, before, test, type TestContext } from 'node:test';

import { startEmulator, type Emulator } from '../../emulator/server.mts';
import { EditorPage } from '../editor/browser.mts';
import { CredentialForm, type TestOutcome } from '../editor/credentialForm.mts';
import { searchNodes } from '../editor/nodeCreator.mts';
import { setUpOwner } from '../editor/session.mts';
import { CALLBACK_TOKEN, chatApp, tpnsApp } from '../support/credentials.mts';
import { openStage, type Stage } from '../support/stage.mts';

let stage: Stage;
/** Stands for another region, which does not know the apps. */
let otherRegion: Emulator;
let editor: EditorPage;

before(async () => {
	stage = await openStage('browser-setup', { owner: false });
	otherRegion = await startEmulator({
		tpns: { apps: [{ accessId: '1500009999', secretKey: 'other', platform: 'android' }] },
		pushService: { identity: { sdkAppId: 1_499_999_999 } },
	});
	editor = await EditorPage.open();
});

afterEach((context) => editor.keepFailure(context as TestContext));

after(async () => {
	await editor?.close();
	await otherRegion?.close();
	await stage?.close();
});

test('a fresh n8n lets its owner be set up', async () => {
	await setUpOwner(editor, stage.n8n.url, stage.owner);
	await stage.rest.login(stage.owner);
});

/** Right and wrong values of a credential, typed one after another into its form. */
interface CredentialCase {
	type: string;
	right: Record<string, string>;
	wrongKey: string;
	required: string[];
	/** What the red banner says. */
	says: Record<'wrongKey' | 'wrongRegion' | 'unreachable', RegExp>;
}

async function proveCredential({ type, right, wrongKey, required, says }: CredentialCase) {
	const form = await CredentialForm.create(editor, stage.n8n.url, type);
	await form.choose('region', 'Custom');
	assert.deepEqual(await form.requiredLabels(), required);
	for (const [field, text] of Object.entries(right)) await form.type(field, text);
	await form.type('baseUrl', stage.emulator.url);
	const saved: TestOutcome = await form.save();
	assert.ok(saved.passed, `right values: ${saved.text}`);
	await editor.screenshot(`credential-${type.replaceAll(' ', '-')}-green`);

	await form.type('secretKey', wrongKey);
	const withWrongKey = await form.save();
	await editor.screenshot(`credential-${type.replaceAll(' ', '-')}-red`);
	await form.type('secretKey', right.secretKey);
	await form.type('baseUrl', otherRegion.url);
	const inWrongRegion = await form.save();
	await form.type('baseUrl', 'http://127.0.0.1:1');
	const unreachable = await form.save();
	const texts = {
		wrongKey: withWrongKey,
		wrongRegion: inWrongRegion,
		unreachable,
	};
	for (const [what, { passed, text }] of Object.entries(texts)) {
		assert.equal(passed, false, `${what} passes`);
		assert.match(text, says[what as keyof typeof says]);
		assert.ok(!text.includes(right.secretKey) && !text.includes(wrongKey), 'shows a key');
	}
	assert.equal(new Set(Object.values(texts).map(({ text }) => text)).size, 3);

	await form.type('baseUrl', stage.emulator.url);
	const again = await form.save();
	assert.ok(again.passed, `right values again: ${again.text}`);
	await form.close();
}

test('a TPNS credential is typed, and its test tells right from wrong', async () => {
	await proveCredential({
		type: 'Tencent TPNS API',
		right: tpnsApp,
		wrongKey: tpnsApp.secretKey.replace(/.$/, '4'),
		required: ['Access ID', 'Secret Key', 'Base URL'],
		says: {
			wrongKey: /1008003/,
			wrongRegion: /1008035/,
			unreachable: /ECONNREFUSED|refused/i,
		},
	});
});

test('a Chat credential is typed, and its test tells right from wrong', async () => {
	const { secretKey, sdkAppId, identifier } = chatApp(stage.emulator);
	await proveCredential({
		type: 'Tencent Push Service API',
		right: { sdkAppId, secretKey, identifier, callbackToken: CALLBACK_TOKEN },
		wrongKey: secretKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
		required: ['SDKAppID', 'Secret Key', 'Administrator', 'Base URL'],
		says: {
			wrongKey: /\(70009\)/,
			wrongRegion: /\(70020\)/,
			unreachable: /ECONNREFUSED|refused/i,
		},
	});
});

test('the credentials are stored encrypted and never leave n8n in clear', async () => {
	const stored = await stage.rest.send<Array<{ id: string; type: string }>>(
		'GET',
		'/rest/credentials',
	);
	assert.deepEqual(stored.map(({ type }) => type).sort(), ['tencentChatApi', 'tpnsApi']);
	for (const { id } of stored) {
		const shown = await stage.rest.send('GET', `/rest/credentials/${id}?includeData=true`);
		const text = JSON.stringify(shown);
		assert.ok(!text.includes(tpnsApp.secretKey) && !text.includes(CALLBACK_TOKEN));
	}
});

for (const [words, expected] of [
	['tencent', ['Tencent Push (TPNS)', 'Tencent Push Service']],
	['tpns', ['Tencent Push (TPNS)']],
	['push notification', ['Tencent Push (TPNS)', 'Tencent Push Service']],
] as const) {
	test(`searching for "${words}" finds the nodes`, async () => {
		const found = await searchNodes(editor, stage.n8n.url, words);
		await editor.screenshot(`search-${words.replaceAll(' ', '-')}`);
		for (const name of expected) assert.ok(found.includes(name), `${name} is not in: ${found}`);
		assert.ok(expected.includes(found[0] as never), `the first is ${found[0]}`);
	});
}
