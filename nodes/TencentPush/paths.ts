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

/** Part by which requests keep below a documented rate, because they travel at different speeds. */
const RESERVE = 0.05;

/** Users a second of a standard edition. Source: docs/api/push-service.md 3.0. */
export const USERS_PER_SECOND = 500;

/** Waits of this length are counted from the answer, as requests may overtake each other on their way. */
const LONG_WAIT_MS = 100;

/**
 * A push to named users. Its rate counts users, not calls.
 *
 * @param users in the call
 * @param usersPerSecond what the app's edition allows
 */
export function pushToUsersPolicy(users: number, usersPerSecond = USERS_PER_SECOND): Policy {
	return { repeat: 'onceAtMost', lane: 'pushToUsers', ...spacing(usersPerSecond / users) };
}

const PUSH: Policy = { repeat: 'onceAtMost', lane: 'push', ...spacing(1) };

/** How requests may be repeated and paced. Source: docs/api/push-service.md 3.0, 6.1, 6.2, 7. */
const POLICIES: ReadonlyMap<string, Policy> = new Map<string, Policy>([
	[PATHS.pushService.push, PUSH],
	[PATHS.chat.push, PUSH],
	[PUSH_SERVICE.pushToUsers, pushToUsersPolicy(USERS_PER_SECOND)],
	[PUSH_SERVICE.revoke, { repeat: 'freely', lane: 'revoke', ...spacing(1) }],
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

/** The policy of a path; attributes and tags have 100 calls a second each. */
export function policyOf(path: string): Policy {
	return POLICIES.get(path) ?? atRate(path, 100);
}

function atRate(path: string, callsPerSecond: number, repeat: Policy['repeat'] = 'freely'): Policy {
	return { repeat, lane: path, ...spacing(callsPerSecond) };
}

function spacing(perSecond: number): Pick<Policy, 'spacingMs' | 'parallel'> {
	const spacingMs = (1_000 / perSecond) * (1 + RESERVE);
	return spacingMs > LONG_WAIT_MS ? { spacingMs, parallel: 1 } : { spacingMs };
}
