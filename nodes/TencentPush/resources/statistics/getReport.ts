import { combineItems } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { defineFigures, namedPushes } from './defineFigures';
import { describeReport, REPORT_DAYS, reportFields } from './report';

export const getReport = defineFigures({
	value: 'getReport',
	name: 'Get Push Report',
	action: 'Get push report',
	description: 'Add up the reports of pushes to all users, tags and attributes',
	path: PUSH_SERVICE.report,
	mostDays: REPORT_DAYS,
	pushes: namedPushes,
	combineItems,
	fields: reportFields,
	describe: describeReport('All pushes'),
});
