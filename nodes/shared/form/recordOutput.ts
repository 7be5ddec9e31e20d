import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../fields/field';
import { allShownWhen, field, group, shownWhen } from '../fields/field';

/** Makes the output of a record from what describes it, simplified or raw. */
export type RecordOutput = (describe: (isSimple: boolean) => IDataObject) => IDataObject;

const simplify = field({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const output = field({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'Only the fields that most agents need',
		},
		{ name: 'Raw', value: 'raw', description: 'All fields' },
		{ name: 'Selected Fields', value: 'selectedFields', description: 'Only the fields you select' },
	],
	default: 'simplified',
	description: 'What the AI agent gets of each record',
});

/**
 * How much of a record an operation returns: a switch in workflows, and for AI agents, whose context
 * is limited, also the fields by name. Source: n8n's UX guidelines, "Simplifying output fields".
 *
 * @param id name of the record's ID, which every output has
 * @param names the other fields that can be selected, by name
 */
export function recordOutput(id: string, names: readonly string[]): Field<RecordOutput> {
	const fields = field({
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		options: names.map((name) => ({ name, value: name })),
		default: [],
		description: `Fields that the AI agent gets, besides ${id}`,
	});
	return group(
		{
			simplify: shownWhen({ '@tool': [false] }, simplify),
			...allShownWhen(
				{ '@tool': [true] },
				{ output, fields: shownWhen({ output: ['selectedFields'] }, fields) },
			),
		},
		(values, { isTool }) => {
			const chosen = isTool ? values.output : values.simplify ? 'simplified' : 'raw';
			if (chosen !== 'selectedFields') return (describe) => describe(chosen === 'simplified');
			const selected = [id, ...values.fields];
			return (describe) => {
				const record = { ...describe(false), ...describe(true) };
				return Object.fromEntries(
					selected.filter((name) => name in record).map((name) => [name, record[name]]),
				);
			};
		},
	);
}
