import { FieldError } from '../fields/fieldError';
import type { JsonObject } from '../fields/json';
import { ownValue } from '../fields/json';
import { quoted } from '../fields/text';

/**
 * Custom content with the address of a question's page, for apps that open it themselves.
 *
 * @throws FieldError when the custom content has an entry under the same key
 */
export function withPageUrl(
	content: JsonObject | undefined,
	key: string,
	pageUrl: string | undefined,
): JsonObject {
	if (content && ownValue(content, key) !== undefined) {
		throw new FieldError(
			'Custom Content',
			`has ${quoted(key)}, which holds the address of the page`,
			"Rename the entry, or choose another 'URL Key'",
		);
	}
	return { ...content, [key]: pageUrl };
}
