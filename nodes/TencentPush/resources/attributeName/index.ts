import type { Resource } from '../../../shared/run/operation';
import { getAll } from './getAll';
import { set } from './set';

export const attributeName: Resource = {
	value: 'attributeName',
	name: 'Attribute Name',
	description: 'Attribute names of the app',
	defaultOperation: 'set',
	operations: [set, getAll],
};
