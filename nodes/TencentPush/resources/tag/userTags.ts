import { field } from '../../../shared/fields/field';
import type { Recipients } from '../../../shared/run/batched';
import { readTags } from '../../audience/tags';

/** A user with tags, as `UserTags` takes it. Source: docs/api/push-service.md 3.f. */
interface UserTags {
	To_Account: string;
	Tags: string[];
}

/**
 * Tags of a user.
 *
 * @param most the most that a request takes for a user
 */
export function tagsField(most: number) {
	return field(
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. vip, berlin',
			description: `Up to ${most} tags of at most 50 bytes: an array, or text with commas or line breaks. Items with different tags also share a request.`,
		},
		readTags(most),
	);
}

/** Users with tags; each item has tags of its own. */
export const eachUserWithTags: Recipients<
	{ users: string[]; tags: string[] },
	'users' | 'tags',
	UserTags
> = {
	from: ['users', 'tags'],
	of: ({ users, tags }) => users.map((user) => ({ To_Account: user, Tags: tags })),
	key: ({ To_Account, Tags }) => JSON.stringify([To_Account, [...Tags].sort()]),
	describe: ({ To_Account, Tags }) => ({ user: To_Account, tags: Tags }),
	plural: 'users',
};
