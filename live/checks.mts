import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Product } from '../emulator/reference.mts';

/** What the checks of a run know of each other. */
export interface State {
	/** Milliseconds; the run's beginning. */
	now: number;
	/** Device token (TPNS) or UserID (Push Service). */
	to?: string;
	/** The run's own tag. */
	tag: string;
	/** What earlier checks have found: IDs and names. */
	found: Record<string, string>;
}

/** A node's operation that is run once, and what its request is compared with. */
export interface Check {
	/** `resource:operation` of the node. */
	operation: string;
	/** Added to the operation's name where one operation is checked twice. */
	variant?: string;
	/** The node's parameters, or why the check is left out. */
	parameters(state: State): INodeParameters | string;
	/** Reads from the output what later checks need. */
	learn?(state: State, output: IDataObject[]): void;
}

const day = 86_400_000;
// 36 characters that no device has.
const noToken = '0'.repeat(36);
const noUser = 'n8n-live-check-nobody';
const text = {
	title: 'Live check of n8n-nodes-tencent-push',
	content: 'If you can read this, the push arrived.',
};

/** TPNS counts the days of UTC+8. Source: docs/api/tpns.md. */
const SERVER_OFFSET_MS = 8 * 3_600_000;

const dayOf = ({ now }: State, days: number) =>
	new Date(now + SERVER_OFFSET_MS + days * day).toISOString().slice(0, 10);
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const last = (state: State): INodeParameters => ({
	startDate: dayOf(state, -6),
	endDate: dayOf(state, 0),
});
const inADay = ({ now }: State): INodeParameters => ({
	sendTime: `${new Date(now + day).toISOString().slice(0, 16)}:00`,
	timeZone: 'UTC',
});
const ownAttribute = ({ found: { attribute } }: State) => attribute;
const entry = (name: string, value: string) => ({ entries: [{ name, value }] });

const tpnsReads: Check[] = [
	{
		operation: 'push:getAll',
		parameters: (state) => ({ ...last(state), limit: 10 }),
		learn(state, [push]) {
			if (push?.pushId !== undefined) state.found.push = String(push.pushId);
		},
	},
	{
		operation: 'push:get',
		parameters: ({ found }) =>
			found.push ? { pushId: byId(found.push) } : 'the app has no push of the last week',
	},
	{
		operation: 'statistics:getPushReport',
		parameters: ({ found }) =>
			found.push ? { pushId: byId(found.push) } : 'the app has no push of the last week',
	},
	{ operation: 'statistics:getPushOverview', parameters: last },
	{ operation: 'statistics:getDeviceOverview', parameters: last },
	{
		operation: 'statistics:getPlanReport',
		parameters: (state) => ({ ...last(state), planId: '1' }),
	},
	{
		operation: 'push:getAllByDevice',
		parameters: ({ to }) => ({ device: to ?? noToken }),
	},
	{
		operation: 'account:getAllByDevice',
		parameters: ({ to }) => ({ devices: to ?? noToken }),
	},
	{ operation: 'account:getAllDevices', parameters: () => ({ accounts: noUser }) },
	{ operation: 'userAttribute:get', parameters: ({ to }) => ({ device: to ?? noToken }) },
];

const tpnsWrites: Check[] = [
	{
		operation: 'push:sendToDevices',
		parameters: ({ to }) => ({ devices: to!, ...text }),
		learn(state, [push]) {
			if (push?.pushId !== undefined) state.found.push = String(push.pushId);
		},
	},
	{
		operation: 'push:get',
		variant: 'of the push',
		parameters: ({ found }) =>
			found.push ? { pushId: byId(found.push) } : 'the push was not accepted',
	},
	{
		operation: 'statistics:getPushReport',
		variant: 'of the push',
		parameters: ({ found }) =>
			found.push ? { pushId: byId(found.push) } : 'the push was not accepted',
	},
	{
		operation: 'tag:addToDevices',
		parameters: ({ to, tag }) => ({ devices: to!, tags: tag }),
	},
	{
		operation: 'push:sendByTags',
		variant: 'scheduled, to the tag of the check',
		parameters: (state) => ({
			tagRuleInput: 'text',
			tagExpression: `xg_user_define."${state.tag}"`,
			sendWhen: 'at',
			...inADay(state),
			...text,
		}),
		learn(state, [push]) {
			if (push?.pushId !== undefined) state.found.scheduled = String(push.pushId);
		},
	},
	{
		operation: 'push:cancelScheduled',
		parameters: ({ found }) =>
			found.scheduled ? { pushId: byId(found.scheduled) } : 'nothing was scheduled',
	},
	{
		operation: 'tag:removeFromDevices',
		parameters: ({ to, tag }) => ({ devices: to!, tags: tag }),
	},
	{
		operation: 'userAttribute:add',
		parameters: (state) => {
			const name = ownAttribute(state);
			if (!name) return 'needs --attribute, a name made in the console that the device has not';
			return { device: state.to!, attributes: entry(name, 'live') };
		},
	},
	{
		operation: 'userAttribute:delete',
		parameters: (state) => {
			const name = ownAttribute(state);
			if (!name) return 'needs --attribute, a name made in the console that the device has not';
			return { device: state.to!, attributeNames: name };
		},
	},
];

const period = ({ now }: State, days: number): INodeParameters => ({
	from: new Date(now - days * day).toISOString(),
	to: new Date(now).toISOString(),
	timeZone: 'UTC',
});

const pushServiceReads: Check[] = [
	{
		operation: 'attributeName:getAll',
		parameters: () => ({}),
	},
	{
		operation: 'attributeName:getAll',
		variant: 'older family',
		parameters: () => ({ apiFamily: 'chat' }),
	},
	{
		operation: 'scheduledPush:getAll',
		parameters: () => ({ limit: 10 }),
		learn(state, [task]) {
			if (task?.scheduledPushId !== undefined) state.found.task = String(task.scheduledPushId);
		},
	},
	{
		operation: 'scheduledPush:get',
		parameters: ({ found }) => ({ scheduledPushId: byId(found.task ?? '1') }),
	},
	{ operation: 'userAttribute:get', parameters: ({ to }) => ({ users: to ?? noUser }) },
	{
		operation: 'userAttribute:get',
		variant: 'older family',
		parameters: ({ to }) => ({ users: to ?? noUser, apiFamily: 'chat' }),
	},
	{ operation: 'tag:get', parameters: ({ to }) => ({ users: to ?? noUser }) },
	{
		operation: 'tag:get',
		variant: 'older family',
		parameters: ({ to }) => ({ users: to ?? noUser, apiFamily: 'chat' }),
	},
	{ operation: 'statistics:getReport', parameters: (state) => period(state, 29) },
	{ operation: 'statistics:getLossAnalysis', parameters: (state) => period(state, 6) },
	{ operation: 'statistics:getChatReport', parameters: (state) => period(state, 29) },
	{ operation: 'statistics:getChatLossAnalysis', parameters: (state) => period(state, 6) },
	{
		operation: 'statistics:getTrace',
		parameters: ({ to }) => ({ taskId: 'n8n-live-check', user: to ?? noUser }),
	},
	{ operation: 'statistics:getChatTrace', parameters: () => ({ pushId: 'n8n-live-check' }) },
];

const pushServiceWrites: Check[] = [
	{
		operation: 'push:sendToUsers',
		parameters: ({ to }) => ({ users: to!, ...text }),
		learn(state, [push]) {
			if (typeof push?.taskId === 'string') state.found.taskId = push.taskId;
		},
	},
	{
		operation: 'statistics:getReport',
		variant: 'of the push',
		parameters: (state) =>
			state.found.taskId
				? { taskIds: state.found.taskId, ...period({ ...state, now: Date.now() + 60_000 }, 1) }
				: 'the push was not accepted',
	},
	{
		operation: 'statistics:getTrace',
		variant: 'of the push',
		parameters: ({ found, to }) =>
			found.taskId ? { taskId: found.taskId, user: to! } : 'the push was not accepted',
	},
	{ operation: 'tag:add', parameters: ({ to, tag }) => ({ users: to!, tags: tag }) },
	{ operation: 'tag:get', variant: 'with the tag', parameters: ({ to }) => ({ users: to! }) },
	{ operation: 'tag:remove', parameters: ({ to, tag }) => ({ users: to!, tags: tag }) },
	{
		operation: 'userAttribute:set',
		parameters: (state) => {
			const name = ownAttribute(state);
			if (!name) return 'needs --attribute, a name of the app that the user has no value for';
			return { users: state.to!, attributes: entry(name, 'live') };
		},
	},
	{
		operation: 'userAttribute:delete',
		parameters: (state) => {
			const name = ownAttribute(state);
			if (!name) return 'needs --attribute, a name of the app that the user has no value for';
			return { users: state.to!, attributeNames: name };
		},
	},
	{
		operation: 'scheduledPush:create',
		parameters: (state) => ({ audience: 'users', users: state.to!, ...inADay(state), ...text }),
		learn(state, [task]) {
			if (task?.scheduledPushId !== undefined) {
				state.found.ownTask = String(task.scheduledPushId);
			}
		},
	},
	{
		operation: 'scheduledPush:get',
		variant: 'of the push',
		parameters: ({ found }) =>
			found.ownTask ? { scheduledPushId: byId(found.ownTask) } : 'nothing was scheduled',
	},
	{
		operation: 'scheduledPush:delete',
		parameters: ({ found }) =>
			found.ownTask
				? { scheduledPushId: byId(found.ownTask), audience: 'users' }
				: 'nothing was scheduled',
	},
];

/** The checks of a product: its reads, and with a recipient what concerns that one alone. */
export function checksOf(product: Product, hasRecipient: boolean): Check[] {
	const [reads, writes] = {
		tpns: [tpnsReads, tpnsWrites],
		'push-service': [pushServiceReads, pushServiceWrites],
	}[product];
	return hasRecipient ? [...reads, ...writes] : reads;
}
