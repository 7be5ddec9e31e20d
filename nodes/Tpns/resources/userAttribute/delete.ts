import { field } from '../../../shared/fields/field';
import { readRequiredList } from '../../../shared/fields/list';
import { checkLength } from './attributes';
import { defineChange } from './change';

const DELETE = 3;

/** The request needs a map; the values of names that are deleted mean nothing. */
const attributeNames = field(
	{
		displayName: 'Attribute Names',
		name: 'attributeNames',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. city, level',
		description: 'Name, or a list: an array, or text with commas or line breaks between the names',
	},
	(value, name) =>
		Object.fromEntries(
			readRequiredList(value, name).map((attribute) => [checkLength(attribute, 'name'), '']),
		),
);

export const deleteAttributes = defineChange(
	{
		value: 'delete',
		name: 'Delete',
		action: 'Delete user attributes',
		description: 'Delete some attributes of a device',
	},
	DELETE,
	attributeNames,
);
