import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../shared/fields/list';
import type { Parameters } from '../../shared/run/operation';

/**
 * Users of a call. The API does not say whether both kinds may stand in one call.
 *
 * @param perCall the most that share a call
 * @param kinds what may name a user
 */
export function usersField(perCall: number, kinds = 'UserID or Registration ID'): INodeProperties {
	return {
		displayName: 'Users',
		name: 'users',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.userId }}',
		description: `${kinds}, or a list: an array, or text with commas or line breaks. Items that ask for the same share calls of up to ${perCall} users.`,
	};
}

/**
 * The users that an item names.
 *
 * @throws FieldError
 */
export function readUsers({ users }: Parameters): string[] {
	return readRequiredList(users, 'Users');
}
