import type { INodeProperties } from 'n8n-workflow';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';

/** Everything that a form calls by a name, at any depth. */
export function* fieldsOf(properties: readonly INodeProperties[]): Generator<INodeProperties> {
	for (const property of properties) {
		yield property;
		for (const option of property.options ?? []) {
			if ('values' in option) yield* fieldsOf(option.values);
			else if ('type' in option) yield* fieldsOf([option]);
		}
	}
}

const allNames = [
	...new Set(
		sampledOperations.flatMap(({ operation }) =>
			[...fieldsOf(operation.properties)]
				.filter(({ type }) => type !== 'notice')
				.map(({ displayName }) => displayName),
		),
	),
];

/** Names of fields that are no usual words: with two capitals, e.g. `Preview Only`. */
export const names = allNames.filter(
	(name) =>
		/^\p{Lu}\S* \p{Lu}/u.test(name) &&
		!sampledOperations.some(({ operation }) => operation.name === name),
);

/** Names with two capitals in any place, and the others in the quotes of a message. */
const patterns = [...allNames]
	.sort((a, b) => b.length - a.length)
	.map((name) => {
		const written = name.replace(/[()+.]/g, '\\$&');
		const pattern = names.includes(name) ? `(?<!\\p{L}|: )${written}(?!\\p{L})` : `'${written}'`;
		return { name, pattern: new RegExp(pattern, 'u') };
	});

/** Names in a text as those of fields; another operation's are given with it, e.g. `Push: Get Many`. */
export function namedIn(text: string): string[] {
	let rest = text;
	return patterns.flatMap(({ name, pattern }) => {
		if (!pattern.test(rest)) return [];
		rest = rest.replaceAll(name, '');
		return [name];
	});
}

/** Of some texts those that name a field which the operation's form does not have. */
export function unknownIn(texts: readonly string[], { operation }: SampledOperation): string[] {
	const own = new Set([...fieldsOf(operation.properties)].map(({ displayName }) => displayName));
	const isOwn = (name: string) => own.has(name) || own.has(`${name}s`);
	return texts.filter((text) => !namedIn(text).every(isOwn));
}

/** An operation's sample with every request of the node refused. */
export function failing(sampled: SampledOperation, code: number): SampledOperation {
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
