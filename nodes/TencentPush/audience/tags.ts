import { byteLength } from '../../shared/fields/apiFields';
import type { Field, Reader, Show } from '../../shared/fields/field';
import { group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { readList, readRequiredList } from '../../shared/fields/list';
import { quoted } from '../../shared/fields/text';
import { audienceTags } from '../../shared/form/commonFields';
import { broadcast } from './broadcast';
import type { Selection } from './selection';
import { selectionOf } from './selection';

/** The longest tag, in bytes. Source: docs/api/push-service.md 3.f. */
const LONGEST_TAG = 50;

/** The most tags in a condition's list. Source: docs/api/push-service.md 3.a. */
const TAGS_IN_CONDITION = 10;

const tagsAny = conditionTags(
	'Any of These Tags',
	'tagsAny',
	'Users with at least one of these tags, at most 10',
);
const tagsAll = conditionTags(
	'All of These Tags',
	'tagsAll',
	'Users with every one of these tags, at most 10',
);
const tagsNone = conditionTags(
	'Without These Tags',
	'tagsNone',
	'Excludes users who have all of these tags, at most 10',
);

/**
 * Users with certain tags. An exclusion on its own selects nearly all users, and then asks for what
 * a push to all users asks for. Source: docs/api/push-service.md 3.a.
 *
 * @param exclusion when the form has it
 */
export function tagSelection(exclusion: Show = {}): Field<Selection> {
	const isAlone = { tagsAny: [''], tagsAll: [''], tagsNone: [{ _cnd: { not: '' } }] };
	return group(
		{
			tagsAny,
			tagsAll,
			tagsNone: shownWhen(exclusion, tagsNone),
			checkBroadcast: shownWhen({ ...exclusion, ...isAlone }, broadcast),
		},
		({ tagsAny: any, tagsAll: all, tagsNone: none, checkBroadcast }) => {
			if (any.length + all.length + none.length === 0) {
				throw new FieldError(
					'Any of These Tags',
					'is empty, and so are the other lists of tags',
					'Enter at least one tag, or use Send to All Users',
				);
			}
			if (any.length + all.length === 0) checkBroadcast();
			const both = any.find((tag) => all.includes(tag));
			if (both !== undefined) {
				throw new FieldError(
					'Any of These Tags',
					`has ${quoted(both)}, which is also in 'All of These Tags'`,
					'Remove it from one of them',
				);
			}
			const lists = [
				{ api: 'TagsOr', words: 'any of', tags: any },
				{ api: 'TagsAnd', words: 'all of', tags: all },
				{ api: 'TagsNot', words: 'not all of', tags: none },
			].filter(({ tags }) => tags.length > 0);
			const facts = (tags: string[]) => tags.map((tag) => ['tag', tag]);
			return selectionOf(
				{ any: facts(any), all: facts(all), none: facts(none) },
				Object.fromEntries(lists.map(({ api, tags }) => [api, tags])),
				lists
					.map(({ words, tags }) => `${words} ${tags.map((tag) => `"${tag}"`).join(', ')}`)
					.join(', and '),
			);
		},
	);
}

/**
 * Tags for users: at least one, each once.
 *
 * @param most the most that a request takes for a user
 */
export function readTags(most: number): Reader<string[]> {
	return (value, name) =>
		checkTags(
			readRequiredList(value, name),
			name,
			most,
			`Enter at most ${most}. Tag: Replace on Users takes up to 100 at once`,
		);
}

function conditionTags(displayName: string, name: string, description: string): Field<string[]> {
	return audienceTags(displayName, name, description, (value, shown) =>
		checkTags(
			readList(value, shown),
			shown,
			TAGS_IN_CONDITION,
			`Name at most ${TAGS_IN_CONDITION} tags in a list`,
		),
	);
}

function checkTags(entries: string[], field: string, most: number, fix: string): string[] {
	const tags = [...new Set(entries)];
	if (tags.length > most) throw new FieldError(field, `has ${tags.length} tags`, fix);
	for (const tag of tags) {
		if (tag === '') throw new FieldError(field, 'has an empty tag', 'Remove the empty tag');
		const bytes = byteLength(tag);
		if (bytes > LONGEST_TAG) {
			throw new FieldError(
				field,
				`has ${quoted(tag)} with ${bytes} bytes`,
				`Choose tags of at most ${LONGEST_TAG} bytes`,
			);
		}
	}
	return tags;
}
