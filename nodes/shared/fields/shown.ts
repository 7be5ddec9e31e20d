import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * Copies of fields that the form shows only while other fields have one of the given values; the
 * fields themselves when nothing is given.
 */
export function shownWhen(
	show: NonNullable<IDisplayOptions['show']>,
	fields: readonly INodeProperties[],
): INodeProperties[] {
	if (Object.keys(show).length === 0) return [...fields];
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...show, ...field.displayOptions?.show },
		},
	}));
}
