import { Type, type Static } from 'typebox';
import { Refusal } from '../errors.mts';

const tags = () => Type.Optional(Type.Array(Type.String()));
const attributes = () => Type.Optional(Type.Record(Type.String(), Type.String()));

/** docs/api/push-service.md 3.a */
export const condition = Type.Object({
	TagsOr: tags(),
	TagsAnd: tags(),
	TagsNot: tags(),
	AttrsOr: attributes(),
	AttrsAnd: attributes(),
});

/** docs/api/push-service.md 6.1: the older family has no `TagsNot`. */
export const allMemberCondition = Type.Omit(condition, ['TagsNot']);

const mostTags = 10;
const longestTag = 50;

/**
 * Refuses a condition with tags and attributes (90039), empty tags (90040), tags over 50 bytes
 * (90020), more than 10 tags in a list (90032), a tag in both `TagsOr` and `TagsAnd` (90022), an
 * attribute without a name in `set_attr_name` (90033), and one that names nothing at all (90001).
 */
export function checkCondition(
	{ TagsOr = [], TagsAnd = [], TagsNot = [], AttrsOr, AttrsAnd }: Static<typeof condition>,
	hasAttribute: (name: string) => boolean,
): void {
	const lists = [TagsOr, TagsAnd, TagsNot];
	const allTags = lists.flat();
	const allAttributes = Object.keys({ ...AttrsOr, ...AttrsAnd });
	if (allTags.length > 0 && allAttributes.length > 0) throw new Refusal(90039);
	if (allTags.length + allAttributes.length === 0) {
		throw new Refusal(90001, 'Invalid format of Condition: it is empty');
	}
	if (allTags.includes('')) throw new Refusal(90040);
	if (allTags.some((tag) => Buffer.byteLength(tag) > longestTag)) throw new Refusal(90020);
	if (lists.some((list) => list.length > mostTags)) throw new Refusal(90032);
	if (TagsOr.some((tag) => TagsAnd.includes(tag))) throw new Refusal(90022);
	const unknown = allAttributes.find((name) => !hasAttribute(name));
	if (unknown !== undefined) throw new Refusal(90033, `attrName:${unknown} does not exist`);
}
