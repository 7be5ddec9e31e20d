import type { Resource } from '../../../shared/run/operation';
import { getChatLossAnalysis } from './getChatLossAnalysis';
import { getChatReport } from './getChatReport';
import { getChatTrace } from './getChatTrace';
import { getLossAnalysis } from './getLossAnalysis';
import { getReport } from './getReport';
import { getTrace } from './getTrace';

export const statistics: Resource = {
	value: 'statistics',
	name: 'Statistics',
	description: 'Delivery reports',
	defaultOperation: 'getReport',
	operations: [
		getReport,
		getLossAnalysis,
		getTrace,
		getChatReport,
		getChatLossAnalysis,
		getChatTrace,
	],
};
