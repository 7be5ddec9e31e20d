import type { ILoadOptionsFunctions, INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { TencentPush } from '../../../nodes/TencentPush/TencentPush.node.ts';
import { TencentChatApi } from '../../../credentials/TencentChatApi.credentials.ts';
import { callService } from '../../support/pushServiceState.mts';
import { chatCredentials } from '../../support/tencentPush.mts';

const node = new TencentPush();
const { description } = node;

const engine = { typeVersion: 1 } as INode;

/** The fields that the editor shows, with the options that their collections offer. */
function form(parameters: INodeParameters): INodeProperties[] {
	const given = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		engine,
		description,
	) as INodeParameters;
	const isShown = (property: INodeProperties) =>
		property.type !== 'hidden' &&
		NodeHelpers.displayParameter(given, property, engine, description);
	return description.properties.filter(isShown).map((field) => {
		if (field.type !== 'collection') return field;
		return { ...field, options: (field.options as INodeProperties[]).filter(isShown) };
	});
}

/** Names of the fields that the editor shows. */
function shown(parameters: INodeParameters): string[] {
	return form(parameters).map(({ name }) => name);
}

const push = (operation: string, more: INodeParameters = {}) =>
	shown({ resource: 'push', operation, ...more });

/** Options that the form offers. */
function optionsIn(parameters: INodeParameters): string[] {
	const options = form(parameters).find(({ name }) => name === 'options');
	return (options?.options ?? []).map(({ name }) => name);
}

describe('the form', () => {
	test('shows no field twice', () => {
		for (const { name, options } of description.properties.filter(
			(property) => property.name === 'operation',
		)) {
			expect(name).toBe('operation');
			for (const option of options ?? []) {
				for (const apiFamily of ['pushService', 'chat']) {
					const resource = (description.properties.find((one) => one.options === options)
						?.displayOptions?.show?.resource ?? [])[0] as string;
					const operation = 'value' in option ? String(option.value) : '';
					const fields = shown({ resource, operation, apiFamily });
					expect(fields).toEqual([...new Set(fields)]);
				}
			}
		}
	});

	test('shows of a family only what it has', () => {
		const pushService = push('sendByTags');
		expect(pushService).toEqual(
			expect.arrayContaining(['apiFamily', 'tagsNone', 'messageType', 'title', 'addChatMessage']),
		);
		expect(pushService).not.toContain('chatText');
		const chat = push('sendByTags', { apiFamily: 'chat' });
		expect(chat).toEqual(
			expect.arrayContaining(['apiFamily', 'tagsAny', 'chatText', 'messageType', 'title']),
		);
		expect(chat).not.toContain('tagsNone');
		expect(chat).not.toContain('addChatMessage');
	});

	test.each([
		['push', 'sendToUsers'],
		['push', 'revoke'],
		['tag', 'replace'],
		['scheduledPush', 'create'],
		['statistics', 'getReport'],
		['chatMessage', 'sendToUser'],
	])('%s: %s, which the older family lacks, does not ask for it', (resource, operation) => {
		expect(shown({ resource, operation })).not.toContain('apiFamily');
	});

	test('asks for the options of its family', () => {
		const optionsOf = (apiFamily: string) =>
			optionsIn({ resource: 'push', operation: 'sendToAll', apiFamily });
		expect(optionsOf('pushService')).toContain('dataId');
		expect(optionsOf('pushService')).not.toContain('lifeTime');
		expect(optionsOf('chat')).toContain('lifeTime');
		expect(optionsOf('chat')).not.toContain('dataId');
	});

	test('offers no field that would mix tags and attributes', () => {
		expect(push('sendByTags').filter((name) => name.startsWith('attributes'))).toEqual([]);
		expect(push('sendByAttributes').filter((name) => name.startsWith('tags'))).toEqual([]);
	});

	test('asks for the broadcast switch when tags only leave users out', () => {
		expect(push('sendByTags', { tagsNone: 'vip' })).toContain('confirmBroadcast');
		expect(push('sendByTags', { tagsNone: 'vip', tagsAny: 'a' })).not.toContain('confirmBroadcast');
		expect(push('sendByTags', { tagsAny: 'a' })).not.toContain('confirmBroadcast');
	});

	test('shows text, template or data as the message type says', () => {
		const fields = (messageType: string) => push('sendToUsers', { messageType });
		const options = (messageType: string) =>
			optionsIn({ resource: 'push', operation: 'sendToUsers', messageType });
		expect(fields('notify')).toEqual(
			expect.arrayContaining(['title', 'tapNotice', 'customContent']),
		);
		expect(fields('template')).toEqual(expect.arrayContaining(['templateId', 'templateValues']));
		expect(fields('template')).not.toContain('title');
		expect(fields('message')).toContain('customContent');
		expect(fields('message')).not.toContain('tapNotice');
		expect(options('notify')).toEqual(expect.arrayContaining(['otherLanguages', 'ios', 'android']));
		expect(options('template')).not.toContain('otherLanguages');
		expect(options('message')).not.toContain('ios');
	});

	test('previews every send', () => {
		for (const [resource, operation] of [
			...['sendToUsers', 'sendByTags', 'sendByAttributes', 'sendToAll'].map((one) => ['push', one]),
			...['sendToUser', 'sendToUsers', 'sendToGroup'].map((one) => ['chatMessage', one]),
			['scheduledPush', 'create'],
			['scheduledPush', 'update'],
		]) {
			expect(shown({ resource, operation })).toContain('previewOnly');
		}
	});
});

describe('the list of scheduled pushes', () => {
	let emulator: Emulator;
	const start = Date.now();
	const timeOf = (index: number) =>
		new Date(start + (index + 1) * 86_400_000).toISOString().slice(0, 10) + ' 10:00:00';
	beforeEach(async () => {
		emulator = await startEmulator({ pushService: { settings: { frequencyLimits: false } } });
		for (let index = 0; index < 25; index++) {
			await callService(emulator, 'timpush/add_sched_task', {
				Sdkappid: emulator.pushService.identity.sdkAppId,
				Type: 'All',
				SchedAt: timeOf(index),
				Content: {
					From_Account: 'administrator',
					OfflinePushInfo: { PushFlag: 0, Title: `Push ${index}`, Desc: 'D' },
				},
			});
		}
	});
	afterEach(() => emulator.close());

	/** What the editor hands to a list search, with a request helper that applies the credential. */
	const editor = () => {
		const { tencentChatApi } = chatCredentials(emulator);
		return {
			getCredentials: async () => await Promise.resolve(tencentChatApi),
			helpers: {
				async httpRequestWithAuthentication(_type: string, options: { url: string }) {
					const settled = await new TencentChatApi().authenticate(tencentChatApi, options);
					const query = new URLSearchParams(settled.qs as Record<string, string>);
					const response = await fetch(`${settled.url}?${query}`, {
						method: 'POST',
						body: settled.body as string,
					});
					return { statusCode: response.status, body: await response.text() };
				},
			},
		} as unknown as ILoadOptionsFunctions;
	};
	const { searchScheduledPushes } = node.methods.listSearch;

	test('has the latest first', async () => {
		const { results } = await searchScheduledPushes.call(editor());
		expect(results).toHaveLength(25);
		expect(results[0].name).toBe(`Push 24 (${timeOf(24)} UTC, pending)`);
		expect(results[0].value).toMatch(/^\d+$/);
	});

	test('is searched by text', async () => {
		const { results } = await searchScheduledPushes.call(editor(), 'Push 7');
		expect(results.map(({ name }) => name)).toEqual([`Push 7 (${timeOf(7)} UTC, pending)`]);
	});
});
