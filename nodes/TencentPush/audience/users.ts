import { field } from '../../shared/fields/field';
import { readRequiredList } from '../../shared/fields/list';
import { recipientsIn } from '../../shared/run/batched';

/**
 * Users of a request. The API does not say whether both kinds may stand in one request.
 *
 * @param perRequest the most that share a request
 * @param kinds what may name a user
 * @param sharing which items share a request
 */
export function usersField(
	perRequest: number,
	{ kinds = 'UserID or Registration ID', sharing = 'Items with the same message' } = {},
) {
	return field(
		{
			displayName: 'Users',
			name: 'users',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.user }}',
			description: `${kinds}, or a list: an array, or text with commas or line breaks. ${sharing} are sent in batches of up to ${perRequest} users.`,
		},
		readRequiredList,
	);
}

/** The users that an item names. */
export const eachUser = recipientsIn('users', { as: 'user', plural: 'users' });
