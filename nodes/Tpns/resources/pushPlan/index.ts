import type { Resource } from '../../../shared/run/operation';
import { create } from './create';

export const pushPlan: Resource = {
	value: 'pushPlan',
	name: 'Push Plan',
	description: 'Plans that count pushes together',
	defaultOperation: 'create',
	operations: [create],
};
