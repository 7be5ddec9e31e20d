import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { LONGEST_URL, REFUSED_IN_URL, hints, properties } from './properties';
import { receiveCallback } from './receive';
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
		description:
			'Starts the workflow when a push was sent, has reached a device or was clicked (Push Service of Tencent Cloud Chat)',
		defaults: { name: 'Tencent Push Service Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'tencentChatApi', required: true }],
		webhooks: [webhookDescription],
		hints,
		properties,
	};

	/** The URL is entered in Tencent's console by hand: there is no API for it. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
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
