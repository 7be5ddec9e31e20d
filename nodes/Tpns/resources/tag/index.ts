import type { Resource } from '../../../shared/run/operation';
import { addToDevices } from './addToDevices';
import { deleteTags } from './delete';
import { removeAllFromDevice } from './removeAllFromDevice';
import { removeFromDevices } from './removeFromDevices';
import { replaceOnDevice } from './replaceOnDevice';

export const tag: Resource = {
	value: 'tag',
	name: 'Tag',
	description: 'Custom tags of devices',
	defaultOperation: 'addToDevices',
	operations: [addToDevices, removeFromDevices, replaceOnDevice, removeAllFromDevice, deleteTags],
};
