import type { Resource } from '../../../shared/run/operation';
import { create } from './create';
import { deleteScheduledPush } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const scheduledPush: Resource = {
	value: 'scheduledPush',
	name: 'Scheduled Push',
	description: 'Pushes sent at a set time',
	defaultOperation: 'create',
	operations: [create, update, deleteScheduledPush, get, getAll],
};
