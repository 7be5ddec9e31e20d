import {
	attributeConditionFields,
	attributeConditionInWords,
	readAttributeCondition,
} from '../../audience/attributes';
import { buildPush, pushFields } from '../../message/buildPush';
import { defineBroadcast } from './selectedPush';

export const sendByAttributes = defineBroadcast({
	value: 'sendByAttributes',
	name: 'Send by Attributes',
	action: 'Send a push by attributes',
	description: 'Send a push to users with certain attributes',
	fields: pushFields(attributeConditionFields),
	build(parameters, context) {
		const condition = readAttributeCondition(parameters);
		return {
			...buildPush(parameters, context, condition),
			condition: attributeConditionInWords(condition),
		};
	},
});
