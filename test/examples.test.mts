import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const doc = readFileSync(join(root, 'docs/recipes.md'), 'utf8');
const files = readdirSync(join(root, 'examples'));

interface Workflow {
	nodes: Array<{ name: string; type: string; parameters: object }>;
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
}

function workflowOf(file: string): Workflow {
	return JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Workflow;
}

/** The arrows of a recipe's picture, as pairs of node names; none when it has no picture. */
function arrowsIn(file: string): string[] {
	const [, picture = ''] = doc.split(`(../examples/${file})\n`)[1]?.split('```') ?? [];
	const names = new Map<string, string>();
	for (const [, id, name] of picture.matchAll(/^ {2}(n\d+)\W+"(.+)"/gm)) names.set(id, name);
	return [...picture.matchAll(/^ {2}(n\d+) \S+ (n\d+)$/gm)]
		.map(([, from, to]) => `${names.get(from)} > ${names.get(to)}`)
		.sort();
}

function arrowsOf({ connections }: Workflow): string[] {
	return Object.entries(connections)
		.flatMap(([from, kinds]) =>
			Object.values(kinds)
				.flat(2)
				.map(({ node }) => `${from} > ${node}`),
		)
		.sort();
}

test.each(files)('%s is in the gallery and says what to change', (file) => {
	expect(doc).toContain(`(../examples/${file})`);
	const { nodes } = workflowOf(file);
	expect(nodes.some(({ type }) => type.endsWith('.stickyNote'))).toBe(true);
});

test.each(files.filter((file) => doc.includes(`[${file}]`)))('the picture shows %s', (file) => {
	expect(arrowsIn(file)).toEqual(arrowsOf(workflowOf(file)));
});

type Rows = object[];

/** What a Code node returns for its input, and for what the nodes before it have returned. */
function runCode(file: string, name: string, input: Rows, before: Record<string, Rows>): Rows {
	const node = workflowOf(file).nodes.find((each) => each.name === name);
	const { jsCode } = node?.parameters as { jsCode: string };
	const dataOf = (rows: Rows) => ({
		all: () => rows.map((json) => ({ json })),
		first: () => ({ json: rows[0] }),
		isExecuted: true,
	});
	const code = new Function('$input', '$', jsCode) as (...data: unknown[]) => { json: object }[];
	return code(dataOf(input), (other: string) => dataOf(before[other])).map(({ json }) => json);
}

/** What an expression of a node's parameters gives for an item. */
function evaluate(expression: string, $json: object): unknown {
	const [, body] = /^=\{\{(.+)\}\}$/s.exec(expression) ?? [];
	return (new Function('$json', `return ${body}`) as (json: object) => unknown)($json);
}

/** The last of an expression's parts in braces. */
function lastPart(expression: string): string {
	return `={{${expression.split('{{').pop()}`;
}

describe('UserIDs that are numbers, or have white space at their ends', () => {
	const Settings = [{ pushes: 2 }];
	const contacts = [{ user: 1024 }, { user: ' anna ' }, { user: 'ben' }];

	test('frequency-cap finds them in its log', () => {
		const log = ['1024', '1024', ' anna ', 'anna', 'ben'].map((user) => ({ user }));
		const found = runCode('frequency-cap.json', 'Below the cap', contacts, {
			'Get log': log,
			Settings,
		});
		expect(found).toEqual([{ user: 'ben' }]);
	});

	test('fallback-channel finds them among those whose phone got the push', () => {
		const delivered = ['1024', 'anna'].map((user) => ({ user }));
		const found = runCode('fallback-channel.json', 'Not delivered', delivered, {
			'Get contacts': contacts,
		});
		expect(found).toEqual([{ user: 'ben' }]);
	});
});

test('fallback-channel sends one text message to a user whom two contacts name', () => {
	const contacts = [{ user: 'anna' }, { phone: '+49 1' }, { user: 'anna' }, { phone: '+49 2' }];
	const found = runCode('fallback-channel.json', 'Not delivered', [{}], {
		'Get contacts': contacts,
	});
	expect(found).toEqual([contacts[0], contacts[1], contacts[3]]);
});

test('frequency-cap counts one push for a user whom two contacts name', () => {
	const filter = workflowOf('frequency-cap.json').nodes.find(({ name }) => name === 'Not failed');
	const { conditions } = filter?.parameters as {
		conditions: { conditions: Array<{ leftValue: string; rightValue: string }> };
	};
	const [{ leftValue, rightValue }] = conditions.conditions;
	const isLogged = (json: object) => new RegExp(rightValue).test(String(evaluate(leftValue, json)));
	expect(isLogged({ status: 'accepted' })).toBe(true);
	expect(isLogged({ status: 'unknown' })).toBe(true);
	expect(isLogged({ status: 'failed' })).toBe(false);
	expect(isLogged({ status: 'accepted', duplicate: true })).toBe(false);
});

test('ab-test puts a token into one group, with or without white space at its ends', () => {
	const hash = workflowOf('ab-test.json').nodes.find(({ name }) => name === 'Hash token');
	const { value } = hash?.parameters as { value: string };
	const tokens = ['abc', ' abc\n'].map((token) => evaluate(lastPart(value), { token }));
	expect(tokens).toEqual(['abc', 'abc']);
});

test.each([
	['growth', { firstWave: 2, growth: 0 }],
	['growth', { firstWave: 2 }],
	['firstWave', { firstWave: 0, growth: 3 }],
])(
	'send-in-waves refuses a %s with which no wave or not every contact would come',
	(_, setting) => {
		const contacts = [1, 2, 3].map((token) => ({ token }));
		expect(() =>
			runCode('send-in-waves.json', 'Plan waves', contacts, { Settings: [setting] }),
		).toThrow(/firstWave.*growth/);
	},
);

test('follow-up-after-click takes the clicks of a user on two devices as those of one push', () => {
	const { nodes } = workflowOf('follow-up-after-click.json');
	const { dedupeValue } = nodes.find(({ name }) => name === 'Once per user and push')
		?.parameters as { dedupeValue: string };
	const push = (click: object) => evaluate(lastPart(dedupeValue), click);
	// Source: docs/api/push-service.md 5.2, the note on the sample.
	const [offline, online, other] = ['5e80_2780_bc614e', '5e80_2780_9', '5e80_2781_9'].map((id) =>
		push({ taskId: `657bf434_537529d8_${id}` }),
	);
	expect(online).toBe(offline);
	expect(other).not.toBe(offline);
	expect(push({ taskId: '657bf434_537529d8_5e80_2780_9', dataId: 'spring' })).toBe('spring');
});

test('failed-devices-to-list tells what to remove from what failed for now', () => {
	const { nodes } = workflowOf('failed-devices-to-list.json');
	const { jsonOutput } = nodes.find(({ name }) => name === 'Keep what matters')?.parameters as {
		jsonOutput: string;
	};
	const event = { user: 'anna', vendor: 'fcm', code: '429', removeFromList: false };
	expect(evaluate(jsonOutput, event)).toMatchObject(event);
});

test('welcome-on-crm-event asks for no other delivery of an event whose token does not exist', () => {
	const { nodes } = workflowOf('welcome-on-crm-event.json');
	const send = nodes.find(({ name }) => name === 'Send welcome');
	expect(send?.parameters).toMatchObject({ options: { onInvalidRecipients: 'output' } });
});

test('ab-test says how to go on where an earlier run sent the test pushes', () => {
	const skipped = [{ status: 'skipped' }];
	expect(() =>
		runCode('ab-test.json', 'Test pushes', skipped, { 'Send A': skipped, 'Send B': skipped }),
	).toThrow(/no test push in this run.*retry that execution/);
});
