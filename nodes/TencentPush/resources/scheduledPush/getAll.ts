import type { INodeProperties } from 'n8n-workflow';
import { integer } from '../../../shared/fields/apiFields';
import { isObject } from '../../../shared/fields/json';
import { readMoment } from '../../../shared/fields/moment';
import { callOnlyOptions, pagingFields, simplifyField } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { describeScheduledPush } from './describe';
import type { Search } from './list';
import { listScheduledPushes } from './list';
import { nameApp } from './scheduledPushId';
import { serverTime, timeZoneField, zoneOf } from './time';
import { readTrimmed } from '../../../shared/fields/text';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'First time of the period, read in Time Zone; needs To',
		},
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			default: '',
			description: 'Text in the title or content',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Last time of the period, read in Time Zone; needs From',
		},
	],
};

const sort: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: [
			{ name: 'Creation', value: 'createat' },
			{ name: 'Date and Time', value: 'schedat' },
		],
		default: 'schedat',
		description: 'What the order goes by',
	},
	{
		displayName: 'Ascending',
		name: 'ascending',
		type: 'boolean',
		default: false,
		description: 'Whether the earliest comes first',
	},
];

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many scheduled pushes',
	description: 'Get scheduled pushes, those that have gone out among them',
	fields: [...pagingFields, filters, timeZoneField, ...sort, simplifyField, callOnlyOptions],
	async run(parameters, { call, context }) {
		const most = parameters.returnAll === true ? Infinity : integer(1)(parameters.limit, 'Limit');
		const tasks = await listScheduledPushes(call, readSearch(parameters, context), most);
		const isSimple = parameters.simplify !== false;
		return tasks.map((task) => ({ json: describeScheduledPush(task, isSimple) }));
	},
});

function readSearch(parameters: Parameters, context: OperationContext): Search {
	const { from, to, keyword } = isObject(parameters.filters) ? parameters.filters : {};
	const search: Search = {
		...nameApp(context),
		OrderBy: parameters.sortBy === 'createat' ? 'createat' : 'schedat',
		Asc: parameters.ascending === true,
		...(keyword ? { Keyword: readTrimmed(keyword, 'Keyword') } : {}),
	};
	if (!from && !to) return search;
	if (!from || !to) {
		throw new FieldError(from ? 'To' : 'From', 'is empty', 'Enter both From and To, or neither');
	}
	const zone = zoneOf(parameters, context);
	const [begin, end] = [readMoment(from, zone, 'From'), readMoment(to, zone, 'To')];
	if (end < begin) throw new FieldError('To', 'is before From', 'Choose a later time');
	return { ...search, BeginTime: serverTime(begin), EndTime: serverTime(end) };
}
