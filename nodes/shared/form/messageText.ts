import { field } from '../fields/field';
import { readText } from '../fields/text';

/** Title of a notification. */
export const title = field(
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your order is on its way',
		description: 'Title of the notification: plain text of one line',
	},
	readText,
);

/** Text of a notification. */
export const content = field(
	{
		displayName: 'Content',
		name: 'content',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. It arrives tomorrow between 9 and 12',
		description: 'Text of the notification below the title: plain text',
	},
	readText,
);
