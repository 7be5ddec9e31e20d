import { field, group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { ownValue } from '../../../shared/fields/json';
import { keyValueField } from '../../../shared/fields/keyValues';
import { readRequiredList } from '../../../shared/fields/list';
import { quoted } from '../../../shared/fields/text';
import { checkLength, textOf } from './attributes';
import { defineChange } from './change';

const DELETE = 3;

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
		readRequiredList(value, name).map((attribute) => checkLength(attribute, 'name', name)),
);

const CURRENT = 'Current Values';

/**
 * The request needs a map. The sample of the manual has the value that is deleted; what an empty one
 * does is not said. Source: docs/api/tpns.md 1.15.
 */
const attributes = group(
	{
		attributeNames,
		currentValues: keyValueField(
			CURRENT,
			'currentValues',
			"Current values of the attributes, if you know them. Tencent's sample sends them, and its manual does not say whether names alone are enough.",
		),
	},
	({ attributeNames: names, currentValues: values = {} }) => {
		const other = Object.keys(values).find((name) => !names.includes(name));
		if (other !== undefined) {
			throw new FieldError(
				CURRENT,
				`has ${quoted(other)}, which is not in 'Attribute Names'`,
				"Add it to 'Attribute Names', or remove its value",
			);
		}
		return Object.fromEntries(
			names.map((name) => [name, textOf(ownValue(values, name), name, CURRENT)]),
		);
	},
);

export const deleteAttributes = defineChange(
	{
		value: 'delete',
		name: 'Delete',
		action: 'Delete user attributes',
		description: 'Delete some attributes of a device',
	},
	DELETE,
	attributes,
);
