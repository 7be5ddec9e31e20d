import type { INodeProperties } from 'n8n-workflow';
import type { FoldedOperation, Parameters } from '../../../shared/run/operation';
import { readTags } from '../../audience/tags';
import { readUsers } from '../../audience/users';
import { USERS_PER_CALL } from '../perUser';

/** A user with tags, as `UserTags` takes it. Source: docs/api/push-service.md 3.f. */
export interface UserTags {
	To_Account: string;
	Tags: string[];
}

/**
 * Tags of a user.
 *
 * @param most the most that a call takes for a user
 */
export function tagsField(most: number): INodeProperties {
	return {
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. vip, berlin',
		description: `Up to ${most} tags of at most 50 bytes: an array, or text with commas or line breaks. Items share calls whether their tags are the same or not.`,
	};
}

/**
 * The audience of a call that names users with tags, in which each item has tags of its own.
 *
 * @param most tags for a user in a call
 */
export function userTagsAudience(most: number): FoldedOperation<unknown, UserTags>['audience'] {
	return {
		fields: ['users', 'tags'],
		read(parameters: Parameters) {
			const tags = readTags(parameters.tags, 'Tags', most);
			return readUsers(parameters).map((user) => ({ To_Account: user, Tags: tags }));
		},
		key: ({ To_Account, Tags }) => JSON.stringify([To_Account, [...Tags].sort()]),
		describe: ({ To_Account, Tags }) => ({ user: To_Account, tags: Tags }),
		limit: USERS_PER_CALL,
		plural: 'users',
	};
}
