import type { INodeProperties } from 'n8n-workflow';
import { byteLength } from '../../shared/fields/apiFields';
import type { Field } from '../../shared/fields/field';
import { group, neverMissing } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { ExactNumber } from '../../shared/fields/json';
import { keyValueField } from '../../shared/fields/keyValues';
import { nameOf } from '../../shared/fields/list';
import { quoted } from '../../shared/fields/text';
import type { Selection } from './selection';
import { selectionOf } from './selection';

/** The longest name and value of an attribute, in bytes. Source: docs/api/push-service.md 3.d, 3.e. */
export const LONGEST_ATTRIBUTE = 50;

type Attributes = Record<string, string>;

/** The name of an attribute, which the app has to have. */
const attributeName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	...attributeNameLocator('e.g. city'),
};

/** Users with certain attributes. Source: docs/api/push-service.md 3.a. */
export const attributeSelection: Field<Selection> = group(
	{
		any: neverMissing(
			attributesField(
				'Any of These Attributes',
				'attributesAny',
				'Users who have at least one of these attributes with the given value',
			),
		),
		all: neverMissing(
			attributesField(
				'All of These Attributes',
				'attributesAll',
				'Users who have every one of these attributes with the given value',
			),
		),
	},
	({ any, all }) => {
		if (!any && !all) {
			throw new FieldError(
				'Any of These Attributes',
				"is empty, and so is 'All of These Attributes'",
				'Add at least one attribute, or use Send to All Users',
			);
		}
		return selectionOf(
			{ any: Object.entries(any ?? {}), all: Object.entries(all ?? {}) },
			{ ...(any ? { AttrsOr: any } : {}), ...(all ? { AttrsAnd: all } : {}) },
			[...(any ? [`any of ${inWords(any)}`] : []), ...(all ? [`all of ${inWords(all)}`] : [])].join(
				', and ',
			),
		);
	},
);

/** How the name of an attribute is chosen: among those of the app, or as text. */
export function attributeNameLocator(
	placeholder: string,
): Pick<INodeProperties, 'type' | 'default' | 'modes'> {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchAttributeNames', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder },
		],
	};
}

/** Attributes by name, as text; undefined without any. */
export function attributesField(
	displayName: string,
	name: string,
	description: string,
	more = {},
): Field<Attributes | undefined> {
	const entries = keyValueField(displayName, name, description, more, attributeName);
	return group({ entries }, (values) => checkAttributes(values.entries, displayName));
}

/** @throws FieldError when a value is an object or too long */
function checkAttributes(entries: JsonObject | undefined, field: string): Attributes | undefined {
	if (entries === undefined) return undefined;
	return Object.fromEntries(
		Object.entries(entries).map(([name, entry]) => {
			const text = entry instanceof ExactNumber ? entry.digits : entry;
			if (typeof text === 'object') {
				throw new FieldError(
					field,
					`has ${nameOf(text)} for ${quoted(name)}`,
					'Give text or a number',
				);
			}
			return [checkSize(name, field), checkSize(String(text), field)];
		}),
	);
}

function checkSize(text: string, field: string): string {
	const bytes = byteLength(text);
	if (bytes <= LONGEST_ATTRIBUTE) return text;
	throw new FieldError(
		field,
		`has ${quoted(text)} with ${bytes} bytes`,
		`Shorten names and values to at most ${LONGEST_ATTRIBUTE} bytes`,
	);
}

function inWords(attributes: Attributes): string {
	return Object.entries(attributes)
		.map(([name, value]) => `${name} = "${value}"`)
		.join(', ');
}
