/** What the user allows beyond reading: one recipient, and what the check itself makes. */
export interface Permit {
	/** Device token (TPNS) or UserID (Push Service). */
	to: string;
	/** The tag that the check adds and takes away: nobody else has it. */
	tag: string;
	/** The attribute that it sets and deletes. */
	attribute?: string;
	/** IDs of the pushes that the check has made. */
	made: ReadonlySet<string>;
}

type Body = Record<string, unknown>;
type Rule = (body: Body, permit: Permit) => boolean;

const always = () => true;
const isOnly = (value: unknown, only: string | undefined) =>
	only !== undefined && Array.isArray(value) && value.length === 1 && value[0] === only;
const record = (value: unknown) =>
	(typeof value === 'object' && value !== null ? value : {}) as Body;
const one = (value: unknown) =>
	Array.isArray(value) && value.length === 1 ? record(value[0]) : {};
const namesOnly = (value: unknown, name: string | undefined) =>
	isOnly(Array.isArray(value) ? value : Object.keys(record(value)), name);

/** Requests that change nothing. */
const reads: Record<string, (body: Body) => boolean> = {
	'/v3/statistics/get_push_channel_stat_overview': always,
	'/v3/statistics/get_device_stat_overview': always,
	'/v3/statistics/get_push_record': always,
	'/v3/statistics/get_push_task_stat_channel': always,
	'/v3/statistics/get_push_group_stat_channel': always,
	'/v3/toolbox/getPushListByToken': always,
	'/v3/device/account/query': always,
	'/v3/device/set_custom_attribute': ({ cmd }) => cmd === 5,
	...Object.fromEntries(
		[
			...['get_attr_name', 'get_attr', 'get_tag', 'get_sched_task', 'list_sched_task'],
			...['all_member_push_trace', 'all_member_push_statistics', 'all_member_push_loss'],
			...['normal_push_trace', 'normal_push_statistics', 'normal_push_loss'],
		].map((name) => [`/v4/timpush/${name}`, always]),
	),
	...Object.fromEntries(
		['get_attr_name', 'get_attr', 'get_tag'].map((name) => [
			`/v4/all_member_push/im_${name}`,
			always,
		]),
	),
};

/** Requests that concern one recipient, or what the check has made itself. */
const writes: Record<string, Rule> = {
	'/v3/push/app': (body, permit) => toOneToken(body, permit) || scheduledForTag(body, permit),
	'/v3/push/cancel_timing_task': ({ pushId }, { made }) => made.has(String(pushId)),
	'/v3/device/tag': ({ operator_type: operation, token_list, tag_list }, { to, tag }) =>
		(operation === 1 || operation === 2) && isOnly(token_list, to) && isOnly(tag_list, tag),
	'/v3/device/set_custom_attribute': ({ cmd, token, attributeInfo }, { to, attribute }) =>
		(cmd === 1 || cmd === 3) &&
		token === to &&
		namesOnly(record(attributeInfo).attributeMap, attribute),
	'/v4/timpush/batch': ({ To_Account }, { to }) => isOnly(To_Account, to),
	'/v4/timpush/add_tag': ({ UserTags, Replace }, { to, tag }) =>
		!Replace && one(UserTags).To_Account === to && isOnly(one(UserTags).Tags, tag),
	'/v4/timpush/remove_tag': ({ UserTags }, { to, tag }) =>
		one(UserTags).To_Account === to && isOnly(one(UserTags).Tags, tag),
	'/v4/timpush/set_attr': ({ UserAttrs }, { to, attribute }) =>
		one(UserAttrs).To_Account === to && namesOnly(one(UserAttrs).Attrs, attribute),
	'/v4/timpush/remove_attr': ({ UserAttrs }, { to, attribute }) =>
		one(UserAttrs).To_Account === to && namesOnly(one(UserAttrs).Attrs, attribute),
	'/v4/timpush/add_sched_task': ({ Type, Content }, { to }) =>
		Type === 'User' && isOnly(record(Content).To_Account, to),
	'/v4/timpush/delete_sched_task': ({ TaskID }, { made }) => made.has(String(TaskID)),
};

/**
 * Whether a request may leave: reads always, and with a permit what concerns its recipient alone.
 * Pushes to all, and to tags that others may have, never.
 */
export function mayLeave(path: string, body: unknown, permit?: Permit): boolean {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
	const request = body as Body;
	if (Object.hasOwn(reads, path) && reads[path](request)) return true;
	return permit !== undefined && Object.hasOwn(writes, path) && writes[path](request, permit);
}

function toOneToken(body: Body, { to }: Permit): boolean {
	const { audience_type: audience, token_list: tokens, account_list: accounts } = body;
	const isToken = audience === 'token' || audience === 'token_list';
	return isToken && isOnly(tokens, to) && accounts === undefined;
}

/** A tag push that waits for its time, to devices that have the check's own tag. */
function scheduledForTag(body: Body, { tag }: Permit): boolean {
	const { audience_type: audience, send_time: time, loop_param: loop, tag_list: list } = body;
	const rule = one(body.tag_rules);
	const item = one(rule.tag_items);
	return (
		audience === 'tag' &&
		typeof time === 'string' &&
		time !== '' &&
		loop === undefined &&
		list === undefined &&
		rule.is_not === false &&
		item.is_not === false &&
		item.tag_type === 'xg_user_define' &&
		isOnly(item.tags, tag)
	);
}
