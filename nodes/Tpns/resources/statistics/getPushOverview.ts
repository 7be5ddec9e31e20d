import type { IDataObject } from 'n8n-workflow';
import { field } from '../../../shared/fields/field';
import { objectsIn } from '../../../shared/fields/json';
import { requestOptions } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import type { Funnel } from '../../../shared/statistics/funnel';
import { addCounts, funnelOf } from '../../../shared/statistics/funnel';
import { RATES } from '../../../shared/statistics/outputField';
import { present, presentation, reportTitle } from '../../../shared/statistics/present';
import type { Period } from '../../period';
import { compactPeriod, daysInWords, period } from '../../period';
import { isoDay } from '../../times';
import type { ChannelNumbers } from './channels';
import { DELIVERIES } from './report';
import { channelsOf, describeChannels, describeTotal, totalOf } from './channels';

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
	action: 'Get overview of all pushes',
	description: 'Get the report of all pushes of a period: scheduled, sent, delivered, clicked',
	fields: {
		period: period('6 months'),
		output,
		presentation,
		options: requestOptions({ reportTitle }),
	},
	async run({ period: whole, output, presentation: wanted, options }, { call, execution }) {
		const { body } = await call({
			path: '/v3/statistics/get_push_channel_stat_overview',
			body: compactPeriod(whole),
		});
		const days = objectsIn(body.pushDateChannelStat).map(({ date, channelDatas }) => ({
			date: isoDay(date),
			channels: channelsOf(channelDatas),
		}));
		const title = options.reportTitle || 'All pushes';
		return await Promise.all(
			results[output](days, whole).map(async ({ name, subtitle, json }) => {
				const heading = { title: name ? `${title} · ${name}` : title, subtitle };
				return await present({ json, heading }, wanted, execution);
			}),
		);
	},
});

type Results = Array<{ name?: string; subtitle: string; json: IDataObject & Funnel }>;

const results: Record<'days' | 'channels' | 'summary', (days: Day[], whole: Period) => Results> = {
	days: (days) =>
		days.map(({ date, channels }) => ({
			subtitle: `${date} (UTC+8)`,
			json: { date, ...describeTotal([channels]) },
		})),
	channels: (days) =>
		days.flatMap(({ date, channels }) =>
			describeChannels([channels]).map((channel) => ({
				name: channel.channelName,
				subtitle: `${date} (UTC+8)`,
				json: { date, ...channel },
			})),
		),
	summary: (days, whole) => [
		{
			subtitle: daysInWords(whole),
			json: {
				...whole,
				...funnelOf(addCounts(days.map(({ channels }) => totalOf(channels)))),
				days: days.length,
			},
		},
	],
};
