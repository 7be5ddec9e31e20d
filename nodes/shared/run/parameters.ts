import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../fields/field';
import { FieldError } from '../fields/fieldError';
import { messageOf } from './failures';
import type { Template } from './itemExpression';
import { NEEDS_ENGINE, parseTemplate, resolveTemplate } from './itemExpression';
import { isCalledByAgent } from './toolCall';

/** Reads a field for one item. */
type Reader = (index: number) => unknown;

/** Reads the fields of an operation, each in the cheapest way that gives the engine's result. */
export interface ParameterReader {
	/** Values of some fields for an item. */
	read(names: readonly string[], index: number): Parameters;
	/** Those of the names whose value may differ from item to item. */
	varying(names: readonly string[]): string[];
}

/**
 * A field without an expression is read once for all items, plain references to the item are
 * resolved on the item, and the rest goes through n8n's engine, once for each item and field.
 * Fields that the form does not show are absent; those for which an expression gives nothing are not.
 * Readers throw FieldError when an expression fails.
 */
export function createParameterReader(
	execution: IExecuteFunctions,
	properties: readonly INodeProperties[],
	items: INodeExecutionData[],
): ParameterReader {
	const raw = execution.getNode().parameters;
	const constants = new Map<string, unknown>();
	const readers = new Map<string, Reader>();
	const isInputOfExpressions = !isCalledByAgent(execution);

	for (const { name, displayName, type, noDataExpression } of properties) {
		if (readers.has(name) || constants.has(name)) continue;
		const value = raw[name];
		if (value === undefined) continue;
		const isLocator = type === 'resourceLocator';
		const engine = memoized((index) =>
			execution.getNodeParameter(name, index, undefined, isLocator ? { extractValue: true } : {}),
		);
		if (!holdsExpression(value)) {
			constants.set(name, items.length > 0 ? engine(0) : undefined);
			continue;
		}
		if (noDataExpression) {
			// The form takes no expression here, so that neither an item nor an agent decides on it.
			constants.set(name, value);
			continue;
		}
		const isPlainText = typeof value === 'string' && !isLocator;
		const template = isInputOfExpressions && isPlainText ? parseTemplate(value) : undefined;
		const evaluate = namingField(displayName, engine);
		readers.set(name, template ? onItem(items, template, evaluate) : evaluate);
	}

	return {
		read(names, index) {
			const values: Record<string, unknown> = {};
			for (const name of names) {
				const reader = readers.get(name);
				if (reader) values[name] = reader(index);
				else if (constants.has(name)) values[name] = constants.get(name);
			}
			return values;
		},
		varying: (names) => names.filter((name) => readers.has(name)),
	};
}

/** n8n says what is wrong with an expression, and not in which field. */
function namingField(field: string, evaluate: Reader): Reader {
	return (index) => {
		let failure: FieldError;
		try {
			return evaluate(index);
		} catch (error) {
			failure = badExpression(field, error);
		}
		throw failure;
	};
}

function badExpression(field: string, error: unknown): FieldError {
	const { description } = error as { description?: unknown };
	return new FieldError(
		field,
		`has an expression that does not work: ${messageOf(error)}`,
		typeof description === 'string' && description ? description : 'Correct the expression',
	);
}

function onItem(items: INodeExecutionData[], template: Template, engine: Reader): Reader {
	return (index) => {
		const value = resolveTemplate(items[index].json, template);
		return value === NEEDS_ENGINE ? engine(index) : value;
	};
}

/** A message is read to find its batch, and again to build it: the engine is asked once. */
function memoized(read: Reader): Reader {
	const known = new Map<number, unknown>();
	return (index) => {
		if (!known.has(index)) known.set(index, read(index));
		return known.get(index);
	};
}

/** Whether a raw parameter, or anything in it, is an expression. */
export function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}
