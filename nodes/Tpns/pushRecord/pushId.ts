import { field } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { quoted, readTrimmed } from '../../shared/fields/text';

/** A push among the recent ones, or by its ID. The ID is text: a number cannot hold all of them. */
export const pushId = field(
	{
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
	},
	(value, name) => {
		const id = readTrimmed(value, name);
		if (/^\d+$/.test(id)) return id;
		throw new FieldError(
			name,
			id === '' ? 'is empty' : `is ${quoted(id)}`,
			'Choose a push from the list, or enter the push ID that the send gave',
		);
	},
);
