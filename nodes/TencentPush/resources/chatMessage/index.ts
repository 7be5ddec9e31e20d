import type { Resource } from '../../../shared/run/operation';
import { sendToGroup } from './sendToGroup';
import { sendToUser } from './sendToUser';
import { sendToUsers } from './sendToUsers';

export const chatMessage: Resource = {
	value: 'chatMessage',
	name: 'Chat Message',
	description: 'Messages in conversations, with an offline push',
	defaultOperation: 'sendToUser',
	operations: [sendToUser, sendToUsers, sendToGroup],
};
