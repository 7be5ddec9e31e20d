import type { Resource } from '../../../shared/run/operation';
import { cancelScheduled } from './cancelScheduled';
import { get } from './get';
import { getAll } from './getAll';
import { getAllByDevice } from './getAllByDevice';
import { revoke } from './revoke';
import { sendAndWait } from './sendAndWait';
import { sendByTags } from './sendByTags';
import { sendToAccounts } from './sendToAccounts';
import { sendToAll } from './sendToAll';
import { sendToDevices } from './sendToDevices';
import { sendToPackage } from './sendToPackage';
import { stop } from './stop';

export const push: Resource = {
	value: 'push',
	name: 'Push',
	description: 'Notifications and in-app messages',
	defaultOperation: 'sendToDevices',
	operations: [
		sendToDevices,
		sendToAccounts,
		sendByTags,
		sendToAll,
		sendToPackage,
		sendAndWait,
		get,
		getAll,
		getAllByDevice,
		stop,
		cancelScheduled,
		revoke,
	],
};
