import * as workflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { TencentPushTrigger } from '../../../nodes/TencentPushTrigger/TencentPushTrigger.node';

const { description } = new TencentPushTrigger();
const { webhooks, properties, version } = description;
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

test('a fresh trigger has a short path of fixed text', () => {
	const parameters = workflow.NodeHelpers.getNodeParameters(
		properties,
		{},
		true,
		false,
		null,
		description,
	) as INodeParameters;
	expect(workflow.nodeParametersAreStatic({ parameters })).toBe(true);
	expect(workflow.resolveWebhookDescriptionField({ parameters }, webhook, 'path')).toEqual({
		resolved: true,
		value: 'tencent-push',
	});
	expect(hintsOf('tencent-push')).toEqual([]);
});

test('n8n says what is to be done in the console, not that it listens now', () => {
	const { activationMessage, eventTriggerDescription, triggerPanel } = description;
	for (const text of [activationMessage, eventTriggerDescription, JSON.stringify(triggerPanel)]) {
		expect(text).toContain('Chat console');
	}
	expect(properties.find(({ type }) => type === 'notice')?.displayName).toContain(
		'anyone who knows this URL and the SDKAppID can send events',
	);
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

beforeAll(() => startExpressionEngine('legacy'));
afterAll(stopExpressionEngine);

/** What stands above the output for a path. */
function hintsOf(path: string): string[] {
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
}

test.each([
	['push-events', []],
	['={{ $webhookId.slice(0, 8) }}', []],
	['a-path-that-is-longer-than-24', [expect.stringContaining('63 characters')]],
	['events!', [expect.stringContaining('! $ & ?')]],
	['a&b', [expect.stringContaining('! $ & ?')]],
])('for the path %s', (path, messages) => {
	expect(hintsOf(path)).toEqual(messages);
});
