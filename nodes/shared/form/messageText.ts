import type { INodeProperties } from 'n8n-workflow';

/** Title of a notification. */
export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Your order is on its way',
	description: 'Title of the notification',
};

/** Text of a notification. */
export const contentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. It arrives tomorrow between 9 and 12',
	description: 'Text below the title',
};
