import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../shared/fields/apiFields';
import { field } from '../../../shared/fields/field';
import { paging, simplify } from '../../../shared/form/commonFields';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { fetchRecords } from '../../pushRecord/fetch';
import { PUSH_STATES, simplified } from '../../pushRecord/record';
import { period } from '../../period';

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
			description: 'Only pushes that were made there; looked through in the node',
		}),
		status: field({
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: PUSH_STATES.map(([value, name]) => ({ name, value })),
			default: [],
			description: 'Only pushes in one of these states; looked through in the node',
		}),
	},
	{ placeholder: 'Add Filter' },
);

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many pushes',
	description: 'List the pushes of a period within the last month',
	fields: { limit: paging, period: period('a month'), filters, simplify, options: timeoutOnly },
	async run({ limit, period: days, filters: wanted, simplify }, { call }) {
		const { msgType, pushType, source, status: states = [] } = wanted;
		const query = { ...days, ...(msgType && { msgType }), ...(pushType && { pushType }) };
		const isWanted = (record: IDataObject) =>
			(states.length === 0 || states.some((state) => state === record.status)) &&
			(!source || record.source === source);
		const isFiltered = states.length > 0 || source !== undefined;
		const records = await fetchRecords(call, query, limit, isFiltered ? isWanted : undefined);
		return records.map((record) => ({ json: simplify ? simplified(record) : record }));
	},
});
