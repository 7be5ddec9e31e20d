import { PUSH_SERVICE } from '../../paths';
import { defineFigures, namedPushes } from './defineFigures';
import { describeReport, REPORT_DAYS, reportFields } from './report';

export const getReport = defineFigures({
	value: 'getReport',
	name: 'Get Push Report',
	action: 'Get a push report',
	description: 'Get how many devices pushes to everybody, tags and attributes reached',
	path: PUSH_SERVICE.report,
	mostDays: REPORT_DAYS,
	pushes: namedPushes,
	fields: reportFields,
	describe: describeReport('All pushes'),
});
