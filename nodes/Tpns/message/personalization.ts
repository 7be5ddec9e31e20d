import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { collectionOf, readApiFields } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty } from '../../shared/fields/json';
import { FieldError } from '../../shared/fields/fieldError';
import type { Parameters } from '../../shared/run/operation';

/** Attributes in one text. Source: docs/api/tpns.md 3.1, `ntf_wt_attrs`. */
const MOST_ATTRIBUTES = 5;
const PLACEHOLDER = /\{\{\s*[^{}]+?\s*\}\}/g;

const defaults: ApiField[] = [
	text('default_content', 'Default Content', 'defaultContent', 'Content'),
	text('default_subtitle', 'Default Subtitle', 'defaultSubtitle', 'Subtitle'),
	text('default_title', 'Default Title', 'defaultTitle', 'Title'),
];

/** Texts with attributes of the device in them. */
export const personalizationField: INodeProperties = collectionOf(
	'Personalization',
	'personalization',
	defaults,
	{
		placeholder: 'Add Default Text',
		description:
			"Fills attributes of each device into Title and Content, where they stand as {{name}}, at most 5 a text. In an n8n expression write {{ '{{name}}' }}. Setting a default text switches this on; devices without the attribute get the default.",
	},
);

/**
 * The request fields of a personalised push: nothing when no default text is set.
 *
 * @throws FieldError when a default is missing or a text has too many attributes
 */
export function readPersonalization(
	parameters: Parameters,
	platform: 'android' | 'ios',
): { message: JsonObject; push: JsonObject } {
	const message = readApiFields(parameters.personalization, defaults);
	if (isEmpty(message)) return { message, push: {} };
	const needed =
		platform === 'android' ? ['default_content', 'default_title'] : ['default_content'];
	for (const { api, property } of defaults) {
		if (!needed.includes(api) || api in message) continue;
		throw new FieldError(
			property.displayName,
			'is empty',
			'Enter the text for devices that lack an attribute, or remove the other default texts',
		);
	}
	for (const [name, field] of [
		['title', 'Title'],
		['content', 'Content'],
	]) {
		const attributes = String(parameters[name] ?? '').match(PLACEHOLDER)?.length ?? 0;
		if (attributes > MOST_ATTRIBUTES) {
			throw new FieldError(
				field,
				`has ${attributes} attributes`,
				`Use at most ${MOST_ATTRIBUTES} of them in one text`,
			);
		}
	}
	return { message, push: { ntf_wt_attrs: true } };
}

function text(api: string, displayName: string, name: string, of: string): ApiField {
	return {
		api,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			description: `Takes the place of ${of} on devices that lack one of its attributes`,
		},
	};
}
