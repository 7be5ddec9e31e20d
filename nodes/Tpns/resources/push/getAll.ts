import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/fields/apiFields';
import { field } from '../../../shared/fields/field';
import { paging } from '../../../shared/form/commonFields';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { showWarnings } from '../../../shared/run/summary';
import { period } from '../../period';
import { DAYS_AHEAD, fetchRecords, listAhead } from '../../pushRecord/fetch';
import { describeRecord, PUSH_STATES, pushRecordOutput } from '../../pushRecord/record';
import { serverDay } from '../../times';

const filters = collection(
	'Filters',
	'filters',
	{
		pushType: field({
			displayName: 'Audience',
			name: 'pushType',
			type: 'options',
			options: [
				{ name: 'Accounts', value: 'account' },
				{ name: 'All Devices', value: 'all' },
				{ name: 'Device Tokens', value: 'token' },
				{ name: 'Tags', value: 'tag' },
			],
			default: 'all',
			description: 'Only pushes to this kind of audience',
		}),
		msgType: field({
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			options: [
				{ name: 'In-App or Silent Message', value: 'message' },
				{ name: 'Notification', value: 'notify' },
			],
			default: 'notify',
			description: 'Only messages of this kind',
		}),
		source: field({
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'API', value: 'api' },
				{ name: 'Console', value: 'console' },
			],
			default: 'api',
			description: 'Only pushes created in this place. Filtered in the node, not by TPNS.',
		}),
		status: field({
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: PUSH_STATES.map(([value, name]) => ({ name, value })),
			default: [],
			description: 'Only pushes with one of these statuses. Filtered in the node, not by TPNS.',
		}),
	},
	{ placeholder: 'Add Filter' },
);

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many pushes',
	description: 'List the pushes of a period, scheduled ones included',
	fields: {
		limit: paging,
		period: period('a month', DAYS_AHEAD),
		filters,
		output: pushRecordOutput,
		options: timeoutOnly,
	},
	async run({ limit, period: days, filters: wanted, output }, { call, context, execution }) {
		const { msgType, pushType, source, status: states = [] } = wanted;
		const query = { ...days, ...(msgType && { msgType }), ...(pushType && { pushType }) };
		const isWanted = (record: IDataObject) =>
			(states.length === 0 || states.some((state) => state === record.status)) &&
			(!source || record.source === source);
		const isFiltered = states.length > 0 || source !== undefined;
		const { listed, query: taken } = await listAhead(
			query,
			serverDay(context.now),
			async (asked) => await fetchRecords(call, asked, limit, isFiltered ? isWanted : undefined),
		);
		if (taken.endDate !== query.endDate) {
			const hint = `TPNS lists no pushes after ${taken.endDate}: those scheduled later are missing`;
			showWarnings(execution, [hint]);
		}
		return listed.map((record) => ({
			json: output((isSimple) => describeRecord(record, isSimple, context.timezone)),
		}));
	},
});
