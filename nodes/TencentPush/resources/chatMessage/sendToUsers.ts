import { defineBatched } from '../../../shared/run/batched';
import { responseText } from '../../../shared/transport/response';
import { eachUser, usersField } from '../../audience/users';
import { notificationAdvice, messageWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { pushOutcomes } from '../../userResults';
import { buildMessage, messageFields } from './message';
import { userMessageOptions } from './options';

/** Users in a request. Source: docs/api/push-service.md 6.2. */
const USERS_PER_REQUEST = 500;

export const sendToUsers = defineBatched({
	value: 'sendToUsers',
	name: 'Send to Users',
	action: 'Send chat message to users',
	description:
		'Send a Chat message to many users, with an offline push. Skips the webhooks of the app.',
	fields: {
		users: usersField(USERS_PER_REQUEST, { kinds: 'UserID' }),
		...messageFields(userMessageOptions),
	},
	isSend: true,
	recipients: eachUser,
	message: buildMessage,
	limit: USERS_PER_REQUEST,
	request: (message, accounts) => ({
		path: CHAT.toUsers,
		body: { ...withRandom(message), To_Account: accounts },
	}),
	outcomes: (answer, accounts) =>
		pushOutcomes(answer, accounts, () => ({ messageKey: responseText(answer.body.MsgKey) })),
	warnings: messageWarnings,
	advice: ({ OfflinePushInfo }) => notificationAdvice(OfflinePushInfo),
});
