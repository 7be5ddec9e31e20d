import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { isoFromSeconds } from '../../serverTime';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { readTrimmed } from '../../../shared/fields/text';
import { responseText } from '../../../shared/transport/response';

const planName: INodeProperties = {
	displayName: 'Name',
	name: 'planName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Spring sale',
	description: 'Name of the plan, at most 60 characters',
};

const planDescription: INodeProperties = {
	displayName: 'Description',
	name: 'planDescription',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. All pushes of the spring sale',
	description: 'What the plan is for, at most 300 characters',
};

/** Characters of name and description. Source: docs/api/tpns.md 1.2 and 1.18 I33. */
const LONGEST_NAME = 60;
const LONGEST_DESCRIPTION = 300;

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a push plan',
	description: 'Create a plan under which pushes are counted together; at most 200 a day',
	fields: [planName, planDescription, callOnlyOptions],
	async run(parameters, { call }) {
		const { body } = await call({
			path: '/v3/push/plan/add_plan_push',
			body: {
				planName: textOf(parameters.planName, planName, LONGEST_NAME),
				planDescribe: textOf(parameters.planDescription, planDescription, LONGEST_DESCRIPTION),
			},
		});
		return [{ json: describePlan(isObject(body.result) ? body.result : {}) }];
	},
});

/** A plan with its ID as text, also under the name by which pushes take it (I36). */
function describePlan(plan: JsonObject): IDataObject {
	const planId = responseText(plan.planId);
	return {
		...(plan as IDataObject),
		planId,
		plan_id: planId,
		createdTime: isoFromSeconds(plan.createdAt),
	};
}

function textOf(value: unknown, { displayName }: INodeProperties, longest: number): string {
	const text = readTrimmed(value, displayName);
	if (text === '') throw new FieldError(displayName, 'is empty', `Enter a ${displayName}`);
	if ([...text].length > longest) {
		throw new FieldError(
			displayName,
			`has ${[...text].length} characters`,
			`Shorten it to at most ${longest}`,
		);
	}
	return text;
}
