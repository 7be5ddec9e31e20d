import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nodeError } from '../shared/run/failures';
import { LONGEST_URL, REFUSED_IN_URL, hints, panelTexts, properties } from './properties';
import { receiveCallback } from './receive';
import { readSettings } from './settings';
import { readCredential } from './verify';
import { webhookDescription } from './webhookDescription';

export class TencentPushTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent Push Service Trigger',
		name: 'tencentPushTrigger',
		icon: {
			light: 'file:../../icons/tencentPush.svg',
			dark: 'file:../../icons/tencentPush.dark.svg',
		},
		group: ['trigger'],
		// At version 1, n8n evaluates an expression for each request.
		version: 2,
		subtitle: '={{ $parameter["stages"].join(", ") }}',
		// n8n shows this text for the sending node of the same name too.
		description:
			'Send mobile pushes with the Push Service of Tencent Cloud Chat, and start workflows when one was sent, delivered or clicked',
		...panelTexts,
		defaults: { name: 'Tencent Push Service Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'Webhook for sent, delivered and clicked pushes. One execution may have many items, one for each event.',
		},
		credentials: [{ name: 'tencentChatApi', required: true }],
		webhooks: [webhookDescription],
		hints,
		properties,
	};

	/** The URL is entered in Tencent's console by hand: there is no API for it. */
	webhookMethods = {
		default: {
			/** Refuses to publish a form or credential with which every callback would be refused. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					readSettings(this);
					readCredential(await this.getCredentials('tencentChatApi'));
				} catch (error) {
					throw nodeError(this, error);
				}
				const url = this.getNodeWebhookUrl('default') ?? '';
				if (url.length > LONGEST_URL || REFUSED_IN_URL.test(url)) {
					this.logger.warn(
						`Tencent refuses the callback URL ${url}: it has ${url.length} characters of at most ${LONGEST_URL}, and none may be ! $ & or ?`,
					);
				}
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback.call(this);
	}
}
