import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { requestOptions } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { presentation, reportTitle } from '../../../shared/statistics/present';
import { compactPeriod, daysInWords, period } from '../../period';
import { channelsOf } from './channels';
import { output, reportResults } from './report';

const planId = field({
	displayName: 'Push Plan ID',
	name: 'planId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.planId }}',
	description: 'ID from Push Plan: Create',
});

const options = requestOptions({
	groupId: field({
		displayName: 'Group ID (Deprecated)',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. tpns_20240516',
		description: 'Group of pushes from before push plans existed. Used when Push Plan ID is empty.',
	}),
	reportTitle,
});

export const getPlanReport = defineOperation({
	value: 'getPlanReport',
	name: 'Get Plan Report',
	action: 'Get report of push plan',
	description: 'Get one report for all pushes of a plan in the last 7 days',
	fields: { planId, period: period('7 days'), output, presentation, options },
	async run({ planId, period: whole, options, ...view }, { call, execution }) {
		const group = groupOf(planId, options.groupId);
		const { startDate, endDate } = whole;
		const { body } = await call({
			path: '/v3/statistics/get_push_group_stat_channel',
			body: { ...group, ...compactPeriod(whole) },
		});
		const name = 'planId' in group ? `Plan ${group.planId}` : `Group ${group.groupId}`;
		const title = options.reportTitle || name;
		const subject = {
			about: { ...group, startDate, endDate },
			heading: { title, subtitle: daysInWords(whole) },
		};
		return await reportResults([channelsOf(body.pushStatDataAll)], subject, view, execution);
	},
});

/** The plan, which wins over the deprecated group. Source: docs/api/tpns.md 1.18 I9. */
function groupOf(plan: string, groupId = ''): { planId: string } | { groupId: string } {
	if (plan !== '') return { planId: plan };
	if (groupId !== '') return { groupId };
	throw new FieldError('Push Plan ID', 'is empty', 'Enter the ID from Push Plan: Create');
}
