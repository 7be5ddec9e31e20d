import { byteLength } from '../../../shared/fields/apiFields';
import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { readRequiredList } from '../../../shared/fields/list';

/** Length of a tag; the manual says characters, the guide bytes. Source: docs/api/tpns.md 1.18 I17. */
const LONGEST_TAG = 50;

/** The tags of an operation. */
export const tags = field(
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. vip, level:3',
		description:
			'Custom tag, or a list: an array, or text with commas or line breaks between the tags. At most 50 characters each.',
	},
	(value, name) => readRequiredList(value, name).map((tag) => checkTag(tag, name)),
);

function checkTag(tag: string, name: string): string {
	const { length } = [...tag];
	if (length <= LONGEST_TAG) return tag;
	throw new FieldError(
		name,
		`has "${tag.slice(0, 12)}…" with ${length} characters, and a tag has at most ${LONGEST_TAG}`,
		'Shorten the tag',
	);
}

/** A remark on tags that only one of Tencent's two limits allows. */
export function tagWarning(given: readonly string[]): { warning?: string } {
	const long = given.find((tag) => byteLength(tag) > LONGEST_TAG);
	return long === undefined
		? {}
		: {
				warning: `"${long}" has ${byteLength(long)} bytes. One of Tencent's pages allows ${LONGEST_TAG}`,
			};
}
