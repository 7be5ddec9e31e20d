import { reportPerItem } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { defineFigures, namedPushes } from './defineFigures';
import { describeLosses, LOSS_DAYS, lossFields } from './lossAnalysis';

export const getLossAnalysis = defineFigures({
	value: 'getLossAnalysis',
	name: 'Get Loss Analysis',
	action: 'Get loss analysis',
	description: 'Get the reasons why pushes to all users, tags and attributes were not delivered',
	path: PUSH_SERVICE.lossAnalysis,
	mostDays: LOSS_DAYS,
	pushes: namedPushes,
	combineItems: reportPerItem,
	fields: lossFields,
	describe: describeLosses,
});
