import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { addCounts, funnelOf } from '../../../shared/statistics/funnel';
import { compactDay, isoDay, periodFields, readPeriod } from '../../serverTime';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import type { ChannelNumbers } from './channels';
import { channelsOf, describeChannel, describeTotal, singleChannels, totalOf } from './channels';
import { includeChartField, withChart } from '../../../shared/statistics/withChart';

const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One Item per Day', value: 'days' },
		{ name: 'One Item per Day and Channel', value: 'channels' },
		{ name: 'One Summary', value: 'summary' },
	],
	default: 'summary',
	description: 'Whether the numbers come together, by day, or by day and channel',
};

interface Day {
	date: string;
	channels: ChannelNumbers[];
}

export const getPushOverview = defineOperation({
	value: 'getPushOverview',
	name: 'Get Push Overview',
	action: 'Get an overview of all pushes',
	description: 'Get how far the pushes of a period got: scheduled, sent, delivered, clicked',
	fields: [...periodFields('6 months'), outputField, includeChartField, callOnlyOptions],
	async run(parameters, { call, context, execution }) {
		const { startDate, endDate } = readPeriod(parameters, context);
		const { body } = await call({
			path: '/v3/statistics/get_push_channel_stat_overview',
			body: { startDate: compactDay(startDate), endDate: compactDay(endDate) },
		});
		const days = daysOf(body.pushDateChannelStat);
		const results = resultsOf(days, parameters.output, { startDate, endDate });
		return await Promise.all(
			results.map(
				async ({ title, json }) => await withChart(json, title, parameters.includeChart, execution),
			),
		);
	},
});

function daysOf(list: unknown): Day[] {
	return (Array.isArray(list) ? list.filter(isObject) : []).map(
		({ date, channelDatas }: JsonObject) => ({
			date: isoDay(date),
			channels: channelsOf(channelDatas),
		}),
	);
}

function resultsOf(
	days: Day[],
	output: unknown,
	period: { startDate: string; endDate: string },
): Array<{ title: string; json: IDataObject }> {
	switch (output) {
		case 'days':
			return days.map(({ date, channels }) => ({
				title: `All pushes · ${date}`,
				json: { date, ...describeTotal(channels) },
			}));
		case 'channels':
			return days.flatMap(({ date, channels }) =>
				singleChannels(channels).map((numbers) => {
					const channel = describeChannel(numbers);
					return {
						title: `${String(channel.channelName)} · ${date}`,
						json: { date, ...channel },
					};
				}),
			);
		default:
			return [
				{
					title: `All pushes · ${period.startDate} to ${period.endDate}`,
					json: {
						...period,
						...funnelOf(addCounts(days.map(({ channels }) => totalOf(channels)))),
						days: days.length,
					},
				},
			];
	}
}
