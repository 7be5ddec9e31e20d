import type { INodeProperties } from 'n8n-workflow';

type Show = Record<string, Array<string | number | boolean>>;

/** Copies of fields that the form shows only while other fields have one of the given values. */
export function shownWhen(show: Show, fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...show, ...field.displayOptions?.show },
		},
	}));
}
