import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneCall } from '../../../shared/run/oneCall';
import { buildPush, pushFields } from '../../message/buildPush';
import { bulkOptions } from '../../message/options';
import { readSchedule, scheduleFields } from '../../message/schedule';
import { pushWarnings } from '../../message/warnings';
import { readTagRules, tagRuleFields } from '../../tagRules/fields';
import { tagRulesInWords } from '../../tagRules/inWords';
import { writeTagExpression } from '../../tagRules/expression';
import type { TagRule } from '../../tagRules/types';
import { bulkOutcome, bulkRequest } from './bulkPush';

export const sendByTags = defineFoldedOperation<JsonObject, null>({
	value: 'sendByTags',
	name: 'Send by Tags',
	action: 'Send a push by tags',
	description: 'Send a push to the devices whose tags meet a rule',
	fields: pushFields(tagRuleFields, bulkOptions, scheduleFields),
	isSend: true,
	audience: oneCall,
	build: (parameters, context) => ({
		audience_type: 'tag',
		tag_rules: readTagRules(parameters),
		...buildPush(parameters, bulkOptions),
		...readSchedule(parameters, context),
	}),
	request: bulkRequest,
	outcomes(answer, _members, push) {
		const rules = push.tag_rules as TagRule[];
		return {
			...bulkOutcome(answer, push),
			rule: tagRulesInWords(rules),
			tagExpression: writeTagExpression(rules),
		};
	},
	warnings: (push) => [
		`Goes to devices for which: ${tagRulesInWords(push.tag_rules as TagRule[])}`,
		...pushWarnings(push),
	],
});
