import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../../shared/fields/apiFields';
import { readApiFields } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject, mergeJson, readJsonObject } from '../../../shared/fields/json';
import { previewOnlyField } from '../../../shared/form/settings';
import type { Parameters } from '../../../shared/run/operation';
import { buildChatMessage, chatMessagePlace } from '../../message/chatMessage';
import { checkMessageSize } from '../../message/limits';
import { buildNotification, messageFields } from '../../message/notification';
import { optionsField } from '../../message/options';

/** Fields of a Chat message, below those that say who gets it. */
export function chatFields(options: ApiField[]): INodeProperties[] {
	return [chatMessagePlace('first'), ...messageFields, optionsField(options), previewOnlyField];
}

/**
 * A Chat message with its offline push, without recipients and random number. Source:
 * docs/api/push-service.md 6.2.
 *
 * @throws FieldError
 */
export function buildMessage(parameters: Parameters, ownOptions: ApiField[]): JsonObject {
	const options = isObject(parameters.options) ? parameters.options : {};
	const notification = buildNotification(parameters);
	const message = mergeJson(
		{
			...readApiFields(options, ownOptions),
			MsgBody: buildChatMessage(parameters),
			...(notification ? { OfflinePushInfo: notification } : {}),
		},
		readJsonObject(options.additionalJson, 'Additional JSON'),
	);
	checkMessageSize(message);
	return message;
}
