import { alternatives, shownWhen } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { Written } from '../../../shared/fields/json';
import { defineSingleRequest } from '../../../shared/run/batched';
import { broadcastByExclusion } from '../../audience/broadcast';
import { audienceOf } from '../../audience/identity';
import { buildPush } from '../../message/buildPush';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { writeTagExpression } from '../../tagRules/expression';
import { tagRules } from '../../tagRules/fields';
import { tagRulesInWords } from '../../tagRules/inWords';
import { meaningOf } from '../../tagRules/meaning';
import { reachesWithoutTags } from '../../tagRules/reach';
import type { TagRule } from '../../tagRules/types';
import { bulkOutcome, bulkPushFields, bulkRequest } from './bulkPush';

/** Shown where the form cannot see that the rule names tags that a device must have. */
const broadcast = alternatives(
	shownWhen({ tagRuleInput: ['form', 'text'] }, broadcastByExclusion),
	shownWhen(
		{
			tagRuleInput: ['tags'],
			tagsAny: [''],
			tagsAll: [''],
			tagsNone: [{ _cnd: { not: '' } }],
		},
		broadcastByExclusion,
	),
);

const rulesOf = ({ tag_rules: rules }: JsonObject) => (rules as Written<TagRule[]>).written;

export const sendByTags = defineSingleRequest({
	value: 'sendByTags',
	name: 'Send by Tags',
	action: 'Send push by tags',
	description: 'Send a push to the devices whose tags meet a rule',
	isSend: true,
	fields: { ...appFields, tagRules, broadcast, ...bulkPushFields },
	message(values) {
		if (reachesWithoutTags(values.tagRules)) values.broadcast();
		return {
			audience_type: 'tag',
			tag_rules: new Written(meaningOf(values.tagRules), values.tagRules),
			...buildPush(values),
			...values.schedule,
		};
	},
	request: bulkRequest,
	audience: (push) => audienceOf(push, push.tag_rules),
	outcome: (answer, push) =>
		bulkOutcome(answer, push, {
			rule: tagRulesInWords(rulesOf(push)),
			tagExpression: writeTagExpression(rulesOf(push)),
		}),
	warnings: pushWarnings,
	audienceInWords: (push) => `devices where ${tagRulesInWords(rulesOf(push))}`,
	advice: pushAdvice,
});
