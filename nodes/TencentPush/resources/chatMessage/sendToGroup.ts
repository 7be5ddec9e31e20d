import { field } from '../../../shared/fields/field';
import { canonicalJson } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { responseNumber } from '../../../shared/transport/response';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { notificationAdvice, messageWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { buildMessage, messageFields } from './message';
import { groupMessageOptions } from './options';

const groupId = field(
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. @TGS#2C5SZEAEF',
		description: 'ID of the group, or a list. Each group takes one request.',
	},
	readRequiredList,
);

export const sendToGroup = defineBatched({
	value: 'sendToGroup',
	name: 'Send to Group',
	action: 'Send chat message to group',
	description: 'Send a Chat message to the members of a group, with an offline push',
	fields: { groupId, ...messageFields(groupMessageOptions) },
	isSend: true,
	recipients: recipientsIn('groupId', { as: 'groupId', plural: 'groups' }),
	message: buildMessage,
	// A topic has members of its own.
	identity: (group, { TopicId: topic }) =>
		topic === undefined ? group : canonicalJson([group, topic]),
	limit: 1,
	request: (message, [group]) => ({
		path: CHAT.toGroup,
		body: { ...withRandom(message, 'Random'), GroupId: group },
	}),
	outcomes: ({ body }) => ({
		status: 'accepted',
		extra: {
			messageSequence: responseNumber(body.MsgSeq),
			messageTime: isoFromSeconds(body.MsgTime),
		},
	}),
	warnings: messageWarnings,
	advice: ({ OfflinePushInfo }) => notificationAdvice(OfflinePushInfo),
});
