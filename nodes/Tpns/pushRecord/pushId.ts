import type { Property } from '../../shared/fields/byType';
import type { Field } from '../../shared/fields/field';
import { field } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { readList } from '../../shared/fields/list';
import { quoted, readTrimmed } from '../../shared/fields/text';

/** A push among the recent and scheduled ones, or by its ID. */
export const pushId = field(
	locator('searchPushes', 'Push of the last 30 days, or its push ID'),
	readPushId,
);

/** A scheduled push that waits for its time, or any by its ID. */
export const waitingPushId = field(
	locator('searchWaitingPushes', 'Scheduled push, or its push ID'),
	readPushId,
);

/**
 * Pushes: one from the list, or all that are given by their IDs.
 *
 * Reading throws FieldError, and gives an empty list where nothing was entered.
 */
export const pushIds: Field<string[]> = field(
	locator(
		'searchPushes',
		'A push of the last 30 days, or push IDs separated by commas or line breaks, e.g. {{ $json.pushId }} from a send',
		'^[\\s\\d,;]+$',
	),
	(value, name) => {
		const isOne = typeof value === 'string' && value.trim() === '';
		const ids = isOne || value === undefined || value === null ? [] : readList(value, name);
		return [...new Set(ids.filter((id) => id !== '').map((id) => checkPushId(id, name)))];
	},
);

function locator(searchListMethod: string, description: string, ids = '^\\s*\\d+\\s*$'): Property {
	return {
		displayName: 'Push',
		name: 'pushId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 1328245138690125824',
				validation: [
					{ type: 'regex', properties: { regex: ids, errorMessage: 'A push ID has digits only' } },
				],
			},
		],
	};
}

/** The ID is text: a number cannot hold all of them. */
function readPushId(value: unknown, name: string): string {
	return checkPushId(readTrimmed(value, name), name);
}

function checkPushId(id: string, name: string): string {
	if (/^\d+$/.test(id)) return id;
	throw new FieldError(
		name,
		id === '' ? 'is empty' : `is ${quoted(id)}`,
		'Choose a push from the list, or enter the push ID from the send',
	);
}
