import type { Resource } from '../../../shared/run/operation';
import { add } from './add';
import { get } from './get';
import { remove } from './remove';
import { removeAll } from './removeAll';
import { replace } from './replace';

export const tag: Resource = {
	value: 'tag',
	name: 'Tag',
	description: 'Tags of users, to select the audience of pushes',
	defaultOperation: 'add',
	operations: [add, replace, get, remove, removeAll],
};
