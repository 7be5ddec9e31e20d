import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { notificationWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { CHAT } from '../../paths';
import { buildMessage, chatFields } from './message';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { groupMessageOptions } from './options';
import { responseNumber } from '../../../shared/transport/response';

const groupId: INodeProperties = {
	displayName: 'Group ID',
	name: 'groupId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. @TGS#2C5SZEAEF',
	description: 'ID of the group; each one of a list gets a call of its own',
};

export const sendToGroup = defineFoldedOperation<JsonObject, string>({
	value: 'sendToGroup',
	name: 'Send to Group',
	action: 'Send a chat message to a group',
	description: 'Send a Chat message to the members of a group, with an offline push',
	fields: [groupId, ...chatFields(groupMessageOptions)],
	isSend: true,
	audience: {
		fields: ['groupId'],
		read: (parameters) => readRequiredList(parameters.groupId, 'Group ID'),
		key: (group) => group,
		describe: (group) => ({ groupId: group }),
		limit: 1,
		plural: 'groups',
	},
	build: (parameters) => buildMessage(parameters, groupMessageOptions),
	request: (message, [group]) => ({
		path: CHAT.toGroup,
		body: { ...withRandom(message, 'Random'), GroupId: group },
	}),
	outcomes: ({ body }) => ({
		status: 'accepted',
		messageSequence: responseNumber(body.MsgSeq),
		messageTime: isoFromSeconds(body.MsgTime),
	}),
	warnings: ({ OfflinePushInfo }) => notificationWarnings(OfflinePushInfo),
});
