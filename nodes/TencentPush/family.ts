import { field } from '../shared/fields/field';

/** Chooses between the Push Service and its predecessor in the Chat editions. */
export const apiFamily = field({
	displayName: 'API Family',
	name: 'apiFamily',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Chat (Older)',
			value: 'chat',
			description:
				'For Chat apps of the editions Pro, Pro Plus, Ultimate or Enterprise. Tencent switches its pushes to all users on after a ticket.',
		},
		{ name: 'Push Service', value: 'pushService' },
	],
	default: 'pushService',
	description: 'Which of the two APIs the app has',
});
