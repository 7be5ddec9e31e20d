import type { ApiField } from '../../../shared/fields/apiFields';
import { apiFields } from '../../../shared/fields/apiFields';
import type { ValuesOf } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { sendFields } from '../../../shared/form/settings';
import { chatMessage } from '../../message/chatMessage';
import { checkMessageSize } from '../../message/limits';
import {
	notificationData,
	notificationFields,
	offlinePush,
	withNotification,
} from '../../message/notification';
import { pushOptions } from '../../message/options';

/** Fields of a Chat message, below those that say who gets it. */
export function messageFields(options: readonly ApiField[]) {
	return {
		chatMessage,
		messageType: offlinePush,
		...notificationFields,
		...sendFields,
		customContent: notificationData,
		options: pushOptions({ request: apiFields(options) }),
	};
}

/**
 * A Chat message with its offline push, without recipients and random number. Source:
 * docs/api/push-service.md 6.2.
 *
 * @throws FieldError
 */
export function buildMessage(values: ValuesOf<ReturnType<typeof messageFields>>): JsonObject {
	const request = { ...values.options.request, MsgBody: values.chatMessage };
	const message = withNotification(request, values);
	checkMessageSize(message);
	return message;
}
