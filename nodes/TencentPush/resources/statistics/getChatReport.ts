import { reportPerItem } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { allPushes, defineFigures } from './defineFigures';
import { describeReport, REPORT_DAYS, reportFields } from './report';

export const getChatReport = defineFigures({
	value: 'getChatReport',
	name: 'Get Chat Push Report',
	action: 'Get chat push report',
	description: 'Get the report of all offline pushes of Chat messages',
	path: PUSH_SERVICE.chatReport,
	mostDays: REPORT_DAYS,
	pushes: allPushes,
	combineItems: reportPerItem,
	fields: reportFields,
	describe: describeReport('Chat pushes'),
});
