import type { INodeProperties } from 'n8n-workflow';
import { integer, readApiFields } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject, mergeJson, readJsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { previewOnlyField } from '../../../shared/form/settings';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { readUsers, usersField } from '../../audience/users';
import { notificationWarnings } from '../../message/limits';
import { chatMessagePlace } from '../../message/chatMessage';
import { buildNotification, messageFields } from '../../message/notification';
import { dataId, optionsField, sender } from '../../message/options';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE, pushToUsersPolicy, USERS_PER_SECOND } from '../../paths';
import { userOutcomes } from '../../userResults';
import { responseText } from '../../../shared/transport/response';

/** Users in a call. Source: docs/api/push-service.md 3.b, `To_Account`. */
export const USERS_PER_CALL = 500;

const usersPerSecond: INodeProperties = {
	displayName: 'Users per Second',
	name: 'usersPerSecond',
	type: 'number',
	default: USERS_PER_SECOND,
	typeOptions: { minValue: 1 },
	description:
		"What the app's edition allows: 30 for free and trial apps, 500 for standard ones, 800 for premium ones. Calls wait for their turn.",
};

interface PushToUsers {
	body: JsonObject;
	usersPerSecond: number;
}

export const sendToUsers = defineFoldedOperation<PushToUsers, string>({
	value: 'sendToUsers',
	name: 'Send to Users',
	action: 'Send a push to users',
	description: 'Send a push to one or more UserIDs or Registration IDs',
	fields: [
		usersField(USERS_PER_CALL),
		chatMessagePlace('none'),
		...messageFields,
		optionsField([sender, dataId], [usersPerSecond]),
		previewOnlyField,
	],
	isSend: true,
	audience: {
		fields: ['users'],
		read: readUsers,
		key: (user) => user,
		describe: (user) => ({ user }),
		limit: USERS_PER_CALL,
		plural: 'users',
	},
	build(parameters, context) {
		const options = isObject(parameters.options) ? parameters.options : {};
		return {
			body: buildPushToUsers(parameters, context),
			usersPerSecond: integer(1)(
				options.usersPerSecond ?? USERS_PER_SECOND,
				usersPerSecond.displayName,
			),
		};
	},
	request: (push, users) => ({
		path: PUSH_SERVICE.pushToUsers,
		body: { ...withRandom(push.body), To_Account: users },
		policy: pushToUsersPolicy(users.length, push.usersPerSecond),
	}),
	outcomes: (answer, users) =>
		userOutcomes(answer, users, () => ({ taskId: responseText(answer.body.TaskId) })),
	warnings: ({ body }) => notificationWarnings(body.OfflinePushInfo),
});

/**
 * A push to named users, without them and without its random number. Source:
 * docs/api/push-service.md 3.b.
 *
 * @throws FieldError
 */
export function buildPushToUsers(parameters: Parameters, context: OperationContext): JsonObject {
	const options = isObject(parameters.options) ? parameters.options : {};
	return mergeJson(
		{
			From_Account: context.identity.administrator,
			...readApiFields(options, [sender, dataId]),
			OfflinePushInfo: buildNotification(parameters),
		},
		readJsonObject(options.additionalJson, 'Additional JSON'),
	);
}
