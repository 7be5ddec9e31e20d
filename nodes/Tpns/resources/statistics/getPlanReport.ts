import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { requestOptions } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { includeChart } from '../../../shared/statistics/withChart';
import { compactPeriod, period } from '../../period';
import { output, reportResults } from './report';

const planId = field({
	displayName: 'Push Plan ID',
	name: 'planId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.planId }}',
	description: 'ID that Push Plan: Create gave',
});

const options = requestOptions({
	groupId: field({
		displayName: 'Group ID (Deprecated)',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. tpns_20240516',
		description: 'Group of pushes from before there were plans; used when Push Plan ID is empty',
	}),
});

export const getPlanReport = defineOperation({
	value: 'getPlanReport',
	name: 'Get Plan Report',
	action: 'Get the report of a push plan',
	description: 'Get the delivery of the pushes of a plan in the last 7 days, together',
	fields: { planId, period: period('7 days'), output, includeChart, options },
	async run({ planId, period: whole, output, includeChart, options }, { call, execution }) {
		const group = groupOf(planId, options.groupId);
		const { startDate, endDate } = whole;
		const answer = await call({
			path: '/v3/statistics/get_push_group_stat_channel',
			body: { ...group, ...compactPeriod(whole) },
		});
		const name = 'planId' in group ? `Plan ${group.planId}` : `Group ${group.groupId}`;
		const title = `${name} · ${startDate} to ${endDate}`;
		const about = { ...group, startDate, endDate };
		return await reportResults(answer, about, title, { output, includeChart }, execution);
	},
});

/** The plan, which wins over the deprecated group. Source: docs/api/tpns.md 1.18 I9. */
function groupOf(plan: string, groupId = ''): { planId: string } | { groupId: string } {
	if (plan !== '') return { planId: plan };
	if (groupId !== '') return { groupId };
	throw new FieldError('Push Plan ID', 'is empty', 'Enter the ID that Push Plan: Create gave');
}
