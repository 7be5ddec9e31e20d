import type { Resource } from '../../../shared/run/operation';
import { getAll } from './getAll';
import { set } from './set';

export const attributeName: Resource = {
	value: 'attributeName',
	name: 'Attribute Name',
	description: 'Attributes that the app has',
	defaultOperation: 'set',
	operations: [set, getAll],
};
