import type { FieldContext, ValuesOf } from '../../../shared/fields/field';
import { allShownWhen, field, shownWhen } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { agentSwitch } from '../../../shared/form/broadcast';
import { previewOnly, timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { notificationAdvice, notificationWarnings } from '../../message/limits';
import { singlePushOptions } from '../../message/options';
import { withRandom } from '../../message/random';
import { PUSH_SERVICE } from '../../paths';
import { USERS_PER_REQUEST } from '../push/sendToUsers';
import { knownAudience, selectionFields, TYPES, users } from './audience';
import { addedFields, buildContent, contentFields, requestOptions } from './content';
import { nameScheduledPush, scheduledPushId, shownId } from './scheduledPushId';
import { describeTime, sendTime } from './time';

const change = field({
	displayName: 'Change',
	name: 'change',
	type: 'options',
	options: [
		{ name: 'Push', value: 'push', description: 'Replaces the push as a whole' },
		{ name: 'Time', value: 'time' },
		{ name: 'Time and Push', value: 'both', description: 'Replaces both' },
	],
	default: 'time',
	description: 'What to update',
});

/**
 * Two fields that do not depend on each other say whether it is shown. With an expression in either,
 * n8n would require users although the other one rules them out. They are refused when they are empty.
 */
const newUsers = {
	...users,
	properties: users.properties.map((property) => ({
		...property,
		required: false,
		description: `UserID or Registration ID, or a list of at most ${USERS_PER_REQUEST}: an array, or text with commas or line breaks`,
	})),
};

const fields = {
	scheduledPushId,
	audience: knownAudience,
	change,
	...allShownWhen(
		{ change: ['both', 'push'] },
		{ users: newUsers, ...selectionFields, ...contentFields },
	),
	checkAgent: shownWhen(
		{ audience: ['all'], change: ['time'] },
		agentSwitch(
			'move a broadcast',
			'Whether an AI agent that uses this node as a tool may move a broadcast without asking a person',
		),
	),
	sendTime: shownWhen({ change: ['both', 'time'] }, sendTime),
	previewOnly,
	...allShownWhen(
		{ change: ['both', 'push'] },
		{ ...addedFields, options: singlePushOptions(requestOptions) },
	),
	timeout: shownWhen({ change: ['time'] }, timeoutOnly),
};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update scheduled push',
	description: 'Change the time or the content of a scheduled push',
	fields,
	preview: requestOf,
	recipients: (values) => (values.change === 'time' ? [null] : (usersOf(values) ?? [null])),
	remarks({ body }) {
		const content = isObject(body) ? body.Content : undefined;
		const notification = isObject(content) ? content.OfflinePushInfo : undefined;
		return {
			warnings: notificationWarnings(notification),
			advice: notificationAdvice(notification),
		};
	},
	async run(values, { call, context }) {
		await call(requestOf(values, context));
		return [
			{
				json: {
					scheduledPushId: shownId(values.scheduledPushId),
					updated: true,
					...(values.change === 'push' ? {} : describeTime(values.sendTime)),
				},
			},
		];
	},
});

function requestOf(values: ValuesOf<typeof fields>, context: FieldContext) {
	// Moved to now, a broadcast is sent.
	if (values.change === 'time' && values.audience === 'all') values.checkAgent();
	return {
		path: PUSH_SERVICE.updateScheduled,
		body: {
			...nameScheduledPush(values, context),
			Type: TYPES[values.audience],
			...(values.change === 'push' ? {} : { SchedAt: values.sendTime }),
			...(values.change === 'time'
				? {}
				: { Content: { ...withRandom(buildContent(values, context)), ...namedUsers(values) } }),
		},
	};
}

function namedUsers(values: ValuesOf<typeof fields>): JsonObject {
	const named = usersOf(values);
	if (!named) return {};
	if (named.length > USERS_PER_REQUEST) {
		throw new FieldError(
			'Users',
			`has ${named.length} users`,
			`A scheduled push takes at most ${USERS_PER_REQUEST}. Create splits a longer list into several`,
		);
	}
	return { To_Account: named };
}

function usersOf(values: ValuesOf<typeof fields>): string[] | undefined {
	return values.audience === 'users' ? [...new Set(values.users)] : undefined;
}
