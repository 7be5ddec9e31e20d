import type { IExecuteFunctions } from 'n8n-workflow';
import type { ValuesOf } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import { requestOptions } from '../../../shared/form/settings';
import type { ItemResult } from '../../../shared/run/operation';
import type { FunnelCounts } from '../../../shared/statistics/funnel';
import { addCounts, funnelOf } from '../../../shared/statistics/funnel';
import { outputField } from '../../../shared/statistics/outputField';
import { present, presentation, reportTitle } from '../../../shared/statistics/present';
import { responseNumber } from '../../../shared/transport/response';
import { channelName, vendorName } from '../../channels';
import { describeAsked } from './collect';
import type { FiguresGroup, PushFigures } from './defineFigures';
import { ALL_PUSHES } from './defineFigures';
import { describePeriod, periodInWords } from './period';

/** The longest period of a report, in days. Source: docs/api/push-service.md 3.h. */
export const REPORT_DAYS = 30;

/** How a report is shown. Source: docs/api/push-service.md 3.h, "Counter meaning". */
export const reportFields = {
	output: outputField(
		'Delivered counts receipts for Xiaomi and online pushes, and for other vendors what they accepted and did not report as undelivered',
	),
	presentation,
	options: requestOptions({ reportTitle }),
};

/**
 * Makes what describes a report as a funnel.
 *
 * @param allPushes title when no push is named
 */
export function describeReport(allPushes: string) {
	return async (
		group: FiguresGroup,
		{ output, presentation: wanted, options }: ValuesOf<typeof reportFields>,
		execution: IExecuteFunctions,
	): Promise<ItemResult[]> => {
		const { period, found, missing, itemsWithoutPush } = group;
		if (found.length === 0) {
			return missing.map((each) => ({
				json: {
					...describeAsked({ ...each, period }),
					found: false,
					reason: each.reason,
					fix: each.fix,
				},
			}));
		}
		const named = found.filter(({ taskId }) => taskId !== ALL_PUSHES);
		const about = {
			...(options.reportTitle ? { reportTitle: options.reportTitle } : {}),
			...(found.length === 1 ? describeAsked({ ...found[0], period }) : describePeriod(period)),
			...(named.length > 0 ? { pushCount: named.length } : {}),
		};
		const more = {
			...(named.length > 0
				? {
						pushes: named.map(({ taskId, figures }) => ({
							taskId,
							...funnelOf(countsOf(figures)),
						})),
						missing: missing.map(({ taskId, reason, fix }) => ({ taskId, reason, fix })),
					}
				: {}),
			...(itemsWithoutPush > 0 ? { itemsWithoutPush } : {}),
		};
		const heading = {
			title: options.reportTitle || titleOf(found, allPushes),
			subtitle: periodInWords(period),
		};
		const rows = {
			pushes: named.map(({ taskId, figures }) => ({
				name: `Push ${taskId}`,
				funnel: funnelOf(countsOf(figures)),
			})),
			missing: missing.map(({ taskId, reason }) => ({ name: `Push ${taskId}`, reason })),
		};
		const channels = channelsOf(found);
		if (output === 'summary') {
			const total = funnelOf(addCounts(found.map(({ figures }) => countsOf(figures))));
			const json = { ...about, ...total, channels, ...more };
			return [await present({ json, heading, ...rows }, wanted, execution)];
		}
		return await Promise.all(
			channels.map(async (channel) => {
				const title = `${heading.title} · ${channel.channel} · ${channel.vendor}`;
				const json = { ...about, ...channel, ...more };
				const report = { json, heading: { ...heading, title }, missing: rows.missing };
				return await present(report, wanted, execution);
			}),
		);
	};
}

function titleOf([{ taskId }, ...others]: readonly PushFigures[], allPushes: string): string {
	if (others.length > 0) return `${others.length + 1} pushes`;
	return taskId === ALL_PUSHES ? allPushes : `Push ${taskId}`;
}

/** The funnel of each channel over all pushes. */
function channelsOf(found: readonly PushFigures[]) {
	const channels = new Map<string, JsonObject[]>();
	for (const { figures } of found) {
		for (const channel of objectsIn(figures.PlatformStatistics)) {
			const key = JSON.stringify([channel.EventType, channel.PushPlatform]);
			channels.set(key, [...(channels.get(key) ?? []), channel]);
		}
	}
	return [...channels.values()].map((all) => ({
		...describeChannel(all[0]),
		...funnelOf(addCounts(all.map(countsOf))),
	}));
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

/** Counters of the API. Source: docs/api/push-service.md 3.h, "Counter meaning". */
function countsOf(figures: JsonObject): FunnelCounts {
	return {
		scheduled: responseNumber(figures.TotalCount),
		sent: responseNumber(figures.SentCount),
		delivered: responseNumber(figures.DeliveredCount),
		clicked: responseNumber(figures.ClickCount),
	};
}
