import type { INodeProperties } from 'n8n-workflow';

export const changesField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'changes',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Canceled',
			value: 'canceled',
			description: 'A scheduled push was canceled before it was sent',
		},
		{
			name: 'Created',
			value: 'created',
			description: 'A push was created in n8n, the console or elsewhere',
		},
		{ name: 'Deleted', value: 'deleted', description: 'The push was deleted in the console' },
		{ name: 'Failed', value: 'failed', description: 'The push could not be sent' },
		{ name: 'Finished', value: 'finished', description: 'The push was sent to all its devices' },
		{ name: 'Other Change', value: 'other', description: 'The push has an unknown status' },
		{
			name: 'Overwritten',
			value: 'overwritten',
			description: 'A push with the same collapse ID overwrote it',
		},
		{
			name: 'Revoked',
			value: 'revoked',
			description: 'The push was taken back from the devices',
		},
		{ name: 'Started', value: 'started', description: 'TPNS started to send the push' },
		{
			name: 'Stopped',
			value: 'stopped',
			description: 'Offline delivery of the push was stopped',
		},
	],
	default: ['finished', 'failed'],
};

export const messageTypesField: INodeProperties = {
	displayName: 'Message Types',
	name: 'messageTypes',
	type: 'multiOptions',
	options: [
		{ name: 'In-App or Silent Message', value: 'message', description: 'Handled by the app' },
		{ name: 'Notification', value: 'notification', description: 'Shown by the system' },
	],
	default: [],
	description: 'How the push shows on the device',
};

export const pushTypesField: INodeProperties = {
	displayName: 'Push Types',
	name: 'pushTypes',
	type: 'multiOptions',
	options: [
		{ name: 'Accounts', value: 'account' },
		{ name: 'All Devices', value: 'all' },
		{ name: 'Devices', value: 'token' },
		{ name: 'Package', value: 'package' },
		{ name: 'Tags', value: 'tag' },
	],
	default: [],
	description: 'Audience of the push',
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'Each change triggers once. A poll sees only the latest status. TPNS allows 200 statistics requests an hour per app. A poll takes one request for every 200 pushes that are scheduled or at most four days old. Changes beyond the quota come with later polls, oldest first.',
		name: 'quota',
		type: 'notice',
		default: '',
	},
	changesField,
	{
		displayName: 'Include Report',
		name: 'includeReport',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the report of a finished push: scheduled, sent, delivered and clicked. Takes one request for each push. Clicks still increase after the push has finished.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			messageTypesField,
			pushTypesField,
			{
				displayName: 'Sources',
				name: 'sources',
				type: 'string',
				default: '',
				placeholder: 'e.g. api',
				description:
					'Where the push was created, separated by commas. TPNS does not document the names: execute the node once to see them.',
			},
		],
	},
];
