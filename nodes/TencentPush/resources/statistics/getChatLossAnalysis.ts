import { reportPerItem } from '../../../shared/statistics/defineReport';
import { PUSH_SERVICE } from '../../paths';
import { allPushes, defineFigures } from './defineFigures';
import { describeLosses, LOSS_DAYS, lossFields } from './lossAnalysis';

export const getChatLossAnalysis = defineFigures({
	value: 'getChatLossAnalysis',
	name: 'Get Chat Loss Analysis',
	action: 'Get chat loss analysis',
	description: 'Get the reasons why offline pushes of Chat messages were not delivered',
	path: PUSH_SERVICE.chatLossAnalysis,
	mostDays: LOSS_DAYS,
	pushes: allPushes,
	combineItems: reportPerItem,
	fields: lossFields,
	describe: describeLosses,
});
