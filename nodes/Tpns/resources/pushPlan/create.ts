import type { IDataObject } from 'n8n-workflow';
import type { Reader } from '../../../shared/fields/field';
import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { readTrimmed } from '../../../shared/fields/text';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseText } from '../../../shared/transport/response';
import { isoFromSeconds } from '../../../shared/transport/responseTime';

/** Characters of name and description. Source: docs/api/tpns.md 1.2 and 1.18 I33. */
const LONGEST_NAME = 60;
const LONGEST_DESCRIPTION = 300;

const planName = field(
	{
		displayName: 'Name',
		name: 'planName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Spring sale',
		description: 'Name of the plan, at most 60 characters',
	},
	textUpTo(LONGEST_NAME),
);

const planDescription = field(
	{
		displayName: 'Description',
		name: 'planDescription',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. All pushes of the spring sale',
		description: 'What the plan is for, at most 300 characters',
	},
	textUpTo(LONGEST_DESCRIPTION),
);

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create push plan',
	description: 'Create a plan that counts pushes together, at most 200 plans a day',
	fields: { planName, planDescription, options: timeoutOnly },
	async run({ planName, planDescription }, { call }) {
		const { body } = await call({
			path: '/v3/push/plan/add_plan_push',
			body: { planName, planDescribe: planDescription },
		});
		return [{ json: describePlan(isObject(body.result) ? body.result : {}) }];
	},
});

/** A plan with its ID as text, and with the names that other outputs have for the same. */
function describePlan({ planDescribe, createdAt, updateAt, ...plan }: JsonObject): IDataObject {
	return {
		...(plan as IDataObject),
		planId: responseText(plan.planId),
		planDescription: responseText(planDescribe),
		createdTime: isoFromSeconds(createdAt),
		updatedTime: isoFromSeconds(updateAt),
	};
}

function textUpTo(longest: number): Reader<string> {
	return (value, name) => {
		const text = readTrimmed(value, name);
		const { length } = [...text];
		if (length === 0) throw new FieldError(name, 'is empty', `Enter text for '${name}'`);
		if (length <= longest) return text;
		throw new FieldError(name, `has ${length} characters`, `Shorten it to at most ${longest}`);
	};
}
