import { combineItems } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { defineFigures, namedPushes } from './defineFigures';
import { describeReport, REPORT_DAYS, reportFields } from './report';

export const getReport = defineFigures({
	value: 'getReport',
	name: 'Get Push Report',
	action: 'Get a push report',
	description: 'Get how far pushes to all users, tags and attributes got, added up',
	path: PUSH_SERVICE.report,
	mostDays: REPORT_DAYS,
	pushes: namedPushes,
	combineItems,
	fields: reportFields,
	describe: describeReport('All pushes'),
});
