import type { INodeProperties } from 'n8n-workflow';
import { byteLength } from '../../../shared/fields/apiFields';
import { readRequiredList } from '../../../shared/fields/list';
import { FieldError } from '../../../shared/fields/fieldError';
import type { Parameters } from '../../../shared/run/operation';

/** Length of a tag; the manual says characters, the guide bytes. Source: docs/api/tpns.md 1.18 I17. */
const LONGEST_TAG = 50;

/** The tags of an operation. */
export const tagsField: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. vip, level:3',
	description:
		'Custom tag, or a list: an array, or text with commas or line breaks between the tags. At most 50 characters each.',
};

/**
 * The tags of an item.
 *
 * @throws FieldError when there is none, or one is too long
 */
export function readTags({ tags }: Parameters): string[] {
	return readRequiredList(tags, tagsField.displayName).map((tag) => {
		if ([...tag].length <= LONGEST_TAG) return tag;
		throw new FieldError(
			tagsField.displayName,
			`has "${tag.slice(0, 12)}…" with ${[...tag].length} characters, and a tag has at most ${LONGEST_TAG}`,
			'Shorten the tag',
		);
	});
}

/** A remark on tags that only one of Tencent's two limits allows. */
export function tagWarning(tags: readonly string[]): { warning?: string } {
	const long = tags.find((tag) => byteLength(tag) > LONGEST_TAG);
	return long === undefined
		? {}
		: {
				warning: `"${long}" has ${byteLength(long)} bytes; one of Tencent's pages allows ${LONGEST_TAG}`,
			};
}
