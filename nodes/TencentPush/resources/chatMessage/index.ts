import { defineResource } from '../../../shared/run/defineOperation';
import { sendToGroup } from './sendToGroup';
import { sendToUser } from './sendToUser';
import { sendToUsers } from './sendToUsers';

export const chatMessage = defineResource({
	value: 'chatMessage',
	name: 'Chat Message',
	description: 'Messages in conversations, with an offline push',
	defaultOperation: 'sendToUser',
	operations: [sendToUser, sendToUsers, sendToGroup],
});
