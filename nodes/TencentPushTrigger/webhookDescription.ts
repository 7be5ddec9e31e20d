import type { IWebhookDescription } from 'n8n-workflow';
import { fromParameter, webhookDescriptionFields } from 'n8n-workflow';

/**
 * The path, so that n8n finds it without its expression engine as long as it is fixed text. An
 * n8n that does not know how is given an expression.
 */
const path =
	typeof webhookDescriptionFields === 'function' && typeof fromParameter === 'function'
		? webhookDescriptionFields({ path: fromParameter('path') })
		: { path: '={{$parameter["path"]}}' };

/**
 * n8n answers after it has stored the execution (`onReceived`). Without the empty `responseData` it
 * would answer with a text of its own instead of the webhook function's `webhookResponse`.
 */
export const webhookDescription: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	isFullPath: true,
	responseMode: 'onReceived',
	responseData: '',
	...path,
};
