import type { IExecuteFunctions } from 'n8n-workflow';
import type { ValuesOf } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import type { ItemResult } from '../../../shared/run/operation';
import type { Funnel } from '../../../shared/statistics/funnel';
import { funnelOf } from '../../../shared/statistics/funnel';
import { outputField } from '../../../shared/statistics/outputField';
import { includeChart, withChart } from '../../../shared/statistics/withChart';
import { responseNumber } from '../../../shared/transport/response';
import { channelName, vendorName } from '../../channels';
import type { PushFigures } from './defineFigures';
import { describeAsked } from './collect';

/** The longest period of a report, in days. Source: docs/api/push-service.md 3.h. */
export const REPORT_DAYS = 30;

/** How a report is shown. Source: docs/api/push-service.md 3.h, "Counter meaning". */
export const reportFields = {
	output: outputField(
		'Delivered are the receipts of Xiaomi and of online pushes, and what other vendors sent without a refusal',
	),
	includeChart,
};

/**
 * Makes what describes a report as a funnel.
 *
 * @param allPushes title of the chart when no push is named
 */
export function describeReport(allPushes: string) {
	return async (
		{ figures, ...push }: PushFigures,
		values: ValuesOf<typeof reportFields>,
		execution: IExecuteFunctions,
	): Promise<ItemResult[]> => {
		const about = describeAsked(push);
		const title = push.taskId === '' ? allPushes : `Push ${push.taskId}`;
		const channels = objectsIn(figures.PlatformStatistics).map((channel) => ({
			...describeChannel(channel),
			...funnelOfFigures(channel),
		}));
		if (values.output === 'summary') {
			const summary = { ...about, ...funnelOfFigures(figures), channels };
			return [await withChart(summary, title, values.includeChart, execution)];
		}
		return await Promise.all(
			channels.map(async (channel) => {
				const name = `${title} · ${channel.channel} · ${channel.vendor}`;
				return await withChart({ ...about, ...channel }, name, values.includeChart, execution);
			}),
		);
	};
}

/** The channel of a figure: readable names next to the codes. */
export function describeChannel({ EventType, PushPlatform }: JsonObject) {
	return {
		channel: channelName(EventType),
		vendor: vendorName(PushPlatform),
		eventType: responseNumber(EventType),
		pushPlatform: responseNumber(PushPlatform),
	};
}

/** Counters of the API as a funnel. Source: docs/api/push-service.md 3.h, "Counter meaning". */
function funnelOfFigures(figures: JsonObject): Funnel {
	return funnelOf({
		scheduled: responseNumber(figures.TotalCount),
		sent: responseNumber(figures.SentCount),
		delivered: responseNumber(figures.DeliveredCount),
		clicked: responseNumber(figures.ClickCount),
	});
}
