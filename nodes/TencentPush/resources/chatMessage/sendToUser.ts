import { field } from '../../../shared/fields/field';
import { readRequiredList } from '../../../shared/fields/list';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { responseText } from '../../../shared/transport/response';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { notificationAdvice, messageWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { pushOutcomes } from '../../userResults';
import { buildMessage, messageFields } from './message';
import { userMessageOptions } from './options';

const user = field(
	{
		displayName: 'User',
		name: 'user',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.user }}',
		description:
			'UserID of the recipient, or a list. Each recipient takes one request, which calls the webhooks of the app.',
	},
	readRequiredList,
);

export const sendToUser = defineBatched({
	value: 'sendToUser',
	name: 'Send to User',
	action: 'Send chat message to user',
	description: 'Send a Chat message to a user, with an offline push',
	fields: { user, ...messageFields(userMessageOptions) },
	isSend: true,
	recipients: recipientsIn('user', { as: 'user', plural: 'users' }),
	message: buildMessage,
	limit: 1,
	request: (message, [userId]) => ({
		path: CHAT.toUser,
		body: { ...withRandom(message), To_Account: userId },
	}),
	outcomes: (answer, recipient) =>
		pushOutcomes(answer, recipient, () => ({
			messageKey: responseText(answer.body.MsgKey),
			messageTime: isoFromSeconds(answer.body.MsgTime),
		})),
	warnings: messageWarnings,
	advice: ({ OfflinePushInfo }) => notificationAdvice(OfflinePushInfo),
});
