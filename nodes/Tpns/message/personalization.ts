import type { ApiField } from '../../shared/fields/apiFields';
import { apiCollection } from '../../shared/fields/apiFields';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty } from '../../shared/fields/json';

/** Attributes in one text. Source: docs/api/tpns.md 3.1, `ntf_wt_attrs`. */
const MOST_ATTRIBUTES = 5;
const PLACEHOLDER = /\{\{[^{}]+\}\}/g;

const defaults: ApiField[] = [
	text('default_content', 'Default Content', 'defaultContent', 'Content'),
	text('default_subtitle', 'Default Subtitle', 'defaultSubtitle', 'Subtitle'),
	text('default_title', 'Default Title', 'defaultTitle', 'Title'),
];

/** Texts for devices that lack an attribute; none when the push is not personalized. */
export const personalization = apiCollection('Personalization', 'personalization', defaults, {
	placeholder: 'Add Default Text',
	description:
		"Replaces {{name}} in Title and Content with the attribute of each device, at most 5 per text. In an n8n expression write {{ '{{name}}' }}. Setting a default text switches this on. Devices without the attribute show the default text.",
});

/**
 * Refuses a personalized push that lacks a default text or has too many attributes in a text.
 *
 * @param texts title and content, as far as the message has them
 * @throws FieldError
 */
export function checkPersonalization(
	given: JsonObject,
	platform: 'android' | 'ios',
	texts: { title?: string; content?: string },
): void {
	if (isEmpty(given)) return;
	const needed =
		platform === 'android' ? ['default_content', 'default_title'] : ['default_content'];
	for (const { api, property } of defaults) {
		if (!needed.includes(api) || api in given) continue;
		throw new FieldError(
			property.displayName,
			'is empty',
			'Enter the text for devices that lack an attribute, or remove the other default texts',
		);
	}
	checkAttributes(texts.title, 'Title');
	checkAttributes(texts.content, 'Content');
}

function checkAttributes(words = '', field: string): void {
	const attributes = words.match(PLACEHOLDER)?.length ?? 0;
	if (attributes <= MOST_ATTRIBUTES) return;
	throw new FieldError(
		field,
		`has ${attributes} attributes`,
		`Use at most ${MOST_ATTRIBUTES} of them in one text`,
	);
}

function text(api: string, displayName: string, name: string, of: string): ApiField {
	return {
		api,
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			description: `Replaces ${of} on devices that lack one of its attributes`,
		},
	};
}
