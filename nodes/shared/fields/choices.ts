import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from './fieldError';
import { readList } from './list';
import { quoted } from './text';

/**
 * Values of a field with fixed options, also where an expression gives them.
 *
 * @returns the values in their order; none for an empty field
 * @throws FieldError when one is none of the options
 */
export function readChoices(
	value: unknown,
	{ displayName, options = [] }: Pick<INodeProperties, 'displayName' | 'options'>,
): string[] {
	const offered = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	const chosen = readList(value, displayName);
	const unknown = chosen.find((choice) => !offered.includes(choice));
	if (unknown === undefined) return chosen;
	throw new FieldError(
		displayName,
		`has ${quoted(unknown)}`,
		`Choose among ${offered.map(quoted).join(', ')}`,
	);
}
