import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { notificationWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { buildMessage, chatFields } from './message';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { userMessageOptions } from './options';
import { responseText } from '../../../shared/transport/response';

const user: INodeProperties = {
	displayName: 'User',
	name: 'user',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.userId }}',
	description:
		'UserID of the recipient; each one of a list gets a call of its own, with the webhooks of the app',
};

export const sendToUser = defineFoldedOperation<JsonObject, string>({
	value: 'sendToUser',
	name: 'Send to User',
	action: 'Send a chat message to a user',
	description: 'Send a Chat message to a user, with an offline push',
	fields: [user, ...chatFields(userMessageOptions)],
	isSend: true,
	audience: {
		fields: ['user'],
		read: (parameters) => readRequiredList(parameters.user, 'User'),
		key: (userId) => userId,
		describe: (userId) => ({ user: userId }),
		limit: 1,
		plural: 'users',
	},
	build: (parameters) => buildMessage(parameters, userMessageOptions),
	request: (message, [userId]) => ({
		path: CHAT.toUser,
		body: { ...withRandom(message), To_Account: userId },
	}),
	outcomes: ({ body }) => ({
		status: 'accepted',
		messageKey: responseText(body.MsgKey),
		messageTime: isoFromSeconds(body.MsgTime),
	}),
	warnings: ({ OfflinePushInfo }) => notificationWarnings(OfflinePushInfo),
});
