import type { INodeProperties } from 'n8n-workflow';
import { readRequiredList } from '../../shared/fields/list';
import type { Parameters } from '../../shared/operation/types';

/**
 * Users of a call, who are either UserIDs or Registration IDs.
 *
 * @param perCall the most that share a call
 */
export function usersField(perCall: number): INodeProperties {
	return {
		displayName: 'Users',
		name: 'users',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.userId }}',
		description: `UserID or Registration ID, or a list: an array, or text with commas or line breaks between them. Items that ask for the same share calls of up to ${perCall} users.`,
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
