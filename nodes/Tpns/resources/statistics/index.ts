import type { Resource } from '../../../shared/run/operation';
import { getDeviceOverview } from './getDeviceOverview';
import { getPlanReport } from './getPlanReport';
import { getPushOverview } from './getPushOverview';
import { getPushReport } from './getPushReport';

export const statistics: Resource = {
	value: 'statistics',
	name: 'Statistics',
	description: 'How far pushes got, and how many devices there are',
	defaultOperation: 'getPushReport',
	operations: [getPushReport, getPlanReport, getPushOverview, getDeviceOverview],
};
