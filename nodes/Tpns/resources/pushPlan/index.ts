import { defineResource } from '../../../shared/run/defineOperation';
import { create } from './create';

export const pushPlan = defineResource({
	value: 'pushPlan',
	name: 'Push Plan',
	description: 'Plans that pushes are counted under',
	defaultOperation: 'create',
	operations: [create],
});
