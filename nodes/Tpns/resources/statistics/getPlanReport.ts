import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import type { Parameters } from '../../../shared/run/operation';
import { compactDay, periodFields, readPeriod } from '../../serverTime';
import { optionsWith } from '../../../shared/form/commonFields';
import { outputField } from '../../../shared/statistics/outputField';
import { includeChartField } from '../../../shared/statistics/withChart';
import { reportResults } from './report';
import { readTrimmed } from '../../../shared/fields/text';

const planIdField: INodeProperties = {
	displayName: 'Push Plan ID',
	name: 'planId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.planId }}',
	description: 'ID that Push Plan: Create gave',
};

const options = optionsWith([
	{
		displayName: 'Group ID (Deprecated)',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. tpns_20240516',
		description: 'Group of pushes from before there were plans; used when Push Plan ID is empty',
	},
]);

export const getPlanReport = defineOperation({
	value: 'getPlanReport',
	name: 'Get Plan Report',
	action: 'Get the report of a push plan',
	description: 'Get how far the pushes of a plan got in the last 7 days, together',
	fields: [planIdField, ...periodFields('7 days'), outputField, includeChartField, options],
	async run(parameters, { call, context, execution }) {
		const group = readGroup(parameters);
		const { startDate, endDate } = readPeriod(parameters, context);
		const answer = await call({
			path: '/v3/statistics/get_push_group_stat_channel',
			body: { ...group, startDate: compactDay(startDate), endDate: compactDay(endDate) },
		});
		const name = 'planId' in group ? `Plan ${group.planId}` : `Group ${group.groupId}`;
		return await reportResults(
			answer,
			{ ...group, startDate, endDate },
			`${name} · ${startDate} to ${endDate}`,
			parameters,
			execution,
		);
	},
});

/** The plan, which wins over the deprecated group. Source: docs/api/tpns.md 1.18 I9. */
function readGroup({
	planId,
	options: chosen,
}: Parameters): { planId: string } | { groupId: string } {
	const plan = readTrimmed(planId, planIdField.displayName);
	if (plan !== '') return { planId: plan };
	const group = isObject(chosen) ? readTrimmed(chosen.groupId, 'Group ID') : '';
	if (group !== '') return { groupId: group };
	throw new FieldError(
		planIdField.displayName,
		'is empty',
		'Enter the ID that Push Plan: Create gave',
	);
}
