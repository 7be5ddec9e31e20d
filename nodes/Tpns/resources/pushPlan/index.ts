import type { Resource } from '../../../shared/run/operation';
import { create } from './create';

export const pushPlan: Resource = {
	value: 'pushPlan',
	name: 'Push Plan',
	description: 'Plans that pushes are counted under',
	defaultOperation: 'create',
	operations: [create],
};
