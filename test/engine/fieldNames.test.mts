import type { INodeProperties } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import type { ErrorTable } from '../../nodes/shared/transport/apiError.ts';
import { pushServiceErrors } from '../../nodes/TencentPush/errors.ts';
import { tpnsErrors } from '../../nodes/Tpns/errors.ts';
import { runSample, type SampledOperation, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

let emulator: Emulator;

beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator();
});
afterEach(() => emulator.close());

const tables: Record<SampledOperation['node'], ErrorTable> = {
	tpns: tpnsErrors,
	tencentPush: pushServiceErrors,
};

/** Everything that a form calls by a name, at any depth. */
function* fieldsOf(properties: readonly INodeProperties[]): Generator<INodeProperties> {
	for (const property of properties) {
		yield property;
		for (const option of property.options ?? []) {
			if ('values' in option) yield* fieldsOf(option.values);
			else if ('type' in option) yield* fieldsOf([option]);
		}
	}
}

/** Names of fields that are no usual words: with two capitals, e.g. `Preview Only`. */
const names = [
	...new Set(
		sampledOperations.flatMap(({ operation }) =>
			[...fieldsOf(operation.properties)]
				.filter(({ type }) => type !== 'notice')
				.map(({ displayName }) => displayName),
		),
	),
].filter(
	(name) =>
		/^\p{Lu}\S* \p{Lu}/u.test(name) &&
		!sampledOperations.some(({ operation }) => operation.name === name),
);

/** Names in a text as those of fields; another operation's are given with it, e.g. `Push: Get Many`. */
function namedIn(text: string): string[] {
	let rest = text;
	return [...names]
		.sort((a, b) => b.length - a.length)
		.filter((name) => {
			const isNamed = new RegExp(
				`(?<!\\p{L}|: )${name.replace(/[()+.]/g, '\\$&')}(?!\\p{L})`,
				'u',
			).test(rest);
			if (isNamed) rest = rest.replaceAll(name, '');
			return isNamed;
		});
}

function unknownIn(texts: readonly string[], { operation }: SampledOperation): string[] {
	const own = new Set([...fieldsOf(operation.properties)].map(({ displayName }) => displayName));
	const isOwn = (name: string) => own.has(name) || own.has(`${name}s`);
	return texts.filter((text) => !namedIn(text).every(isOwn));
}

test('there are names and codes to look for', () => {
	expect(names).toContain('Preview Only');
	expect(namedIn('Try Preview Only first')).toEqual(['Preview Only']);
	for (const sampled of sampledOperations) expect(telling(sampled).length).toBeGreaterThan(2);
});

test.each(sampledOperations)(
	'$node $key refused for its request names Preview Only where it has it',
	async (sampled) => {
		const hasPreview = sampled.operation.properties.some(({ name }) => name === 'previewOnly');
		const code = sampled.node === 'tpns' ? 1008001 : 60003;
		const { output } = await runSample(emulator, failing(sampled, code), {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(JSON.stringify(output).includes('Preview Only shows the request')).toBe(hasPreview);
	},
);

test.each(sampledOperations)('the form of $node $key names its own fields only', (sampled) => {
	const texts = [...fieldsOf(sampled.operation.properties)].flatMap((field) => [
		field.description ?? '',
		field.hint ?? '',
		field.type === 'notice' ? field.displayName : '',
		...(field.options ?? []).map((option) =>
			'description' in option ? (option.description ?? '') : '',
		),
	]);
	expect(unknownIn(texts, sampled)).toEqual([]);
});

/** Codes that any request may meet: the Push Service's others speak of certain requests. */
const ANY_REQUEST = /^docs\/api\/(tpns\.md|push-service\.md 7\.2$)/;

/** Codes whose texts name a field, and those whose texts send to the request. */
const telling = ({ node }: SampledOperation) =>
	Object.entries(tables[node])
		.filter(
			([, { title, cause = '', fix, seenInRequest, source }]) =>
				seenInRequest ||
				(ANY_REQUEST.test(source) && namedIn(`${title}. ${cause}. ${fix}`).length > 0),
		)
		.map(([code]) => code);

test.each(sampledOperations)(
	'what a code says of $node $key names its own fields only',
	async (sampled) => {
		for (const code of telling(sampled)) {
			const { output, hints, error } = await runSample(emulator, failing(sampled, Number(code)), {
				settings: { onError: 'continueRegularOutput' },
			});
			const texts = [
				...output.map(({ json }) => JSON.stringify(json)),
				...hints.map(({ message }) => message),
				`${error?.message} ${error?.description}`,
			];
			expect({ code, texts: unknownIn(texts, sampled) }).toEqual({ code, texts: [] });
			await emulator.close();
			emulator = await startEmulator();
		}
	},
);

/** The same, with every request of the node refused. */
function failing(sampled: SampledOperation, code: number): SampledOperation {
	const { sample } = sampled;
	return {
		...sampled,
		sample: {
			...sample,
			async prepare(started) {
				const parameters = await sample.prepare?.(started);
				started.control.addFault({ kind: 'code', code, times: 'always' });
				return parameters;
			},
		},
	};
}
