import { group } from '../../../shared/fields/field';
import { canonicalJson } from '../../../shared/fields/json';
import { sendFields } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { responseText } from '../../../shared/transport/response';
import { notificationAdvice, messageWarnings } from '../../message/limits';
import { pushOptions } from '../../message/options';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE } from '../../paths';
import { USERS_PER_REQUEST } from '../push/sendToUsers';
import { audienceField, selectionFields, TYPES, users } from './audience';
import { addedFields, buildContent, contentFields, requestOptions } from './content';
import { nameApp } from './scheduledPushId';
import { describeTime, sendTime } from './time';

const audience = audienceField('Audience of the scheduled push. Cannot be changed later.');

/** The named users, or null where Tencent selects them. */
const recipients = group({ audience, users }, (values): Array<string | null> =>
	values.audience === 'users' ? values.users : [null],
);

export const create = defineBatched({
	value: 'create',
	name: 'Create',
	action: 'Create scheduled push',
	description: 'Schedule a push to all users, to tags or attributes, or to named users',
	fields: {
		audience,
		recipients,
		...selectionFields,
		...contentFields,
		sendTime,
		...sendFields,
		...addedFields,
		options: pushOptions(requestOptions),
	},
	isSend: true,
	recipients: {
		from: ['recipients'],
		of: (values) => values.recipients,
		key: (user) => user ?? '',
		describe: (user) => (user === null ? {} : { user }),
		plural: 'recipients',
	},
	message: (values, context) => ({
		type: TYPES[values.audience],
		sendTime: values.sendTime,
		content: buildContent(values, context),
	}),
	limit: USERS_PER_REQUEST,
	request: (push, named, context) => ({
		path: PUSH_SERVICE.createScheduled,
		body: {
			...nameApp(context),
			Type: push.type,
			SchedAt: push.sendTime,
			Content: {
				...withRandom(push.content),
				...(named[0] === null ? {} : { To_Account: named }),
			},
		},
	}),
	identity: (user, { content }) => canonicalJson([user, content.Condition]),
	outcomes: ({ body }, _users, push) => ({
		status: 'accepted',
		extra: { scheduledPushId: responseText(body.TaskID), ...describeTime(push.sendTime) },
	}),
	warnings: ({ content }) => messageWarnings(content),
	advice: ({ content }) => notificationAdvice(content.OfflinePushInfo),
});
