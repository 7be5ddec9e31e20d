import { defineResource } from '../../../shared/run/defineOperation';
import { getAll } from './getAll';
import { set } from './set';

export const attributeName = defineResource({
	value: 'attributeName',
	name: 'Attribute Name',
	description: 'Attributes that the app has',
	defaultOperation: 'set',
	operations: [set, getAll],
});
