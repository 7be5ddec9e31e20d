import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { readUsers, usersField } from '../../audience/users';
import { notificationWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { userOutcomes } from '../../userResults';
import { buildMessage, chatFields } from './message';
import { userMessageOptions } from './options';
import { responseText } from '../../../shared/transport/response';

/** Users in a call. Source: docs/api/push-service.md 6.2. */
const USERS_PER_CALL = 500;

export const sendToUsers = defineFoldedOperation<JsonObject, string>({
	value: 'sendToUsers',
	name: 'Send to Users',
	action: 'Send a chat message to users',
	description: 'Send a Chat message to many users, with an offline push; asks no webhooks',
	fields: [usersField(USERS_PER_CALL, 'UserID'), ...chatFields(userMessageOptions)],
	isSend: true,
	audience: {
		fields: ['users'],
		read: readUsers,
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
		userOutcomes(answer, accounts, () => ({ messageKey: responseText(answer.body.MsgKey) })),
	warnings: ({ OfflinePushInfo }) => notificationWarnings(OfflinePushInfo),
});
