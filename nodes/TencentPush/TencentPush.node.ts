import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describeResources, subtitleOf } from '../shared/form/describe';
import { searchTimeZones } from '../shared/form/timeZone';
import { runResources } from '../shared/run/run';
import { answerQuestion, sendAndWaitDescription } from '../shared/sendAndWait/webhook';
import { searchAttributeNames } from './listSearch/attributeNames';
import { searchScheduledPushes } from './listSearch/scheduledPushes';
import { notificationsOf, readMessage } from './message/shown';
import { tencentPush } from './product';
import { resources } from './resources';

export class TencentPush implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent Push Service',
		name: 'tencentPush',
		icon: {
			light: 'file:../../icons/tencentPush.svg',
			dark: 'file:../../icons/tencentPush.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources, 'push'),
		description:
			'Send push notifications and Chat messages to users, tags, attributes and all users with Tencent Cloud Chat Push Service',
		defaults: { name: 'Tencent Push Service' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'For apps on Tencent Cloud Chat Push Service (TIMPush) only. Give all input items to one node: items with the same message are sent in one batch, so no Loop Over Items is needed. Set Campaign Key when a workflow may run twice. A push cannot be taken back: build with Preview Only first.',
		},
		credentials: [{ name: 'tencentChatApi', required: true }],
		...sendAndWaitDescription,
		properties: describeResources(resources, 'push'),
	};

	methods = { listSearch: { searchAttributeNames, searchScheduledPushes, searchTimeZones } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResources.call(this, resources, tencentPush, { readMessage, notificationsOf });
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion.call(this);
	}
}
