import type { Resource } from '../../../shared/run/operation';
import { getDeviceOverview } from './getDeviceOverview';
import { getPlanReport } from './getPlanReport';
import { getPushOverview } from './getPushOverview';
import { getPushReport } from './getPushReport';

export const statistics: Resource = {
	value: 'statistics',
	name: 'Statistics',
	description: 'Delivery reports and numbers of devices',
	defaultOperation: 'getPushReport',
	operations: [getPushReport, getPlanReport, getPushOverview, getDeviceOverview],
};
