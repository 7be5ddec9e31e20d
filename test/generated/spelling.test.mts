import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { simplifyEvent } from '../../nodes/TencentPushTrigger/events.ts';
import { changeItem } from '../../nodes/TpnsTrigger/item.ts';
import { readRecord } from '../../nodes/Tpns/pushRecord/record.ts';
import { sampledOperations } from '../samples/all.mts';
import { root } from './root.mts';
import { schemaFile } from './schemas.mts';

interface Schema {
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Fields below which the API's own answer stands as it is, or the user's own names. */
const NOT_OURS = new Set(['raw', 'trace', 'request', 'attributes']);

function* namesOf({ properties = {}, items }: Schema): Generator<string> {
	for (const [name, below] of Object.entries(properties)) {
		yield name;
		if (!NOT_OURS.has(name)) yield* namesOf(below);
	}
	if (items) yield* namesOf(items);
}

/** Every field of Tencent's callbacks. Source: docs/api/push-service.md 5.2, 5.3. */
const EVENT = {
	CallbackCommand: 'Push.AllMemberPush',
	DataId: 'd',
	DeviceType: 1,
	ErrCode: 1,
	ErrInfo: 'x',
	EventTime: 1_700_000_000,
	EventType: 1,
	From_Account: 'a',
	GroupID: 'g',
	MsgKey: 'k',
	MsgRandom: 1,
	MsgSeq: 1,
	MsgTime: 1_700_000_000,
	PushID: 'p',
	PushPlatform: 1,
	PushStage: 3,
	TaskId: 't',
	TaskTime: 1_700_000_000,
	To_Account: 'u',
};

const RECORD = {
	pushId: '1',
	title: 't',
	content: 'c',
	status: 'PUSH_FINISHED',
	date: '2026-01-01 00:00:00',
	pushType: 'all',
	messageType: 'notify',
	environment: 'product',
	source: 'api',
	createTime: 1_700_000_000,
	collapseID: 1,
	uploadId: 1,
	targetList: ['a'],
};

/** Names by the output in which they stand. */
const outputs: Array<[output: string, names: string[]]> = [
	...sampledOperations.map((each): [string, string[]] => [
		`${each.node} ${each.key}`,
		[...namesOf(JSON.parse(readFileSync(join(root, schemaFile(each)), 'utf8')) as Schema)],
	]),
	...['Push.AllMemberPush', 'Push.OfflinePush'].map((command): [string, string[]] => [
		`trigger ${command}`,
		Object.keys(simplifyEvent(EVENT, command, 'id')),
	]),
	[
		'TPNS trigger',
		Object.keys(changeItem(readRecord(RECORD as IDataObject), 'created', true, { report: null })),
	],
];

const all = [...new Set(outputs.flatMap(([, names]) => names))];

/** What people would call the same: case, underscores and the words of times apart. */
function meaning(name: string): string {
	const plain = name.toLowerCase().replaceAll('_', '');
	const time = /^(.+?)(?:ed|e)?(?:at|time)$/.exec(plain)?.[1];
	return time === undefined ? plain : `${time} (time)`;
}

const simplified = sampledOperations.filter(({ operation }) =>
	operation.properties.some(({ name }) => name === 'simplify'),
);

// The most that n8n's UX guidelines allow a simplified output.
test.each(simplified.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s has at most ten fields when it is simplified',
	(_output, each) => {
		const schema = JSON.parse(readFileSync(join(root, schemaFile(each)), 'utf8')) as Schema;
		expect(Object.keys(schema.properties ?? {}).length).toBeLessThanOrEqual(10);
	},
);

test.each(outputs)('%s spells its fields in camelCase', (_output, names) => {
	expect(names.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
});

test('no two outputs spell one thing differently', () => {
	const spellings = new Map<string, string[]>();
	for (const name of all) {
		spellings.set(meaning(name), [...(spellings.get(meaning(name)) ?? []), name]);
	}
	expect([...spellings.values()].filter((names) => names.length > 1)).toEqual([]);
});

test.each([
	['user', ['users', 'userId', 'userID', 'userid', 'toAccount', 'userName']],
	['token', ['deviceToken', 'device', 'xgToken']],
	['account', ['accountId', 'accountName']],
	['taskId', ['taskIds', 'pushTaskId']],
	['pushType', ['pushTargetType', 'targetType', 'audienceType']],
	['planDescription', ['planDescribe', 'planDesc']],
	['reason', ['errorMessage', 'errInfo', 'errorInfo', 'dispatchErr']],
	['code', ['errorCode', 'errCode', 'retCode']],
	['content', ['desc', 'body', 'text']],
])('%s is called so everywhere', (name, others) => {
	expect(all).toContain(name);
	expect(others.filter((other) => all.includes(other))).toEqual([]);
});

test('an example in a form names a field that an output has', () => {
	const examples = sampledOperations.flatMap(({ node, key, operation }) =>
		[...JSON.stringify(operation.properties).matchAll(/\{\{ \$json\.(\w+) \}\}/g)].map(
			([, name]) => `${node} ${key}: ${name}`,
		),
	);
	expect(examples.length).toBeGreaterThan(20);
	expect(examples.filter((example) => !all.includes(example.split(': ')[1]))).toEqual([]);
});
