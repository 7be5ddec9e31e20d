import { defineResource } from '../../../shared/run/defineOperation';
import { deleteAttributes } from './delete';
import { get } from './get';
import { set } from './set';

export const userAttribute = defineResource({
	value: 'userAttribute',
	name: 'User Attribute',
	description: 'Attributes of users, by which pushes select',
	defaultOperation: 'set',
	operations: [set, get, deleteAttributes],
});
