import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName:
			'TPNS allows 200 statistics calls an hour for an app. A poll takes one for each 200 pushes of the last four days, and waits when few are left. Push records and reports of the TPNS node count towards them too.',
		name: 'quota',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'changes',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Cancelled', value: 'cancelled', description: 'It was called off before it began' },
			{ name: 'Deleted', value: 'deleted', description: 'It was deleted in the console' },
			{ name: 'Failed', value: 'failed', description: 'It could not be sent' },
			{ name: 'Finished', value: 'finished', description: 'It has been sent to everybody' },
			{ name: 'New Push', value: 'created', description: 'It was created, here or elsewhere' },
			{ name: 'Other Change', value: 'other', description: 'It has a status that is new' },
			{
				name: 'Overwritten',
				value: 'overwritten',
				description: 'A push with the same collapse ID has taken its place',
			},
			{ name: 'Revoked', value: 'revoked', description: 'It was taken back' },
			{ name: 'Started', value: 'started', description: 'TPNS has begun to send it' },
		],
		default: ['finished', 'failed'],
		description:
			'Which changes start the workflow, each once. Changes between two polls that are undone or followed by others are not seen.',
	},
	{
		displayName: 'Include Report',
		name: 'includeReport',
		type: 'boolean',
		default: false,
		description:
			'Whether to add to a finished push how many devices it was scheduled for, sent to, delivered to and clicked on. Takes one more call for each; clicks go on after the push has finished.',
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
			{
				displayName: 'Message Types',
				name: 'messageTypes',
				type: 'multiOptions',
				options: [
					{ name: 'Notification', value: 'notification', description: 'Shown by the system' },
					{ name: 'Silent Message', value: 'message', description: 'Handled by the app' },
				],
				default: [],
				description: 'How the push shows on the device',
			},
			{
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
				description: 'Whom the push was for',
			},
			{
				displayName: 'Sources',
				name: 'sources',
				type: 'string',
				default: '',
				placeholder: 'e.g. api',
				description:
					'Where the push was created, with commas between several. TPNS does not document the names: run the node once to see them.',
			},
		],
	},
];
