/**
 * Resources and operations of both nodes, by the values that workflows store. They never change.
 */
export const contract = {
	tpns: {
		push: [
			'sendToDevices',
			'sendToAccounts',
			'sendByTags',
			'sendToAll',
			'sendToPackage',
			'sendAndWait',
			'get',
			'getAll',
			'getAllByDevice',
			'stop',
			'cancelScheduled',
			'revoke',
		],
		pushPlan: ['create'],
		audiencePackage: ['upload'],
		tag: ['addToDevices', 'removeFromDevices', 'replaceOnDevice', 'removeAllFromDevice', 'delete'],
		account: [
			'bind',
			'unbind',
			'unbindAllFromDevices',
			'unbindFromAllDevices',
			'getAllByDevice',
			'getAllDevices',
		],
		userAttribute: ['add', 'update', 'delete', 'deleteAll', 'get'],
		statistics: ['getPushOverview', 'getDeviceOverview', 'getPushReport', 'getPlanReport'],
	},
	tencentPush: {
		push: ['sendToAll', 'sendByTags', 'sendByAttributes', 'sendToUsers', 'sendAndWait', 'revoke'],
		scheduledPush: ['create', 'update', 'delete', 'get', 'getAll'],
		attributeName: ['set', 'getAll'],
		userAttribute: ['set', 'get', 'delete'],
		tag: ['add', 'replace', 'get', 'remove', 'removeAll'],
		statistics: [
			'getReport',
			'getLossAnalysis',
			'getTrace',
			'getChatReport',
			'getChatLossAnalysis',
			'getChatTrace',
		],
		chatMessage: ['sendToUser', 'sendToUsers', 'sendToGroup'],
	},
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type NodeName = keyof typeof contract;

/** `resource:operation` of every operation of a node, in no order. */
export function operationsOf(node: NodeName): string[] {
	return Object.entries<readonly string[]>(contract[node]).flatMap(([resource, operations]) =>
		operations.map((operation) => `${resource}:${operation}`),
	);
}
