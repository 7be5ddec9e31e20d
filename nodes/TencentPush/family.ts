import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../shared/run/operation';
import type { Family } from './paths';

/** Chooses between the Push Service and its predecessor in the Chat editions. */
export const familyField: INodeProperties = {
	displayName: 'API Family',
	name: 'apiFamily',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Chat (Older)',
			value: 'chat',
			description: 'For apps whose Chat edition came with pushes to all users, before Push Service',
		},
		{ name: 'Push Service', value: 'pushService' },
	],
	default: 'pushService',
	description: 'Which of the two APIs the app has',
};

/** The API family that the form asks for. */
export function familyOf({ apiFamily }: Parameters): Family {
	return apiFamily === 'chat' ? 'chat' : 'pushService';
}
