import type { Policy } from '../shared/transport/retry';

/** The API that a request goes to. Source: docs/api/push-service.md 0 and 6.1. */
export type Family = 'pushService' | 'chat';

/** Paths of what both families offer. Source: docs/api/push-service.md 3.0 and 6.1. */
export const PATHS = {
	pushService: {
		push: '/v4/timpush/push',
		setAttributeNames: '/v4/timpush/set_attr_name',
		getAttributeNames: '/v4/timpush/get_attr_name',
		setAttributes: '/v4/timpush/set_attr',
		getAttributes: '/v4/timpush/get_attr',
		removeAttributes: '/v4/timpush/remove_attr',
		addTags: '/v4/timpush/add_tag',
		getTags: '/v4/timpush/get_tag',
		removeTags: '/v4/timpush/remove_tag',
		removeAllTags: '/v4/timpush/clear_all_tags',
	},
	chat: {
		push: '/v4/all_member_push/im_push',
		setAttributeNames: '/v4/all_member_push/im_set_attr_name',
		getAttributeNames: '/v4/all_member_push/im_get_attr_name',
		setAttributes: '/v4/all_member_push/im_set_attr',
		getAttributes: '/v4/all_member_push/im_get_attr',
		removeAttributes: '/v4/all_member_push/im_remove_attr',
		addTags: '/v4/all_member_push/im_add_tag',
		getTags: '/v4/all_member_push/im_get_tag',
		removeTags: '/v4/all_member_push/im_remove_tag',
		removeAllTags: '/v4/all_member_push/im_remove_all_tags',
	},
} as const satisfies Record<Family, Record<string, string>>;

/** Paths of the Push Service alone. Source: docs/api/push-service.md 3.0. */
export const PUSH_SERVICE = {
	pushToUsers: '/v4/timpush/batch',
	revoke: '/v4/timpush/revoke',
	createScheduled: '/v4/timpush/add_sched_task',
	updateScheduled: '/v4/timpush/modify_sched_task',
	deleteScheduled: '/v4/timpush/delete_sched_task',
	getScheduled: '/v4/timpush/get_sched_task',
	listScheduled: '/v4/timpush/list_sched_task',
	report: '/v4/timpush/all_member_push_statistics',
	lossAnalysis: '/v4/timpush/all_member_push_loss',
	trace: '/v4/timpush/all_member_push_trace',
	chatReport: '/v4/timpush/normal_push_statistics',
	chatLossAnalysis: '/v4/timpush/normal_push_loss',
	chatTrace: '/v4/timpush/normal_push_trace',
} as const;

/** Paths of Chat messages. Source: docs/api/push-service.md 6.2. */
export const CHAT = {
	toUser: '/v4/openim/sendmsg',
	toUsers: '/v4/openim/batchsendmsg',
	toGroup: '/v4/group_open_http_svc/send_group_msg',
} as const;

/** Users a second of a standard edition. Source: docs/api/push-service.md 3.0. */
export const USERS_PER_SECOND = 500;

/**
 * A push to named users. Its rate counts users, not requests, and a batch of more than
 * `usersPerSecond` may be refused as a whole. Source: docs/api/push-service.md 3.0.
 *
 * @param users number of users in the request
 * @param usersPerSecond what the app's edition allows
 */
export function pushToUsersPolicy(users: number, usersPerSecond = USERS_PER_SECOND): Policy {
	return {
		repeat: 'onceAtMost',
		rate: { lane: 'pushToUsers', perSecond: usersPerSecond, units: users },
	};
}

const PUSH: Policy = { repeat: 'onceAtMost', rate: { lane: 'push', perSecond: 1 } };

/** How requests may be repeated and paced. Source: docs/api/push-service.md 3.0, 6.1, 6.2, 7. */
const POLICIES: ReadonlyMap<string, Policy> = new Map<string, Policy>([
	[PATHS.pushService.push, PUSH],
	[PATHS.chat.push, PUSH],
	[PUSH_SERVICE.pushToUsers, pushToUsersPolicy(USERS_PER_SECOND)],
	[PUSH_SERVICE.revoke, atRate(PUSH_SERVICE.revoke, 1)],
	[PUSH_SERVICE.createScheduled, atRate(PUSH_SERVICE.createScheduled, 5, 'onceAtMost')],
	...[
		PUSH_SERVICE.updateScheduled,
		PUSH_SERVICE.deleteScheduled,
		PUSH_SERVICE.getScheduled,
		PUSH_SERVICE.listScheduled,
	].map((path): [string, Policy] => [path, atRate(path, 5)]),
	...[
		PUSH_SERVICE.report,
		PUSH_SERVICE.lossAnalysis,
		PUSH_SERVICE.trace,
		PUSH_SERVICE.chatReport,
		PUSH_SERVICE.chatLossAnalysis,
		PUSH_SERVICE.chatTrace,
	].map((path): [string, Policy] => [path, atRate(path, 1)]),
	...Object.values(CHAT).map((path): [string, Policy] => [path, atRate(path, 200, 'onceAtMost')]),
]);

/** The policy of a path; attributes and tags have 100 requests a second each. */
export function policyOf(path: string): Policy {
	return POLICIES.get(path) ?? atRate(path, 100);
}

function atRate(path: string, perSecond: number, repeat: Policy['repeat'] = 'freely'): Policy {
	return { repeat, rate: { lane: path, perSecond } };
}
