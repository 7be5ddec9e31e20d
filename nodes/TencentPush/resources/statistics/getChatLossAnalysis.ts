import { reportPerItem } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { allPushes, defineFigures } from './defineFigures';
import { describeLosses, LOSS_DAYS, lossFields } from './lossAnalysis';

export const getChatLossAnalysis = defineFigures({
	value: 'getChatLossAnalysis',
	name: 'Get Chat Loss Analysis',
	action: 'Get a chat loss analysis',
	description: 'Get why the offline pushes of Chat messages did not arrive',
	path: PUSH_SERVICE.chatLossAnalysis,
	mostDays: LOSS_DAYS,
	pushes: allPushes,
	combineItems: reportPerItem,
	fields: lossFields,
	describe: describeLosses,
});
