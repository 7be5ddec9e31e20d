import { HookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeParameters,
	INodeTypes,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { TencentPushTrigger } from '../../../nodes/TencentPushTrigger/TencentPushTrigger.node';
import {
	credentialsHelper,
	loadPackage,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../support/engine.mts';
import { chatCredentials } from '../../support/webhook.mts';

beforeAll(() => startExpressionEngine('legacy'));
afterAll(stopExpressionEngine);

/** Publishes the trigger as n8n does, and gives what it writes to the log. */
async function publish(
	parameters: INodeParameters = {},
	credential: object = chatCredentials.tencentChatApi,
	base = 'https://n8n.example.com/webhook',
): Promise<string[]> {
	const type = new TencentPushTrigger();
	const workflow = new Workflow({
		id: 'activation',
		nodes: [
			{
				id: '1',
				name: 'Trigger',
				type: 'tencentPushTrigger',
				typeVersion: 2,
				position: [0, 0],
				parameters,
				credentials: { tencentChatApi: { id: '1', name: 'Chat' } },
			},
		],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes,
	});
	const context = new HookContext(
		workflow,
		workflow.getNode('Trigger') as INode,
		{
			credentialsHelper: credentialsHelper(await loadPackage(), {
				tencentChatApi: credential as ICredentialDataDecryptedObject,
			}),
			webhookBaseUrl: base,
		} as unknown as IWorkflowExecuteAdditionalData,
		'trigger',
		'activate',
		{
			webhookDescription: type.description.webhooks?.[0] as IWebhookDescription,
		} as IWebhookData,
	);
	const log: string[] = [];
	Object.defineProperty(context, 'logger', {
		value: { warn: (message: string) => log.push(message) },
	});
	await type.webhookMethods.default.checkExists.call(context);
	return log;
}

test('a trigger as it is by default can be published', async () => {
	expect(await publish()).toEqual([]);
});

test.each<[string, INodeParameters, string]>([
	['a stage that is none', { stages: ['reached'] }, `'Trigger On' has "reached"`],
	['a window that is none', { options: { combineWindow: 'soon' } }, 'Combine Callbacks For'],
	['a window that is too long', { options: { combineWindow: 5_000 } }, 'from 0 to 1000'],
	['a size below 0', { options: { combineSize: -1 } }, 'Maximum Size per Execution'],
	['a vendor that is none', { filters: { vendors: ['nokia'] } }, `'Vendors' has "nokia"`],
	['an output that is none', { output: 'all' }, `'Return' is "all"`],
])('%s is refused', async (_name, parameters, message) => {
	const failure = await publish(parameters).then(
		() => undefined,
		(error: Error & { description?: string }) => `${error.message} ${String(error.description)}`,
	);
	expect(failure).toContain(message);
});

test('a callback token that is no text is refused', async () => {
	const credential = { ...chatCredentials.tencentChatApi, callbackToken: 5 };
	await expect(publish({}, credential)).rejects.toThrow('Callback Token');
});

test('a URL that Tencent refuses is named in the log', async () => {
	const [line] = await publish({ path: 'a-path' }, undefined, `https://${'n'.repeat(60)}/webhook`);
	expect(line).toContain('of at most 63');
});
