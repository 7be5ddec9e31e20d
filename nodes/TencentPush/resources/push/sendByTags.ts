import {
	readTagCondition,
	tagConditionFields,
	tagConditionInWords,
	tagExclusionFields,
} from '../../audience/tags';
import { buildPush, pushFields } from '../../message/buildPush';
import { defineBroadcast } from './selectedPush';

export const sendByTags = defineBroadcast({
	value: 'sendByTags',
	name: 'Send by Tags',
	action: 'Send a push by tags',
	description: 'Send a push to users with certain tags',
	fields: pushFields(tagConditionFields, tagExclusionFields),
	build(parameters, context) {
		const condition = readTagCondition(parameters, context);
		return {
			...buildPush(parameters, context, condition),
			condition: tagConditionInWords(condition),
		};
	},
});
