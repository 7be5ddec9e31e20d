import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from '../../shared/fields/fieldError';
import { quoted, readTrimmed } from '../../shared/fields/text';

/** Chooses a push among the recent ones, or by its ID. */
export const pushIdField: INodeProperties = {
	displayName: 'Push',
	name: 'pushId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The push, chosen from the last 30 days or given by its push ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPushes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1328245138690125824',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'A push ID has digits only' },
				},
			],
		},
	],
};

/**
 * A push ID, as text: it may be longer than a number can hold.
 *
 * @throws FieldError when it is none, or was rounded on the way
 */
export function readPushId(value: unknown): string {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new FieldError(
			pushIdField.displayName,
			`is the number ${value}, which was rounded before it got here`,
			'Give the push ID as text',
		);
	}
	const id = readTrimmed(value, pushIdField.displayName);
	if (!/^\d+$/.test(id)) {
		throw new FieldError(
			pushIdField.displayName,
			id === '' ? 'is empty' : `is ${quoted(id)}`,
			'Choose a push from the list, or enter the push ID that the send gave',
		);
	}
	return id;
}
