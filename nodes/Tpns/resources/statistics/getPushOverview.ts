import type { IDataObject } from 'n8n-workflow';
import { field } from '../../../shared/fields/field';
import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import type { Funnel } from '../../../shared/statistics/funnel';
import { addCounts, funnelOf } from '../../../shared/statistics/funnel';
import { RATES } from '../../../shared/statistics/outputField';
import { includeChart, withChart } from '../../../shared/statistics/withChart';
import type { Period } from '../../period';
import { compactPeriod, period } from '../../period';
import { isoDay } from '../../times';
import type { ChannelNumbers } from './channels';
import { DELIVERIES } from './report';
import { channelsOf, describeChannel, describeTotal, singleChannels, totalOf } from './channels';

const output = field({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One Item per Day', value: 'days' },
		{ name: 'One Item per Day and Channel', value: 'channels' },
		{ name: 'One Summary', value: 'summary' },
	],
	default: 'summary',
	description: `Whether to return totals, numbers by day, or numbers by day and channel. ${RATES} ${DELIVERIES}.`,
});

interface Day {
	date: string;
	channels: ChannelNumbers[];
}

export const getPushOverview = defineOperation({
	value: 'getPushOverview',
	name: 'Get Push Overview',
	action: 'Get an overview of all pushes',
	description: 'Get how far the pushes of a period got: scheduled, sent, delivered, clicked',
	fields: { period: period('6 months'), output, includeChart, options: timeoutOnly },
	async run({ period: whole, output, includeChart }, { call, execution }) {
		const { body } = await call({
			path: '/v3/statistics/get_push_channel_stat_overview',
			body: compactPeriod(whole),
		});
		const days = objectsIn(body.pushDateChannelStat).map(({ date, channelDatas }) => ({
			date: isoDay(date),
			channels: channelsOf(channelDatas),
		}));
		return await Promise.all(
			results[output](days, whole).map(
				async ({ title, json }) => await withChart(json, title, includeChart, execution),
			),
		);
	},
});

type Results = Array<{ title: string; json: IDataObject & Funnel }>;

const results: Record<'days' | 'channels' | 'summary', (days: Day[], whole: Period) => Results> = {
	days: (days) =>
		days.map(({ date, channels }) => ({
			title: `All pushes · ${date}`,
			json: { date, ...describeTotal(channels) },
		})),
	channels: (days) =>
		days.flatMap(({ date, channels }) =>
			singleChannels(channels)
				.map(describeChannel)
				.map((channel) => ({
					title: `${channel.channelName} · ${date}`,
					json: { date, ...channel },
				})),
		),
	summary: (days, whole) => [
		{
			title: `All pushes · ${whole.startDate} to ${whole.endDate}`,
			json: {
				...whole,
				...funnelOf(addCounts(days.map(({ channels }) => totalOf(channels)))),
				days: days.length,
			},
		},
	],
};
