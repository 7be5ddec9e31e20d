import { defineResource } from '../../../shared/run/defineOperation';
import { revoke } from './revoke';
import { sendByAttributes } from './sendByAttributes';
import { sendByTags } from './sendByTags';
import { sendToAll } from './sendToAll';
import { sendToUsers } from './sendToUsers';

export const push = defineResource({
	value: 'push',
	name: 'Push',
	description: 'Notifications and in-app messages',
	defaultOperation: 'sendToUsers',
	operations: [sendToUsers, sendByTags, sendByAttributes, sendToAll, revoke],
});
