import { field } from '../../../shared/fields/field';
import { readRequiredList } from '../../../shared/fields/list';
import { agentSwitch } from '../../../shared/form/broadcast';
import { defineBatched, recipientsIn } from '../../../shared/run/batched';
import { notificationAdvice, notificationWarnings } from '../../message/limits';
import {
	buildReplacement,
	notificationData,
	notificationFields,
	replacementType,
} from '../../message/notification';
import { replacementOptions } from '../../message/options';
import { PUSH_SERVICE } from '../../paths';

const taskIds = field(
	{
		displayName: 'Task IDs',
		name: 'taskIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.taskId }}',
		description:
			'Task ID from Send to All Users, Send by Tags or Send by Attributes within the last 24 hours, or a list of them. A push to named users cannot be revoked.',
	},
	readRequiredList,
);

/** All pushes that can be revoked have an audience that Tencent selects, and it may be all users. */
const checkAgent = agentSwitch(
	'replace a push',
	'Whether an AI agent that uses this node as a tool may replace notifications without asking a person',
);

/** The push had been revoked before, which is what was wanted. */
const REVOKED_BEFORE = '90050';

export const revoke = defineBatched({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke push',
	description:
		'Stop a push that is still being sent, and replace the notifications that were shown (APNs, FCM, Huawei and Honor)',
	fields: {
		taskIds,
		checkAgent,
		messageType: replacementType,
		...notificationFields,
		customContent: notificationData,
		options: replacementOptions,
	},
	recipients: recipientsIn('taskIds', { as: 'taskId', plural: 'pushes' }),
	message(values) {
		values.checkAgent();
		return buildReplacement(values);
	},
	limit: 1,
	request: (replacement, [taskId]) => ({
		path: PUSH_SERVICE.revoke,
		body: { TaskId: taskId, ...replacement },
		acceptCodes: [REVOKED_BEFORE],
	}),
	warnings: ({ OfflinePushInfo }) => notificationWarnings(OfflinePushInfo),
	advice: ({ OfflinePushInfo }) => notificationAdvice(OfflinePushInfo),
	outcomes: ({ code }) => ({
		status: 'accepted',
		extra: { revoked: true, ...(code === REVOKED_BEFORE ? { revokedBefore: true } : {}) },
	}),
});
