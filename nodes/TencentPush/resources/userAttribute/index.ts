import type { Resource } from '../../../shared/run/operation';
import { deleteAttributes } from './delete';
import { get } from './get';
import { set } from './set';

export const userAttribute: Resource = {
	value: 'userAttribute',
	name: 'User Attribute',
	description: 'Attributes of users, to select the audience of pushes',
	defaultOperation: 'set',
	operations: [set, get, deleteAttributes],
};
