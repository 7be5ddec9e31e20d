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
				'For Chat apps of the editions Pro, Pro Plus, Ultimate or Enterprise. A support ticket enables pushes to all users.',
		},
		{ name: 'Push Service', value: 'pushService' },
	],
	default: 'pushService',
	description: 'API that the app uses',
});
