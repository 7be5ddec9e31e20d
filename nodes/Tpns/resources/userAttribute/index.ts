import type { Resource } from '../../../shared/run/operation';
import { add } from './add';
import { deleteAttributes } from './delete';
import { deleteAll } from './deleteAll';
import { get } from './get';
import { update } from './update';

export const userAttribute: Resource = {
	value: 'userAttribute',
	name: 'User Attribute',
	description: 'Attributes of devices, for personalized pushes',
	defaultOperation: 'add',
	operations: [add, update, deleteAttributes, deleteAll, get],
};
