import { PUSH_SERVICE } from '../../paths';
import { defineFigures } from './defineFigures';
import { describeLosses, LOSS_DAYS, lossFields } from './lossAnalysis';

export const getLossAnalysis = defineFigures({
	value: 'getLossAnalysis',
	name: 'Get Loss Analysis',
	action: 'Get a loss analysis',
	description: 'Get why pushes to everybody, tags and attributes did not arrive',
	path: PUSH_SERVICE.lossAnalysis,
	mostDays: LOSS_DAYS,
	byTask: true,
	fields: lossFields,
	describe: describeLosses,
});
