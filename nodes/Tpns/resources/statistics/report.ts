import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../../shared/run/operation';
import { outputField } from '../../../shared/statistics/outputField';
import { withChart } from '../../../shared/statistics/withChart';
import type { Answer } from '../../../shared/transport/request';
import { channelsOf, describeChannel, describeTotal, singleChannels } from './channels';

/** What TPNS counts as delivered. Source: docs/api/tpns.md 1.16. */
export const DELIVERIES =
	'Huawei, Honor, HarmonyOS and Meizu count deliveries once their receipts are set up in the console';

/** How a report is shown. */
export const output = outputField(DELIVERIES);

/**
 * The results of a report, together or by channel.
 *
 * @param about what the report is on, for each result
 * @param title of the picture
 */
export async function reportResults(
	{ body }: Answer,
	about: IDataObject,
	title: string,
	{ output, includeChart }: { output: 'channels' | 'summary'; includeChart: boolean },
	execution: IExecuteFunctions,
): Promise<ItemResult[]> {
	const channels = channelsOf(body.pushStatDataAll);
	if (output === 'summary') {
		const total = { ...about, ...describeTotal(channels) };
		return [await withChart(total, title, includeChart, execution)];
	}
	return await Promise.all(
		singleChannels(channels).map(async (numbers) => {
			const channel = describeChannel(numbers);
			const name = `${title} · ${channel.channelName}`;
			return await withChart({ ...about, ...channel }, name, includeChart, execution);
		}),
	);
}
