import { apiFields } from '../../../shared/fields/apiFields';
import { field } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { Written } from '../../../shared/fields/json';
import { sendFields } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer, ApiRequest } from '../../../shared/transport/request';
import { responseText } from '../../../shared/transport/response';
import { eachUser, usersField } from '../../audience/users';
import { buildPush } from '../../message/buildPush';
import { notificationAdvice, notificationWarnings } from '../../message/limits';
import { notificationData, pushFields, pushType } from '../../message/notification';
import { dataId, pushOptions, sender } from '../../message/options';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE, pushToUsersPolicy, USERS_PER_SECOND } from '../../paths';
import { pushOutcomes } from '../../userResults';

/** Users in a request. Source: docs/api/push-service.md 3.b, `To_Account`. */
export const USERS_PER_REQUEST = 500;

/** What the app's edition allows. */
export const usersPerSecond = field({
	displayName: 'Users per Second',
	name: 'usersPerSecond',
	type: 'number',
	default: USERS_PER_SECOND,
	typeOptions: { minValue: 1 },
	description:
		"Limit of the app's edition: 30 for free and trial apps, 500 for standard ones, 800 for premium ones. The node waits to keep this rate.",
});

interface PushToUsers {
	body: JsonObject;
	/** No part of what is sent, so that it makes no other push of the same. */
	usersPerSecond: Written<number>;
}

/** How fast a push may go to its users. */
export function rateOf(perSecond = USERS_PER_SECOND): PushToUsers['usersPerSecond'] {
	return new Written(undefined, perSecond);
}

/** How a push to users is sent, whatever its form. */
export const pushToUsers = {
	// A batch of more users than the app may send to in a second can be refused as a whole.
	limit: (push: PushToUsers) => Math.min(USERS_PER_REQUEST, push.usersPerSecond.written),
	request: (push: PushToUsers, users: string[]): ApiRequest => ({
		path: PUSH_SERVICE.pushToUsers,
		body: { ...withRandom(push.body), To_Account: users },
		policy: pushToUsersPolicy(users.length, push.usersPerSecond.written),
	}),
	outcomes: (answer: Answer, users: string[]): Outcome[] | Outcome =>
		pushOutcomes(answer, users, () => ({ taskId: responseText(answer.body.TaskId) })),
	warnings: ({ body }: PushToUsers) => notificationWarnings(body.OfflinePushInfo),
	advice: ({ body }: PushToUsers) => notificationAdvice(body.OfflinePushInfo),
};

export const sendToUsers = defineBatched({
	value: 'sendToUsers',
	name: 'Send to Users',
	action: 'Send push to users',
	description: 'Send a push to one or more UserIDs or Registration IDs',
	fields: {
		users: usersField(USERS_PER_REQUEST),
		messageType: pushType,
		...pushFields,
		...sendFields,
		customContent: notificationData,
		options: pushOptions({ request: apiFields([sender, dataId]), usersPerSecond }),
	},
	isSend: true,
	recipients: eachUser,
	message: (values, context) => ({
		body: buildPush(values, context, values.options.request),
		usersPerSecond: rateOf(values.options.usersPerSecond),
	}),
	...pushToUsers,
});
