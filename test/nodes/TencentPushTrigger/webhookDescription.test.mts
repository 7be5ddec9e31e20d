import * as workflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { TencentPushTrigger } from '../../../nodes/TencentPushTrigger/TencentPushTrigger.node';

const {
	description: { webhooks, properties, version },
} = new TencentPushTrigger();
const [webhook] = webhooks as IWebhookDescription[];

test('with a fixed path, n8n needs no expression engine for a request', () => {
	expect(version).toBeGreaterThan(1);
	expect(workflow.webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
	const parameters: INodeParameters = { path: 'push-events' };
	expect(workflow.resolveWebhookDescriptionField({ parameters }, webhook, 'path')).toEqual({
		resolved: true,
		value: 'push-events',
	});
});

test('an n8n that does not know how gets an expression', () => {
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({
			...workflow,
			webhookDescriptionFields: undefined,
			fromParameter: undefined,
		}));
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		const old = require('../../../nodes/TencentPushTrigger/TencentPushTrigger.node');
		const [{ path }] = new old.TencentPushTrigger().description.webhooks;
		expect(path).toBe('={{$parameter["path"]}}');
	});
	jest.dontMock('n8n-workflow');
});

test('n8n answers what the node gives it, after it has stored the execution', () => {
	expect(webhook).toMatchObject({
		httpMethod: 'POST',
		isFullPath: true,
		responseMode: 'onReceived',
		responseData: '',
	});
});

test('the form says where the URL goes and what Tencent refuses', () => {
	const setup = properties.find(({ type }) => type === 'notice');
	expect(setup?.displayName).toContain('Production URL');
	expect(setup?.displayName).toContain('63 characters');
});

describe('hints', () => {
	beforeAll(() => startExpressionEngine('legacy'));
	afterAll(stopExpressionEngine);

	const hintsFor = (path: string) => {
		const node = {
			id: '1',
			webhookId: '0123456789abcdef',
			name: 'Trigger',
			type: 'tencentPushTrigger',
			typeVersion: 2,
			position: [0, 0] as [number, number],
			parameters: { path },
		};
		const type = new TencentPushTrigger();
		const own = new workflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => type,
				getByNameAndVersion: () => type,
				getKnownTypes: () => ({}),
			} as never,
		});
		return (type.description.hints ?? [])
			.filter(
				({ displayCondition }) =>
					own.expression.getSimpleParameterValue(node, displayCondition, 'internal', {}) === true,
			)
			.map(({ message }) => message);
	};

	test.each([
		['push-events', []],
		['={{ $webhookId.slice(0, 8) }}', []],
		['a-path-that-is-longer-than-24', [expect.stringContaining('63 characters')]],
		['events!', [expect.stringContaining('! $ & ?')]],
		['a&b', [expect.stringContaining('! $ & ?')]],
	])('for the path %s', (path, messages) => {
		expect(hintsFor(path)).toEqual(messages);
	});
});
