import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test, type TestContext } from 'node:test';

import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { EditorPage } from '../editor/browser.mts';
import { Canvas } from '../editor/canvas.mts';
import { countEffort, type Effort, keepEfforts } from '../editor/effort.mts';
import { keepPicture, pictureOf } from '../editor/pictures.mts';
import { signIn } from '../editor/session.mts';
import { repositoryFolder } from '../n8n/paths.mts';
import { type ChatModel, modelCredential, startChatModel } from '../support/chatModel.mts';
import { CALLBACK_TOKEN } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, manualTrigger, ourNode, START } from '../support/workflows.mts';

const SEARCH = 'tencent push';
const TPNS = 'Tencent Push (TPNS)';
const PUSH_SERVICE = 'Tencent Push Service';
const DAY_MS = 86_400_000;
const SIZE = { width: 1440, height: 1000 };
const MOST_BYTES = 150_000;

let stage: Stage;
let editor: EditorPage;
let takeEffort: () => Effort;
let model: ChatModel;
let decision: Record<string, unknown> = {};
const efforts: Record<string, Effort> = {};

before(async () => {
	stage = await openStage('browser-jobs', { emulator: { contacts: 30, unknownTokens: 2 } });
	model = await startChatModel(() => decision);
	await stage.rest.createCredential(modelCredential(model));
	editor = await EditorPage.open();
	takeEffort = await countEffort(editor.page);
	await signIn(editor, stage.n8n.url, stage.owner);
});

beforeEach(async () => {
	await editor.page.setViewportSize(SIZE);
	stage.emulator.control.clearRequests();
	takeEffort();
});

afterEach(async (context) => {
	const { name, passed } = context as TestContext & { passed?: boolean };
	const effort = takeEffort();
	if (passed && effort.clicks > 0) efforts[name] = effort;
	await editor.keepFailure(context as TestContext);
});

after(async () => {
	await keepEfforts(efforts);
	await editor?.close();
	await model?.close();
	await stage?.close();
});

test('a personal push to 30 contacts, previewed and sent', async () => {
	const { contacts } = stage.emulator.context;
	const canvas = await startByHand();
	const source = await canvas.addNext('code', 'Code', 'Code in JavaScript');
	const rows = contacts.map(({ name, token }) => ({ name, token }));
	await source.writeCode('jsCode', `return ${JSON.stringify(rows)}.map((json) => ({ json }));`);
	await source.close();

	const panel = await canvas.addNext(SEARCH, TPNS, 'Send push to devices');
	await panel.write('devices', '{{ $json.token }}');
	await panel.write('title', 'Hi {{ $json.name }}');
	await panel.write('content', 'Your order is ready.');
	await panel.toggle('previewOnly');
	const preview = await panel.execute();
	assert.match(preview, new RegExp(`Hi ${contacts[0].name}`));
	assert.deepEqual(requests('/v3/push/app'), []);
	await take('job-personal-push', 'node-parameters', 'output-panel');

	await panel.toggle('previewOnly');
	const results = await panel.executeAgain(/28 accepted, 2 invalid/);
	await editor.screenshot('job-personal-push-results');
	assert.match(results, /30 items/);
	const sent = requests('/v3/push/app').flatMap(({ body }) => {
		const { token_list: tokens, message } = body as Push;
		return tokens.map((token) => `${token}: ${message.title}, ${message.content}`);
	});
	assert.deepEqual(
		sent.sort(),
		contacts.map(({ token, name }) => `${token}: Hi ${name}, Your order is ready.`).sort(),
	);
});

test('a push by tags at nine in Berlin', async () => {
	const date = new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10);
	const canvas = await startByHand();
	const panel = await canvas.addNext(SEARCH, TPNS, 'Send push by tags');
	await panel.write('tagsAny', 'plus, business');
	await panel.write('title', 'Good morning');
	await panel.write('content', 'The spring collection is here.');
	await panel.choose('sendWhen', 'At a Time');
	await panel.writeTime('sendTime', `${date} 09:00:00`);
	await panel.chooseFromList('timeZone', /Europe\/Berlin/, 'Berlin');
	await editor.byTestId('parameter-input-tagRuleInput').evaluate((box) => box.scrollIntoView());
	await take('job-tags', 'node-parameters');
	const results = await panel.execute();

	assert.match(results, /1 item/);
	const [{ body, accepted }] = requests('/v3/push/app');
	assert.ok(accepted);
	const { audience_type: audience, tag_rules: rules, send_time: time } = body as Push;
	assert.equal(audience, 'tag');
	assert.match(JSON.stringify(rules), /"plus","business"/);
	assert.equal(time, inServerZone(date, '09:00', 'Europe/Berlin'));
});

test('a push that opens a web page, and a workflow that starts with a click', async () => {
	const [{ token }] = stage.emulator.context.contacts;
	const url = 'https://example.com/orders/42';
	const canvas = await startByHand();
	const push = await canvas.addNext(SEARCH, TPNS, 'Send push to devices');
	await push.write('devices', token);
	await push.write('title', 'Your order has shipped');
	await push.write('content', 'Tap to follow it.');
	await push.choose('onTap', 'Open Web Page');
	await push.write('webPage', url);
	await take('job-link', 'node-parameters');
	await push.execute();
	const [{ body, accepted }] = requests('/v3/push/app');
	assert.ok(accepted);
	const { action } = (body as Push).message.android;
	assert.deepEqual(action, { action_type: 2, browser: { url } });

	const reaction = await Canvas.empty(editor, stage.n8n.url);
	await reaction.addFirst(SEARCH, PUSH_SERVICE, 'On clicked');
	const trigger = await reaction.panel();
	const testUrl = await trigger.copyTestUrl();
	await trigger.listen();
	const { sdkAppId } = stage.emulator.pushService.identity;
	const sender = openCallbackSender({ url: testUrl, sdkAppId, token: CALLBACK_TOKEN });
	const answer = await sender.send({ command: 'Push.AllMemberPush', events: pushEvents(1) });
	await sender.close();
	assert.ok(answer.ok, answer.problem);
	const received = await trigger.received();
	await editor.page.setViewportSize({ ...SIZE, height: 600 });
	await take('job-click', 'node-parameters', 'output-panel');
	assert.match(received, /clicked/);
	assert.match(received, /user-0/);
});

test('the report of a push on the next morning', async () => {
	const title = 'Yesterday’s campaign';
	const push = ourNode(stage, 'tpns', 'Send push', {
		devices: stage.emulator.context.contacts.map(({ token }) => token).join(','),
		title,
		content: 'Until Sunday.',
	});
	const { id } = await stage.rest.createWorkflow(chain('Yesterday', manualTrigger(), push));
	assert.equal((await stage.rest.runWorkflow(id, START)).status, 'success');
	// Longer, and the emulator's clock is too far from the one that signs requests.
	stage.emulator.control.advance(10_000);

	const canvas = await startByHand();
	const report = await canvas.addNext(SEARCH, TPNS, 'Get report of pushes');
	await report.chooseFromList('pushId', title);
	await report.toggle('includeHtml');
	const shown = await report.execute();
	await editor.screenshot('job-report-numbers');
	for (const stageOfFunnel of ['sent', 'delivered', 'clicked'])
		assert.ok(shown.includes(stageOfFunnel));
	await report.showOutputAs('binary');
	const page = (await report.viewFile()).locator('body');
	await page.filter({ hasText: 'Delivered' }).waitFor();
	assert.ok((await page.innerText()).includes(title));
	await keepPicture(await page.screenshot(), 'job-report', MOST_BYTES);
});

test('the node as a tool of an AI agent', async () => {
	const [, { token }] = stage.emulator.context.contacts;
	const canvas = await Canvas.empty(editor, stage.n8n.url);
	await canvas.addFirst('agent', 'AI Agent');
	const agent = await canvas.panel();
	await agent.close();
	const chat = await canvas.addBelow('AI Agent', 'ai_languageModel', 'openai', 'OpenAI Chat Model');
	await chat.toggle('responsesApiEnabled');
	await chat.close();
	const tool = await canvas.addBelow('AI Agent', 'ai_tool', SEARCH, `${TPNS} Tool`);
	await tool.letModelDefine('devices');
	await tool.letModelDefine('title');
	await tool.write('content', 'Until Sunday.');
	await take('job-tool', 'node-parameters');
	await tool.close();

	decision = { Device_Tokens: token, Title: 'The sale has begun' };
	await canvas.chat('Tell the customer that the sale has begun', 'Done.');
	const [{ body, accepted }] = requests('/v3/push/app');
	assert.ok(accepted);
	assert.deepEqual((body as Push).token_list, [token]);
	assert.equal((body as Push).message.title, 'The sale has begun');
	assert.match(model.toolAnswer(), /accepted/);
});

test('the documentation says how many clicks each job takes', async () => {
	const page = await readFile(join(repositoryFolder, 'docs', 'first-campaigns.md'), 'utf8');
	const said = [...page.matchAll(/^\| \[(.+)\]\(.*\) +\| +(\d+) +\| +(\d+) +\|$/gm)].map(
		([, job, clicks, fields]) => `${job}: ${clicks} clicks, ${fields} fields`,
	);
	const counted = Object.entries(efforts).map(
		([job, { clicks, fields }]) =>
			`${job[0].toUpperCase()}${job.slice(1)}: ${clicks} clicks, ${fields} fields`,
	);
	assert.deepEqual(said, counted);
});

interface Push {
	audience_type: string;
	token_list: string[];
	tag_rules: unknown;
	send_time: string;
	message: { title: string; content: string; android: { action: unknown } };
}

function requests(path: string) {
	return stage.emulator.control.requests(path);
}

/** An empty workflow that starts by a click. */
async function startByHand(): Promise<Canvas> {
	const canvas = await Canvas.empty(editor, stage.n8n.url);
	await canvas.addFirst('manual', 'Manual Trigger');
	return canvas;
}

/** A local time as TPNS has it, which is eight hours ahead of UTC all year. */
function inServerZone(date: string, time: string, zone: string): string {
	const asUtc = new Date(`${date}T${time}:00Z`);
	const offset =
		new Date(asUtc.toLocaleString('en-US', { timeZone: zone })).getTime() -
		new Date(asUtc.toLocaleString('en-US', { timeZone: 'UTC' })).getTime();
	const inChina = new Date(asUtc.getTime() - offset + 8 * 3_600_000);
	return inChina.toISOString().slice(0, 19).replace('T', ' ');
}

/** A picture for the documentation. */
async function take(name: string, ...parts: string[]): Promise<void> {
	await keepPicture(await pictureOf(editor, ...parts), name, MOST_BYTES);
}
