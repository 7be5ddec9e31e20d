import type { Resource } from '../../../shared/run/operation';
import { deleteAttributes } from './delete';
import { get } from './get';
import { set } from './set';

export const userAttribute: Resource = {
	value: 'userAttribute',
	name: 'User Attribute',
	description: 'Attributes of users, by which pushes select',
	defaultOperation: 'set',
	operations: [set, get, deleteAttributes],
};
