import type { Resource } from '../../../shared/run/operation';
import { bind } from './bind';
import { getAllByDevice } from './getAllByDevice';
import { getAllDevices } from './getAllDevices';
import { unbind } from './unbind';
import { unbindAllFromDevices } from './unbindAllFromDevices';
import { unbindFromAllDevices } from './unbindFromAllDevices';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	description: 'Accounts of your app and the devices that they are bound to',
	defaultOperation: 'bind',
	operations: [
		bind,
		unbind,
		unbindAllFromDevices,
		unbindFromAllDevices,
		getAllByDevice,
		getAllDevices,
	],
};
