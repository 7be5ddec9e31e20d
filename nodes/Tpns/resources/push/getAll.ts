import type { INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { fetchRecords } from '../../pushRecord/fetch';
import { PUSH_STATES, simplified } from '../../pushRecord/record';
import { periodFields, readPeriod } from '../../serverTime';
import { callOnlyOptions, pagingFields, simplifyField } from '../../../shared/form/commonFields';
import { readTrimmed } from '../../../shared/fields/text';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
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
		},
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			options: [
				{ name: 'In-App or Silent Message', value: 'message' },
				{ name: 'Notification', value: 'notify' },
			],
			default: 'notify',
			description: 'Only messages of this kind',
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'API', value: 'api' },
				{ name: 'Console', value: 'console' },
			],
			default: 'api',
			description: 'Only pushes that were made there; looked through in the node',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: PUSH_STATES.map(([value, name]) => ({ name, value })),
			default: [],
			description: 'Only pushes in one of these states; looked through in the node',
		},
	],
};

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many pushes',
	description: 'List the pushes of a period within the last month',
	fields: [...pagingFields, ...periodFields('a month'), filters, simplifyField, callOnlyOptions],
	async run(parameters, { call, context }) {
		const { messageType, pushType, source, status } = isObject(parameters.filters)
			? parameters.filters
			: {};
		const query = {
			...readPeriod(parameters, context),
			...(messageType ? { msgType: readTrimmed(messageType, 'Message Type') } : {}),
			...(pushType ? { pushType: readTrimmed(pushType, 'Audience') } : {}),
		};
		const states = Array.isArray(status) ? status : [];
		const isFiltered = states.length > 0 || Boolean(source);
		const records = await fetchRecords(
			call,
			query,
			parameters.returnAll === true ? Infinity : integer(1)(parameters.limit, 'Limit'),
			isFiltered
				? (record) =>
						(states.length === 0 || states.includes(record.status)) &&
						(!source || record.source === source)
				: undefined,
		);
		return records.map((record) => ({
			json: parameters.simplify === false ? record : simplified(record),
		}));
	},
});
