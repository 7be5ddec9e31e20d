import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { previewOnlyField } from '../../../shared/form/settings';
import { readUsers } from '../../audience/users';
import { notificationWarnings } from '../../message/limits';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE } from '../../paths';
import { USERS_PER_CALL } from '../push/sendToUsers';
import { audienceField, audienceFields, audienceOf, typeOf } from './audience';
import { buildContent, contentFields } from './content';
import { nameApp } from './scheduledPushId';
import { describeTime, readSendTime, timeFields } from './time';
import { responseText } from '../../../shared/transport/response';

interface Scheduled {
	type: string;
	sendTime: string;
	content: JsonObject;
}

/** A user, or nobody where Tencent selects the users. */
type Member = string | null;

export const create = defineFoldedOperation<Scheduled, Member>({
	value: 'create',
	name: 'Create',
	action: 'Create a scheduled push',
	description: 'Schedule a push to everybody, to tags or attributes, or to named users',
	fields: [audienceField, ...audienceFields, ...timeFields, ...contentFields, previewOnlyField],
	isSend: true,
	audience: {
		fields: ['audience', 'users'],
		read: (parameters) => (audienceOf(parameters) === 'users' ? readUsers(parameters) : [null]),
		key: (member) => member ?? '',
		describe: (member) => (member === null ? {} : { user: member }),
		limit: USERS_PER_CALL,
		plural: 'recipients',
	},
	build: (parameters, context) => ({
		type: typeOf(parameters),
		sendTime: readSendTime(parameters, context),
		content: buildContent(parameters, context),
	}),
	request: ({ type, sendTime, content }, members, context) => ({
		path: PUSH_SERVICE.createScheduled,
		body: {
			...nameApp(context),
			Type: type,
			SchedAt: sendTime,
			Content: {
				...withRandom(content),
				...(members[0] === null ? {} : { To_Account: members }),
			},
		},
	}),
	outcomes: ({ body }, _members, { sendTime }) => ({
		status: 'accepted',
		scheduledPushId: responseText(body.TaskID),
		...describeTime(sendTime),
	}),
	warnings: ({ content }) => notificationWarnings(content.OfflinePushInfo),
});
