import type { Resource } from '../../../shared/run/operation';
import { revoke } from './revoke';
import { sendAndWait } from './sendAndWait';
import { sendByAttributes } from './sendByAttributes';
import { sendByTags } from './sendByTags';
import { sendToAll } from './sendToAll';
import { sendToUsers } from './sendToUsers';

export const push: Resource = {
	value: 'push',
	name: 'Push',
	description: 'Notifications and in-app messages',
	defaultOperation: 'sendToUsers',
	operations: [sendToUsers, sendByTags, sendByAttributes, sendToAll, sendAndWait, revoke],
};
