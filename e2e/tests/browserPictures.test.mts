import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { EditorPage } from '../editor/browser.mts';
import { keepPicture } from '../editor/pictures.mts';
import { NodePanel } from '../editor/nodePanel.mts';
import { signIn } from '../editor/session.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, codeNode, manualTrigger, ourNode } from '../support/workflows.mts';

const MOST_BYTES = 150_000;
const SIZE = { width: 1180, height: 640 };

let stage: Stage;

before(async () => {
	stage = await openStage('browser-pictures', { emulator: { contacts: 4, unknownTokens: 1 } });
});

after(() => stage?.close());

for (const scheme of ['light', 'dark'] as const) {
	test(`pictures for the documentation, ${scheme}`, async () => {
		const editor = await EditorPage.open(scheme);
		try {
			await editor.page.setViewportSize(SIZE);
			await signIn(editor, stage.n8n.url, stage.owner);
			await takePushResults(editor, scheme);
			await takeTrigger(editor, scheme);
			await takePreview(editor, scheme);
		} finally {
			await editor.close();
		}
	});
}

async function takePushResults(editor: EditorPage, scheme: string): Promise<void> {
	const contacts = JSON.stringify(
		stage.emulator.context.contacts.map(({ token }, index) => ({
			name: ['Ann', 'Bob', 'Cleo', 'Dan'][index],
			token,
		})),
	);
	const push = ourNode(stage, 'tpns', 'Send push', {
		devices: '={{ $json.token }}',
		title: 'Spring is here',
		content: 'Early access until Sunday.',
	});
	const { id } = await stage.rest.createWorkflow(
		chain(
			`Pictures ${scheme}`,
			manualTrigger(),
			codeNode('Contacts', `return ${contacts}.map((json) => ({ json }));`),
			push,
		),
	);
	const panel = await NodePanel.open(editor, stage.n8n.url, id, push.id);
	const output = await panel.execute();
	assert.match(output, /4 items/);
	await take(editor, `send-to-devices-${scheme}`);
}

async function takeTrigger(editor: EditorPage, scheme: string): Promise<void> {
	const trigger = ourNode(stage, 'tencentPushTrigger', 'Push events', { path: 'push-events' });
	const { id } = await stage.rest.createWorkflow(chain(`Trigger ${scheme}`, trigger));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, trigger.id);
	await panel.webhookUrls();
	await take(editor, `callback-trigger-${scheme}`);
}

async function takePreview(editor: EditorPage, scheme: string): Promise<void> {
	const push = ourNode(stage, 'tencentPush', 'Preview push', {
		resource: 'push',
		operation: 'sendToUsers',
		users: 'ann',
		title: 'Spring is here, and you see it first',
		content: 'Early access until Sunday.',
		ios: { subtitle: 'Members only' },
		android: { fcmImage: 'https://example.com/pictures/spring.png' },
		options: { badgeAdd: 1 },
		previewOnly: true,
	});
	const { id } = await stage.rest.createWorkflow(chain(`Preview ${scheme}`, manualTrigger(), push));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, push.id);
	await panel.execute();
	await panel.showOutputAs('binary');
	const { name, content } = await panel.downloadFile();
	assert.equal(name, 'notification-1.svg');
	assert.match(content.toString('utf8'), /^<svg .*role="img"/);
	const picture = (await panel.viewFile()).locator('.picture');
	assert.match(await picture.innerText(), /Title: Spring is here/);
	const background = await picture.evaluate((box) => getComputedStyle(box).backgroundImage);
	assert.ok(background.includes(content.toString('base64')));
	await take(editor, `preview-${scheme}`);
}

/** A picture of the node's panel, small enough for a README. */
async function take(editor: EditorPage, name: string): Promise<void> {
	const picture = await editor.byTestId('ndv').screenshot({
		animations: 'disabled',
		style: '.el-notification { display: none }',
	});
	await keepPicture(picture, name, MOST_BYTES);
}
