import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import type { ItemResult, Parameters } from '../../../shared/run/operation';
import { channelName, vendorName } from '../../channels';
import type { Funnel } from '../../../shared/statistics/funnel';
import { funnelOf } from '../../../shared/statistics/funnel';
import { outputField } from '../../../shared/statistics/outputField';
import { includeChartField, withChart } from '../../../shared/statistics/withChart';
import type { PushFigures } from './defineFigures';
import { describePeriod } from './period';
import { responseNumber } from '../../../shared/transport/response';

/** The longest period of a report, in days. Source: docs/api/push-service.md 3.h. */
export const REPORT_DAYS = 30;

/** How a report is shown. */
export const reportFields: INodeProperties[] = [outputField, includeChartField];

/**
 * A report as a funnel.
 *
 * @param what is counted when no push is named, e.g. `All pushes`
 */
export async function describeReport(
	{ taskId, period, figures }: PushFigures,
	parameters: Parameters,
	execution: IExecuteFunctions,
	what: string,
): Promise<ItemResult[]> {
	const about = { ...(taskId === '' ? {} : { taskId }), ...describePeriod(period) };
	const title = taskId === '' ? what : `Push ${taskId}`;
	const channels = (
		Array.isArray(figures.PlatformStatistics) ? figures.PlatformStatistics.filter(isObject) : []
	).map((channel) => ({ ...describeChannel(channel), ...funnelOfFigures(channel) }));
	const rows =
		parameters.output === 'channels'
			? channels.map((json) => ({ name: `${title} · ${json.channel} · ${json.vendor}`, json }))
			: [{ name: title, json: { ...funnelOfFigures(figures), channels } }];
	return await Promise.all(
		rows.map(
			async ({ name, json }) =>
				await withChart(
					{ ...about, ...json } as IDataObject,
					name,
					parameters.includeChart,
					execution,
				),
		),
	);
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
