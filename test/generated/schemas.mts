import { join } from 'node:path';
import { createCompoundSchema } from 'genson-js';
import type { SampledOperation } from '../samples/all.mts';
import { seen } from './seen.mts';

/** Where n8n looks for an operation's output schema, below the repository's root. */
export function schemaFile({ folder, resource, operation }: SampledOperation): string {
	return join('nodes', folder, '__schema__', 'v1.0.0', resource.value, `${operation.value}.json`);
}

/** The output schema of an operation: what the editor offers to drag before the first run. */
export async function schemaOf(operation: SampledOperation): Promise<string> {
	const { output } = await seen(operation);
	const schema = { ...withFractions(createCompoundSchema(output)), version: 1 };
	return `${JSON.stringify(schema, typesOnly, '	')}
`;
}

/** n8n's schemas name types only; that a rate was a whole number in this run says nothing. */
function typesOnly(name: string, value: unknown): unknown {
	if (name === 'required' && Array.isArray(value)) return undefined;
	if (name === 'type' && value === 'integer') return 'number';
	return value;
}

/** A rate is a fraction, though that of the sample may be a whole number or nothing. */
function withFractions(schema: object): object {
	return JSON.parse(
		JSON.stringify(schema, (name, value: unknown) =>
			/Rate$/.test(name) && typeof value === 'object' ? { ...value, type: 'number' } : value,
		),
	) as object;
}
