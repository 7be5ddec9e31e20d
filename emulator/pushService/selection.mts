/** What an all/tag push selects by. docs/api/push-service.md 3.a */
export interface Condition {
	TagsOr?: readonly string[];
	TagsAnd?: readonly string[];
	TagsNot?: readonly string[];
	AttrsOr?: Readonly<Record<string, string>>;
	AttrsAnd?: Readonly<Record<string, string>>;
}

export interface Selectable {
	readonly tags: ReadonlySet<string>;
	readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Whether a push with this condition goes to an account: it has any of `TagsOr`, all of `TagsAnd`,
 * not all of `TagsNot`, any of `AttrsOr` and all of `AttrsAnd`. What is absent or empty does not
 * restrict; without a condition everyone is selected.
 */
export function isSelected(
	{ tags, attributes }: Selectable,
	{ TagsOr = [], TagsAnd = [], TagsNot = [], AttrsOr = {}, AttrsAnd = {} }: Condition = {},
): boolean {
	const hasTag = (tag: string) => tags.has(tag);
	const hasAttribute = ([name, value]: [string, string]) => attributes.get(name) === value;
	const attrsOr = Object.entries(AttrsOr);
	return (
		(TagsOr.length === 0 || TagsOr.some(hasTag)) &&
		TagsAnd.every(hasTag) &&
		(TagsNot.length === 0 || !TagsNot.every(hasTag)) &&
		(attrsOr.length === 0 || attrsOr.some(hasAttribute)) &&
		Object.entries(AttrsAnd).every(hasAttribute)
	);
}
