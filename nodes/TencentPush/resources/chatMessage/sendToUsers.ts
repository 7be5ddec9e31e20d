import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineFoldedOperation } from '../../../shared/operation/defineOperation';
import { notificationWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { userOutcomes } from '../../userResults';
import { buildMessage, messageFields } from './message';
import { userMessageOptions } from './options';

/** Users in a call. Source: docs/api/push-service.md 6.2. */
const USERS_PER_CALL = 500;

const users: INodeProperties = {
	displayName: 'Users',
	name: 'users',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.userId }}',
	description: `UserID, or a list: an array, or text with commas or line breaks between them. Items with the same message share calls of up to ${USERS_PER_CALL} users.`,
};

export const sendToUsers = defineFoldedOperation<JsonObject, string>({
	value: 'sendToUsers',
	name: 'Send to Users',
	action: 'Send a chat message to users',
	description: 'Send a Chat message to many users, with an offline push; asks no webhooks',
	fields: [users, ...messageFields(userMessageOptions)],
	isSend: true,
	audience: {
		fields: ['users'],
		read: (parameters) => readRequiredList(parameters.users, 'Users'),
		key: (user) => user,
		describe: (user) => ({ user }),
		limit: USERS_PER_CALL,
		plural: 'users',
	},
	build: (parameters) => buildMessage(parameters, userMessageOptions),
	request: (message, accounts) => ({
		path: CHAT.toUsers,
		body: { ...withRandom(message), To_Account: accounts },
	}),
	outcomes: (answer, accounts) =>
		userOutcomes(answer, accounts, () => ({ messageKey: String(answer.body.MsgKey ?? '') })),
	warnings: ({ OfflinePushInfo }) => notificationWarnings(OfflinePushInfo),
});
