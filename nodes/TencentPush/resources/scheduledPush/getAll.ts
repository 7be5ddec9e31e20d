import { collection } from '../../../shared/fields/apiFields';
import type { FieldContext, ValuesOf } from '../../../shared/fields/field';
import { field } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { readMoment } from '../../../shared/fields/moment';
import { paging } from '../../../shared/form/commonFields';
import { timeoutOnly } from '../../../shared/form/settings';
import { timeZone } from '../../../shared/form/timeZone';
import { defineOperation } from '../../../shared/run/perItem';
import { describeScheduledPush, scheduledPushOutput } from './describe';
import type { Period, Search } from './list';
import { DEFAULT_DAYS, periodAround, listScheduledPushes } from './list';
import { nameApp } from './scheduledPushId';

const filters = collection(
	'Filters',
	'filters',
	{
		from: field({
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Start of the period, in Time Zone. Needs To.',
		}),
		keyword: field({
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			default: '',
			description: 'Text in the title or content',
		}),
		to: field({
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'End of the period, in Time Zone. Needs From.',
		}),
	},
	{
		placeholder: 'Add Filter',
		description: `Without From and To: pushes from ${DEFAULT_DAYS} days before to ${DEFAULT_DAYS} days after now`,
	},
);

const fields = {
	limit: paging,
	filters,
	timeZone,
	sortBy: field({
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: [
			{ name: 'Creation', value: 'createat' },
			{ name: 'Date and Time', value: 'schedat' },
		],
		default: 'schedat',
		description: 'Field to sort by',
	}),
	ascending: field({
		displayName: 'Ascending',
		name: 'ascending',
		type: 'boolean',
		default: false,
		description: 'Whether to list the earliest first',
	}),
	output: scheduledPushOutput,
	options: timeoutOnly,
};

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many scheduled pushes',
	description: 'List scheduled pushes, including sent ones',
	fields,
	async run(values, { call, context }) {
		const { output } = values;
		const tasks = await listScheduledPushes(
			call,
			searchOf(values, context),
			periodOf(values, context),
			values.limit,
		);
		return tasks.map((task) => ({
			json: output((isSimple) => describeScheduledPush(task, isSimple)),
		}));
	},
});

function searchOf(values: ValuesOf<typeof fields>, context: FieldContext): Search {
	const { keyword } = values.filters;
	return {
		...nameApp(context),
		OrderBy: values.sortBy,
		Asc: values.ascending,
		...(keyword ? { Keyword: keyword } : {}),
	};
}

function periodOf(values: ValuesOf<typeof fields>, { now }: FieldContext): Period {
	const { from, to } = values.filters;
	if (!from && !to) return periodAround(now);
	if (!from || !to) {
		throw new FieldError(
			from ? 'To' : 'From',
			'is empty',
			"Enter both 'From' and 'To', or neither",
		);
	}
	const begin = readMoment(from, values.timeZone, 'From');
	const end = readMoment(to, values.timeZone, 'To');
	if (end < begin) throw new FieldError('To', "is before 'From'", 'Choose a later time');
	return { begin, end };
}
