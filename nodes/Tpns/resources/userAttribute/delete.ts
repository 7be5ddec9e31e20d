import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../../shared/fields/list';
import { checkLength } from './attributes';
import { defineChange } from './change';

const DELETE = 3;

const names: INodeProperties = {
	displayName: 'Attribute Names',
	name: 'attributeNames',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. city, level',
	description: 'Name, or a list: an array, or text with commas or line breaks between the names',
};

/** The request needs a map; the values of names that are deleted mean nothing. */
export const deleteAttributes = defineChange(
	{
		value: 'delete',
		name: 'Delete',
		action: 'Delete user attributes',
		description: 'Delete some attributes of a device',
	},
	DELETE,
	names,
	({ attributeNames }) =>
		Object.fromEntries(
			readRequiredList(attributeNames, names.displayName).map((name) => [
				checkLength(name, 'name'),
				'',
			]),
		),
);
