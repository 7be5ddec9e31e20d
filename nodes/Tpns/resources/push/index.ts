import { defineResource } from '../../../shared/operation/defineOperation';
import { sendToAccounts } from './sendToAccounts';
import { sendToDevices } from './sendToDevices';

export const push = defineResource({
	value: 'push',
	name: 'Push',
	description: 'Notifications and in-app messages',
	defaultOperation: 'sendToDevices',
	operations: [sendToDevices, sendToAccounts],
});
