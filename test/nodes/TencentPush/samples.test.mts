import { resources } from '../../../nodes/TencentPush/resources/index.ts';
import { tencentPushSamples } from '../../samples/tencentPush.mts';
import { emulator, freshEmulatorForEachTest } from '../../support/freshEmulator.mts';
import { runTencentPush } from '../../support/tencentPush.mts';

const called = new Set<string>();
freshEmulatorForEachTest({ pushService: { settings: { frequencyLimits: false } } });

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map((operation) => `${value}:${operation.value}`),
);

test('every operation has a sample', () => {
	expect(Object.keys(tencentPushSamples).sort()).toEqual([...operations].sort());
});

async function run(name: string, more: Record<string, string> = {}) {
	const [resource, operation] = name.split(':');
	const { parameters, items, prepare } = tencentPushSamples[name];
	const prepared = await prepare?.(emulator);
	const before = emulator.control.requests().length;
	const result = await runTencentPush(
		emulator,
		{ resource, operation, ...parameters, ...prepared, ...more },
		items,
	);
	expect(result.error).toBeUndefined();
	const own = emulator.control.requests().slice(before);
	for (const { path, accepted, unknownFields } of own) {
		called.add(path);
		expect({ path, accepted, unknownFields }).toEqual({ path, accepted: true, unknownFields: [] });
	}
	expect(own.length).toBeGreaterThan(0);
	return { ...result, paths: own.map(({ path }) => path) };
}

test.each(operations)('%s succeeds', async (name) => {
	const { output } = await run(name);
	expect(output.length).toBeGreaterThan(0);
	expect(output[0].pairedItem).toBeDefined();
});

test.each([
	['push:sendByTags', { chatText: 'Hello' }],
	['push:sendByAttributes', { chatText: 'Hello' }],
	['push:sendToAll', { chatText: 'Hello' }],
	['attributeName:set', {}],
	['attributeName:getAll', {}],
	['userAttribute:set', {}],
	['userAttribute:get', {}],
	['userAttribute:delete', {}],
	['tag:add', {}],
	['tag:get', {}],
	['tag:remove', {}],
	['tag:removeAll', {}],
])('%s succeeds in the older family too', async (name, more) => {
	const { output, paths } = await run(name, { apiFamily: 'chat', ...more });
	expect(output.length).toBeGreaterThan(0);
	expect(paths.every((path) => path.startsWith('/v4/all_member_push/'))).toBe(true);
});

// docs/api/push-service.md 3.0, 6.1 and 6.2
const documented = {
	timpush: [
		...['push', 'batch', 'revoke', 'set_attr_name', 'get_attr_name', 'set_attr', 'get_attr'],
		...['remove_attr', 'add_tag', 'get_tag', 'remove_tag', 'clear_all_tags', 'add_sched_task'],
		...['modify_sched_task', 'delete_sched_task', 'get_sched_task', 'list_sched_task'],
		...['all_member_push_trace', 'all_member_push_statistics', 'all_member_push_loss'],
		...['normal_push_trace', 'normal_push_statistics', 'normal_push_loss'],
	],
	all_member_push: [
		...['im_push', 'im_set_attr_name', 'im_get_attr_name', 'im_set_attr', 'im_get_attr'],
		...['im_remove_attr', 'im_add_tag', 'im_get_tag', 'im_remove_tag', 'im_remove_all_tags'],
	],
	openim: ['sendmsg', 'batchsendmsg'],
	group_open_http_svc: ['send_group_msg'],
};

test('every documented path is called by some operation', () => {
	const paths = Object.entries(documented).flatMap(([service, commands]) =>
		commands.map((command) => `/v4/${service}/${command}`),
	);
	expect([...called].sort()).toEqual([...paths].sort());
});
