import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Device } from '../../emulator/devices.mts';
import { type Execution, itemsOf } from '../n8n/types.mts';
import { modelCredential, startScriptedModel } from '../support/chatModel.mts';
import { CALLBACK_TOKEN } from '../support/credentials.mts';
import { answer, waitsForAnswer } from '../support/question.mts';
import { type Changes, storeRecipe } from '../support/recipe.mts';
import { type Recorder, startRecorder } from '../support/recorder.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { webhookListens } from '../support/webhooks.mts';
import { START } from '../support/workflows.mts';

const PUSH = '/v3/push/app';
const SHORT_WAIT = { amount: 1, unit: 'seconds' };

let stage: Stage;
/** The CRM and the other systems that the recipes speak of. */
let others: Recorder;
/** What the CRM answers when a recipe asks for its contacts. */
let contacts: Array<Record<string, unknown>> = [];
/** What the CRM exports as a file. */
let file = '';

before(async () => {
	stage = await openStage('recipes', { emulator: { contacts: 0 } });
	others = await startRecorder(({ path }) => {
		if (path === '/contacts') return contacts;
		return path === '/exports/accounts.csv' ? file : {};
	});
	// Pushes are finished when the recipes ask for their reports.
	Object.assign(stage.emulator.tpns.settings, { initTime: 0, waitTime: 0, sendingTime: 0 });
});

after(async () => {
	await others?.close();
	await stage?.close();
});

async function until<T>(look: () => T | undefined | false, timeoutMs = 60_000): Promise<T> {
	for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
		const found = look();
		if (found) return found;
	}
	throw new Error('nothing came');
}

/** Runs a recipe from its manual start to its end. */
async function run(file: string, changes: Changes = {}): Promise<Execution> {
	const id = await storeRecipe(stage, file, others.url, changes);
	return await stage.rest.runWorkflow(id, START);
}

function succeeded(execution: Execution): void {
	const { error } = execution.data.resultData;
	assert.equal(execution.status, 'success', `${error?.message}: ${error?.description}`);
}

/** The items that a node gave out in all its runs. */
function allItems({ data }: Execution, node: string): Array<Record<string, unknown>> {
	const runs = data.resultData.runData[node] ?? [];
	return runs.flatMap((one) => (one.data?.main?.[0] ?? []).map(({ json }) => json));
}

/** Phones of people who watch them, by TPNS token, and the people as the CRM's contacts. */
function tpnsPhones(count: number, prefix: string): Device[] {
	const tokens = Array.from(
		{ length: count },
		(_, i) => prefix.padEnd(36 - String(i).length, '-') + i,
	);
	contacts = tokens.map((token) => ({ token }));
	return tokens.map((token) => stage.emulator.tpns.addDevice({ token, attended: true }));
}

/** A phone of a person who watches it, by UserID. */
function servicePhone(userId: string): Device {
	const { devices, clock } = stage.emulator.context;
	const phone = { userId, platform: 'android', vendor: 'xiaomi', attended: true } as const;
	return devices.register(phone, clock.now());
}

/** Publishes a recipe whose trigger gets the callbacks of the emulator's Push Service. */
async function publish(id: string, callbackPath?: string): Promise<void> {
	await stage.rest.activateWorkflow(id);
	if (callbackPath === undefined) return;
	const url = `${stage.n8n.url}/webhook/${callbackPath}`;
	await webhookListens(url);
	stage.emulator.pushService.callbacks.configure({ url, token: CALLBACK_TOKEN });
}

/** Posts to a webhook of a recipe as the CRM does. */
async function post(path: string, body: unknown): Promise<void> {
	const send = async () =>
		await fetch(`${stage.n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	for (let attempt = 0; attempt < 100; attempt++) {
		const { status } = await send();
		if (status === 200) return;
		assert.equal(status, 404);
		await sleep(100);
	}
	throw new Error(`${path} does not listen`);
}

/** What a system other than Tencent got at a path. */
const received = (path: string) =>
	others.requests.filter((request) => request.path === path).map(({ body }) => body);

const titlesOn = ({ inbox }: Device) => inbox.map(({ title }) => title);

/** The body of a request that schedules a push, as far as tests look at it. */
interface ScheduledPush {
	SchedAt: string;
	Content: { To_Account: string[] };
}

const testTexts = { titleA: 'Text A', titleB: 'Text B' };

/** The group of a token as the note of the A/B test says it: by a hash of campaign and token. */
function groupOf(campaign: string, token: string, share: number): 'A' | 'B' | 'rest' {
	const hash = createHash('sha256').update(`${campaign} ${token}`).digest();
	const place = (hash.readUInt32BE(0) / 2 ** 32) * 100;
	return place < share ? 'A' : place < 2 * share ? 'B' : 'rest';
}

test('ab-test: two small groups by hash, and the text that was clicked more to the others', async () => {
	const phones = tpnsPhones(300, 'ab');
	const settings = { campaign: 'ab', testShare: 20, ...testTexts };
	const id = await storeRecipe(stage, 'ab-test', others.url, {
		Settings: settings,
		'Wait for clicks': { amount: 3, unit: 'seconds' },
	});
	const execution = stage.rest.runWorkflow(id, START);
	const expected = phones.map(({ token }) => groupOf('ab', token, 20));
	const size = (group: string) => expected.filter((one) => one === group).length;
	assert.ok(size('A') > 30 && size('B') > 30 && size('rest') > 120);

	const got = (title: string) => phones.filter((phone) => titlesOn(phone).includes(title));
	await until(() => got('Text A').length === size('A') && got('Text B').length === size('B'));
	for (const [title, clicks] of [
		['Text A', 3],
		['Text B', 9],
	] as const) {
		for (const phone of got(title).slice(0, clicks)) {
			stage.emulator.context.devices.click(phone, phone.inbox[0].id);
		}
	}
	const finished = await execution;
	succeeded(finished);
	assert.deepEqual(itemsOf(finished.data.resultData.runData, 'Winner')[0].json, {
		winner: 'B',
		title: 'Text B',
		groups: {
			A: { delivered: size('A'), clicked: 3 },
			B: { delivered: size('B'), clicked: 9 },
		},
	});
	await until(() => got('Text B').length === size('B') + size('rest'));
	const wanted = expected.map((group) => [group === 'A' ? 'Text A' : 'Text B']);
	assert.deepEqual(phones.map(titlesOn), wanted);
});

test('ab-test: a group without contacts loses', async () => {
	const phones = tpnsPhones(100, 'aba');
	const isB = ({ token }: Device) => groupOf('aba', token, 20) === 'B';
	contacts = phones.filter((phone) => !isB(phone)).map(({ token }) => ({ token }));
	const settings = { campaign: 'aba', testShare: 20, ...testTexts };
	succeeded(await run('ab-test', { Settings: settings, 'Wait for clicks': SHORT_WAIT }));
	assert.deepEqual(
		phones.map(titlesOn),
		phones.map((phone) => (isB(phone) ? [] : ['Text A'])),
	);
});

test('ab-test: without a delivered test push the others get none', async () => {
	const phones = tpnsPhones(60, 'abf');
	const known = stage.emulator.control.requests(PUSH).length;
	stage.emulator.control.addFault({ kind: 'code', path: PUSH, times: 'always', code: 1008011 });
	const { status, data } = await run('ab-test', {
		Settings: { campaign: 'abf', testShare: 20 },
		'Wait for clicks': SHORT_WAIT,
	});
	stage.emulator.control.clearFaults();
	assert.equal(status, 'error');
	assert.match(data.resultData.error?.message ?? '', /no test push/);
	assert.equal(stage.emulator.control.requests(PUSH).length, known + 2);
	assert.deepEqual(phones.flatMap(titlesOn), []);
});

const waves = { Settings: { firstWave: 20, growth: 3, failureLimit: 10 }, Wait: SHORT_WAIT };

test('send-in-waves: growing waves to everybody when few fail', async () => {
	const phones = tpnsPhones(200, 'wave');
	contacts[150] = { token: 'not-registered'.padEnd(36, '-') };
	const id = await storeRecipe(stage, 'send-in-waves', others.url, waves);
	const execution = await stage.rest.runWorkflow(id, START);
	succeeded(execution);
	const sizes = allItems(execution, 'Sum up wave').map((wave) => [wave.recipients, wave.failed]);
	assert.deepEqual(sizes, [
		[20, 0],
		[60, 0],
		[120, 1],
	]);
	assert.equal(phones.filter(({ inbox }) => inbox.length === 1).length, 199);

	for (let i = 0; i < 5; i++) {
		const token = `late-${i}`.padEnd(36, '-');
		phones.push(stage.emulator.tpns.addDevice({ token, attended: true }));
		contacts.unshift({ token });
	}
	const again = await stage.rest.runWorkflow(id, START);
	succeeded(again);
	const [wave] = allItems(again, 'Sum up wave');
	assert.deepEqual([wave.recipients, wave.sent], [5, 5]);
	assert.equal(phones.filter(({ inbox }) => inbox.length === 1).length, 204);
});

test('send-in-waves: stops when too many of a wave cannot be reached', async () => {
	const phones = tpnsPhones(200, 'stop');
	for (let i = 20; i < 30; i++) contacts[i] = { token: `gone-${i}`.padEnd(36, '-') };
	const { status, data } = await run('send-in-waves', waves);
	assert.equal(status, 'error');
	assert.match(data.resultData.error?.message ?? '', /after wave 2: 10 of 60 contacts/);
	assert.deepEqual(
		phones.map(({ inbox }) => inbox.length),
		phones.map((_, i) => (i < 20 || (i >= 30 && i < 80) ? 1 : 0)),
	);
});

test('send-in-waves: stops when TPNS refuses a wave', async () => {
	const phones = tpnsPhones(100, 'refuse');
	const { control } = stage.emulator;
	control.addFault({ kind: 'code', path: PUSH, times: 'always', code: 1008011 });
	const { status, data } = await run('send-in-waves', waves);
	control.clearFaults();
	assert.equal(status, 'error');
	assert.match(data.resultData.error?.message ?? '', /accepted no push/);
	assert.deepEqual(phones.flatMap(titlesOn), []);
});

/** The time of day in a zone, such as 09:00. */
function clockIn(timeZone: string, date: Date): string {
	return date.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}

test('local-morning: nine in the morning of each zone, within a day, once in two runs', async () => {
	const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
	contacts = zones.flatMap((timeZone, index) =>
		[1, 2, 3].map((person) => ({ user: `morning-${index}-${person}`, timeZone })),
	);
	for (const { user } of contacts) servicePhone(String(user));
	const requests = () => stage.emulator.control.requests('/v4/timpush/add_sched_task');
	const known = requests().length;
	const id = await storeRecipe(stage, 'local-morning', others.url);
	const execution = await stage.rest.runWorkflow(id, START);
	succeeded(execution);
	succeeded(await stage.rest.runWorkflow(id, START));
	const bodies = requests()
		.slice(known)
		.map(({ body }) => body as ScheduledPush);
	const got = new Map<string, Date>();
	for (const { SchedAt, Content } of bodies) {
		for (const user of Content.To_Account) got.set(user, new Date(`${SchedAt.replace(' ', 'T')}Z`));
	}
	assert.equal(bodies.length, zones.length);
	assert.equal(got.size, contacts.length);
	for (const { user, timeZone } of contacts) {
		const time = got.get(String(user));
		assert.ok(time);
		assert.equal(clockIn(String(timeZone), time), '09:00');
		const ahead = time.getTime() - Date.parse(execution.startedAt);
		assert.ok(ahead > 0 && ahead <= 24 * 3_600_000 + 600_000, `${ahead} ms ahead`);
	}
});

test('frequency-cap: the third push of a week is withheld', async () => {
	const [often, seldom] = ['cap-often', 'cap-seldom'].map(servicePhone);
	const id = await storeRecipe(stage, 'frequency-cap', others.url);
	const visit = async (...users: string[]) => {
		contacts = users.map((user) => ({ user }));
		succeeded(await stage.rest.runWorkflow(id, START));
	};
	await visit('cap-often');
	await visit('cap-often', 'cap-seldom');
	await visit('cap-often', 'cap-seldom');
	await visit('cap-often');
	assert.deepEqual(
		[often, seldom].map(({ inbox }) => inbox.length),
		[2, 2],
	);
});

test('wait-for-click: who clicks and who does not are told apart', async () => {
	const [quick, idle] = ['click-quick', 'click-idle'].map(servicePhone);
	const id = await storeRecipe(stage, 'wait-for-click', others.url, {
		'Wait for click': { resumeAmount: 5, resumeUnit: 'seconds' },
	});
	await publish(id, 'push-wait');
	// The first events come at once, so that both executions would create the table.
	await Promise.all(
		['click-quick', 'click-idle'].map((user) => post('order-shipped', { user, order: '1024' })),
	);
	const [first] = await until(() => quick.inbox.length > 0 && quick.inbox);
	stage.emulator.context.devices.click(quick, first.id);
	await until(() => received('/clicks').length > 0, 100_000);
	await until(() => idle.inbox.length > 1, 100_000);
	await stage.rest.deactivateWorkflow(id);
	const clicks = received('/clicks') as Array<{ user: string; clickedAt: string }>;
	assert.deepEqual(
		clicks.map(({ user }) => user),
		['click-quick'],
	);
	assert.ok(Date.parse(clicks[0].clickedAt) > 0);
	assert.deepEqual(titlesOn(quick), ['Your order is on its way']);
	assert.deepEqual(titlesOn(idle), ['When may we deliver?', 'Your order is on its way']);
});

test('fallback-channel: a text message to those whose phone did not get the push', async () => {
	servicePhone('fallback-on');
	stage.emulator.pushService.accounts.importUser('fallback-off');
	const users = ['fallback-on', 'fallback-off', 'fallback-unknown'];
	contacts = users.map((user) => ({ user, phone: `+49 ${user}` }));
	const id = await storeRecipe(stage, 'fallback-channel', others.url, {
		Wait: { amount: 5, unit: 'seconds' },
	});
	await publish(id, 'push-delivered');
	succeeded(await stage.rest.runWorkflow(id, START));
	await stage.rest.deactivateWorkflow(id);
	const text = 'We deliver today. Between 9 and 12';
	assert.deepEqual(received('/messages'), [
		{ to: '+49 fallback-off', text },
		{ to: '+49 fallback-unknown', text },
	]);
});

test('audience-from-file: a file of accounts becomes one push and a report', async () => {
	const people = stage.emulator.tpns.addContacts({ count: 5_000, unknownTokens: 0 });
	file = people.map(({ account }) => account).join('\n');
	const known = stage.emulator.control.requests(PUSH).length;
	succeeded(await run('audience-from-file', { Wait: SHORT_WAIT }));
	const pushes = stage.emulator.control.requests(PUSH).slice(known);
	assert.equal(pushes.length, 1);
	assert.equal((pushes[0].body as { audience_type: string }).audience_type, 'package_account_push');
	const [{ text }] = received('/hooks/marketing') as Array<{ text: string }>;
	assert.match(text, /^Spring: 5000 devices, 4\d{3} sent, 4\d{3} delivered, \d+ clicked$/);
});

test('members-by-city: gold members of one city', async () => {
	const members = ['gold Shenzhen', 'gold Beijing', 'free Shenzhen'].map((words, index) => {
		const [level, city] = words.split(' ');
		return { user: `member-${index}`, level, city };
	});
	const phones = members.map(({ user }) => servicePhone(user));
	contacts = members;
	const id = await storeRecipe(stage, 'members-by-city', others.url);
	succeeded(await stage.rest.runWorkflow(id, 'Every night'));
	succeeded(await stage.rest.runWorkflow(id, START));
	assert.deepEqual(phones.map(titlesOn), [['For our gold members'], [], []]);

	contacts = [
		{ ...members[0], city: 'Beijing' },
		{ ...members[2], level: 'gold' },
	];
	succeeded(await stage.rest.runWorkflow(id, 'Every night'));
	succeeded(await stage.rest.runWorkflow(id, START));
	assert.deepEqual(
		phones.map(({ inbox }) => inbox.length),
		[1, 0, 1],
	);
});

test('followers-of-a-topic: followers of either topic, not those who stopped', async () => {
	const users = ['topic-a', 'topic-b', 'topic-both', 'topic-stopped', 'topic-other'];
	const phones = users.map(servicePhone);
	const id = await storeRecipe(stage, 'followers-of-a-topic', others.url);
	await publish(id);
	for (const [user, topic, following] of [
		['topic-a', 'football', true],
		['topic-b', 'handball', true],
		['topic-both', 'football', true],
		['topic-both', 'handball', true],
		['topic-stopped', 'football', true],
		['topic-other', 'chess', true],
	]) {
		await post('topic-follows', { user, topic, following });
	}
	const tags = (user: string) => stage.emulator.pushService.accounts.get(user)?.tags.size;
	await until(() => tags('topic-both') === 2 && tags('topic-stopped') === 1);
	await post('topic-follows', { user: 'topic-stopped', topic: 'football', following: false });
	await until(() => tags('topic-stopped') === 0 && tags('topic-other') === 1);
	await stage.rest.deactivateWorkflow(id);
	succeeded(await stage.rest.runWorkflow(id, START));
	assert.deepEqual(
		phones.map(({ inbox }) => inbox.length),
		[1, 1, 1, 0, 0],
	);
});

test('announce-and-remind: kept for seven days, and a reminder on the day', async () => {
	const phone = servicePhone('announced');
	const { accounts, tags } = stage.emulator.pushService;
	const account = accounts.get('announced');
	assert.ok(account);
	tags.add(account, ['members']);
	const requests = () => stage.emulator.control.requests('/v4/all_member_push/im_push');
	const known = requests().length;
	const day = new Date(Date.now() + 6_000).toISOString();
	const id = await storeRecipe(stage, 'announce-and-remind', others.url, { Settings: { day } });
	const execution = stage.rest.runWorkflow(id, START);
	await until(() => phone.inbox.length === 1);
	assert.ok(Date.now() < Date.parse(day));
	succeeded(await execution);
	assert.ok(Date.now() >= Date.parse(day));
	const kept = requests().map(({ body }) => (body as { MsgLifeTime: number }).MsgLifeTime);
	assert.deepEqual(kept.slice(known), [604_800, 36_000]);
	assert.deepEqual(
		phone.inbox.map(({ content }) => content),
		['Today from 10 to 18', 'Come and see the new store'],
	);
});

for (const [decision, arrives] of [
	['approve', true],
	['decline', false],
] as const) {
	test(`ai-campaign-assistant: a person answers ${decision}`, async () => {
		const { tpns, context } = stage.emulator;
		const lead = tpns.addDevice({ token: `lead-${decision}`.padEnd(36, '-'), attended: true });
		context.devices.bindAccount(lead, 'marketing-lead', 0, context.clock.now());
		const reader = tpns.addDevice({ token: `reader-${decision}`.padEnd(36, '-'), attended: true });
		reader.tags.add('newsletter');
		const draft = { title: `Sale ${decision}`, content: '20% off until Sunday' };
		const model = await startScriptedModel([
			{ tool: 'Preview_push', arguments: draft },
			{ tool: 'Send_push', arguments: { toolParameters: draft, hitlParameters: {} } },
		]);
		const openAiApi = await stage.rest.createCredential(modelCredential(model));
		const known = stage.emulator.control.requests(PUSH).length;
		const id = await storeRecipe(
			stage,
			'ai-campaign-assistant',
			others.url,
			{},
			{
				'@n8n/n8n-nodes-langchain.lmChatOpenAi': { openAiApi },
			},
		);
		const executionId = await stage.rest.startWorkflow(id, START);
		await waitsForAnswer(stage, executionId);
		const asked = await until(() => lead.inbox.at(0));
		assert.equal(asked.content, `Sale ${decision}: 20% off until Sunday`);
		assert.ok(asked.page);
		assert.equal(stage.emulator.control.requests(PUSH).length, known + 1);
		await answer(asked.page, { answer: decision });
		succeeded(await stage.rest.waitForExecution(executionId));
		assert.equal(stage.emulator.control.requests(PUSH).length, known + (arrives ? 2 : 1));
		if (arrives) await until(() => titlesOn(reader).includes('Sale approve'));
		assert.match(model.toolAnswer(), arrives ? /accepted/ : /rejected/);
		await model.close();
	});
}
