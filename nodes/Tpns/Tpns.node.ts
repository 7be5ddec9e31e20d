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
import { searchPushes, searchWaitingPushes } from './listSearch/searchPushes';
import { notificationsOf, readMessage } from './message/shown';
import { tpns } from './product';
import { resources } from './resources';

export class Tpns implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent Push (TPNS)',
		name: 'tpns',
		icon: { light: 'file:../../icons/tpns.svg', dark: 'file:../../icons/tpns.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources, 'push'),
		description:
			'Send push notifications to devices, accounts, tags and all devices with Tencent TPNS',
		defaults: { name: 'Tencent Push (TPNS)' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'For apps on Tencent TPNS only. Give all input items to one node: items with the same message are sent in one batch, so no Loop Over Items is needed. Set Campaign Key when a workflow may run twice. A push cannot be taken back: build with Preview Only first.',
		},
		credentials: [{ name: 'tpnsApi', required: true }],
		...sendAndWaitDescription,
		properties: describeResources(resources, 'push'),
	};

	methods = { listSearch: { searchPushes, searchTimeZones, searchWaitingPushes } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResources.call(this, resources, tpns, { readMessage, notificationsOf });
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion.call(this);
	}
}
