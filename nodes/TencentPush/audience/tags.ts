import type { INodeProperties } from 'n8n-workflow';
import { byteLength } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { readList, readRequiredList } from '../../shared/fields/list';
import { broadcastFields, checkBroadcast } from '../../shared/form/broadcast';
import { FieldError } from '../../shared/fields/fieldError';
import type { OperationContext, Parameters } from '../../shared/run/operation';
import { quoted } from '../../shared/fields/text';

/** The longest tag, in bytes. Source: docs/api/push-service.md 3.f. */
const LONGEST_TAG = 50;

/** The most tags in a condition's list. Source: docs/api/push-service.md 3.a. */
const TAGS_IN_CONDITION = 10;

const tagsAny = condition(
	'Any of These Tags',
	'tagsAny',
	'Users who have at least one of these tags, of which there may be 10',
);
const tagsAll = condition(
	'All of These Tags',
	'tagsAll',
	'Users who have every one of these tags, of which there may be 10',
);
const tagsNone = condition(
	'Without These Tags',
	'tagsNone',
	'Leaves out users who have all of these tags together, of which there may be 10',
);

/** Tags by which both families select. */
export const tagConditionFields: INodeProperties[] = [tagsAny, tagsAll];

/**
 * The exclusion, which only the Push Service has. On its own it selects nearly everybody, and then
 * asks for what a push to everybody asks for.
 */
export const tagExclusionFields: INodeProperties[] = [
	tagsNone,
	...broadcastFields.map((field) => ({
		...field,
		displayOptions: {
			show: {
				tagsAny: [''],
				tagsAll: [''],
				tagsNone: [{ _cnd: { not: '' } }],
				...field.displayOptions?.show,
			},
		},
	})),
];

/**
 * `Condition` by tags. Source: docs/api/push-service.md 3.a.
 *
 * @throws FieldError
 */
export function readTagCondition(parameters: Parameters, context: OperationContext): JsonObject {
	const any = conditionTags(parameters.tagsAny, 'Any of These Tags');
	const all = conditionTags(parameters.tagsAll, 'All of These Tags');
	const none = conditionTags(parameters.tagsNone, 'Without These Tags');
	if (any.length + all.length + none.length === 0) {
		throw new FieldError(
			'Any of These Tags',
			'is empty, and so are the other lists of tags',
			'Enter at least one tag, or use Send to All',
		);
	}
	if (any.length + all.length === 0) checkBroadcast(parameters, context);
	const both = any.find((tag) => all.includes(tag));
	if (both !== undefined) {
		throw new FieldError(
			'Any of These Tags',
			`has ${quoted(both)}, which All of These Tags has too`,
			'Remove it from one of them',
		);
	}
	return {
		...(any.length > 0 ? { TagsOr: any } : {}),
		...(all.length > 0 ? { TagsAnd: all } : {}),
		...(none.length > 0 ? { TagsNot: none } : {}),
	};
}

/** A tag condition in words. */
export function tagConditionInWords({ TagsOr, TagsAnd, TagsNot }: JsonObject): string {
	const part = (words: string, tags: unknown) =>
		Array.isArray(tags) ? [`${words} ${tags.map((tag) => `"${String(tag)}"`).join(', ')}`] : [];
	return [
		...part('any of', TagsOr),
		...part('all of', TagsAnd),
		...part('not all of', TagsNot),
	].join(', and ');
}

/**
 * Tags for users.
 *
 * @param most the most that a call takes for a user
 * @throws FieldError when there are none, too many, or one is too long
 */
export function readTags(value: unknown, field: string, most: number): string[] {
	const tags = [...new Set(readRequiredList(value, field))];
	if (tags.length > most) {
		throw new FieldError(
			field,
			`has ${tags.length} tags`,
			`Give at most ${most}; Tag: Replace takes up to 100 at once`,
		);
	}
	return tags.map((tag) => checkTag(tag, field));
}

function conditionTags(value: unknown, field: string): string[] {
	const tags = [...new Set(readList(value, field))];
	if (tags.length > TAGS_IN_CONDITION) {
		throw new FieldError(
			field,
			`has ${tags.length} tags`,
			`Name at most ${TAGS_IN_CONDITION} tags in a list`,
		);
	}
	return tags.map((tag) => checkTag(tag, field));
}

function checkTag(tag: string, field: string): string {
	if (tag === '') throw new FieldError(field, 'has an empty tag', 'Remove the empty tag');
	const bytes = byteLength(tag);
	if (bytes > LONGEST_TAG) {
		throw new FieldError(
			field,
			`has ${quoted(tag)} with ${bytes} bytes`,
			`Choose tags of at most ${LONGEST_TAG} bytes`,
		);
	}
	return tag;
}

function condition(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. vip, berlin',
		description: `${description}: an array, or text with commas or line breaks`,
	};
}
