import fc from 'fast-check';
import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import {
	NEEDS_ENGINE,
	parseTemplate,
	resolveTemplate,
} from '../../nodes/shared/run/itemExpression.ts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

let workflow: Workflow;
const node: INode = {
	id: '1',
	name: 'Node',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

beforeAll(async () => {
	await startExpressionEngine();
	const type = { description: { properties: [] } };
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
	} as unknown as INodeTypes;
	workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
});

afterAll(async () => {
	await workflow.expression.releaseIsolate();
	await stopExpressionEngine();
});

function engine(expression: string, json: IDataObject): unknown {
	return workflow.expression.getParameterValue(
		expression,
		null,
		0,
		0,
		'Node',
		[{ json }],
		'manual',
		{},
	);
}

test.each([
	['={{ $json.token }}', ['', ['token'], '']],
	['={{$json.token}}', ['', ['token'], '']],
	['={{ $json["device token"] }}', ['', ['device token'], '']],
	["={{ $json['a'].b[0] }}", ['', ['a', 'b', 0], '']],
	['={{ $json.user.tokens[12] }}', ['', ['user', 'tokens', 12], '']],
	['=Hello {{ $json.name }}!', ['Hello ', ['name'], '!']],
	['={{ $json.a }} ', ['', ['a'], ' ']],
	['={{ $json.a }}{{ $json.b }}', ['', ['a'], '', ['b'], '']],
	['=Hello', ['Hello']],
])('%s names values of the item', (expression, template) => {
	expect(parseTemplate(expression)).toEqual(template);
});

test.each([
	'={{ $json }}',
	'=x{{ $json }}{{ $json.a }}',
	'={{ $json.a() }}',
	'={{ $json.a + 1 }}',
	'={{ $json?.a }}',
	'={{ $json[0 + 1] }}',
	'={{ $json["a\\n"] }}',
	'={{ $json["a}}b"] }}',
	'=a\\{{ $json.a }}',
	'={{ $json.a }} .constructor',
	'$json.a',
	'={{ $json.a.toUpperCase() }}',
	'={{ $json.toString }}',
	'={{ $json["__proto__"].a }}',
])('%s is left to the engine', (expression) => {
	expect(parseTemplate(expression)).toBeUndefined();
});

const name = fc.oneof(
	fc.constantFrom(
		'token',
		'a',
		'device token',
		'length',
		'constructor',
		'__proto__',
		'toString',
		'0',
		'é',
		'x-y',
		'isEmpty',
		'first',
	),
	fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/),
);
/** A step that every object knows. */
const INHERITED = /\b(constructor|__proto__|toString)\b/;
const leaf = fc.oneof(
	fc.string(),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
	fc.constantFrom('={{ 1 + 1 }}', '{{ $json.a }}', ''),
);
const json = fc.letrec((tie) => ({
	value: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('object'), tie('list')),
	object: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
	list: fc.array(tie('value'), { maxLength: 3 }),
})).object as fc.Arbitrary<IDataObject>;
/** Ways to write a step of a path, as an expression can. */
function spellings(step: string | number): string[] {
	if (typeof step === 'number') return [`[${step}]`];
	const quoted = [`["${step}"]`, `['${step}']`];
	return /^[A-Za-z_$][\w$]*$/.test(step) ? [`.${step}`, ...quoted] : quoted;
}

/** A path that leads somewhere, and now and then a step too far. */
function pathIn(value: unknown, choose: (most: number) => number): string {
	let path = '';
	for (let depth = 0; depth < 4; depth++) {
		const steps: Array<string | number> = Array.isArray(value)
			? [...value.keys()]
			: typeof value === 'object' && value !== null
				? Object.keys(value)
				: [];
		const stop = depth > 0 && choose(3) === 0;
		if (stop && choose(5) > 0) break;
		const step = steps.length > 0 ? steps[choose(steps.length - 1)] : ['length', 0, 'a'][choose(2)];
		const ways = spellings(step);
		path += ways[choose(ways.length - 1)];
		value = (value as Record<string | number, unknown> | undefined | null)?.[step];
	}
	return path;
}

test('wherever the item can tell, it tells what the engine tells', () => {
	let told = 0;
	fc.assert(
		fc.property(json, fc.infiniteStream(fc.nat(1_000)), (item, numbers) => {
			const written = pathIn(item, (most) => numbers.next().value % (most + 1));
			const expression = `={{ $json${written} }}`;
			const template = parseTemplate(expression);
			expect(template === undefined).toBe(INHERITED.test(written));
			const value = template ? resolveTemplate(item, template) : NEEDS_ENGINE;
			if (value === NEEDS_ENGINE) return;
			told++;
			expect(value).toEqual(engine(expression, item));
		}),
		{ numRuns: 2000 },
	);
	expect(told).toBeGreaterThan(100);
});

/** What people write around a reference, and what has a meaning in expressions or in JavaScript. */
const text = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'',
		' ',
		'Hello ',
		'\n',
		'\r\n',
		'`',
		'${1}',
		'"',
		"'",
		'=',
		'$json',
		'.isEmpty()',
		'//',
		'/*',
		'\u2028',
		'你好 😀',
	),
);

test('text with references is what the engine makes of it', () => {
	let told = 0;
	fc.assert(
		fc.property(
			fc.dictionary(name, leaf, { minKeys: 1, maxKeys: 4 }) as fc.Arbitrary<IDataObject>,
			fc.array(text, { minLength: 2, maxLength: 4 }),
			fc.infiniteStream(fc.nat(1_000)),
			(item, texts, numbers) => {
				const choose = (most: number) => numbers.next().value % (most + 1);
				const expression = `=${texts.join(`{{ $json${pathIn(item, choose)} }}`)}`;
				const template = parseTemplate(expression);
				const value = template ? resolveTemplate(item, template) : NEEDS_ENGINE;
				if (value === NEEDS_ENGINE) return;
				told++;
				expect(value).toEqual(engine(expression, item));
			},
		),
		{ numRuns: 2000 },
	);
	expect(told).toBeGreaterThan(100);
});
