import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult, Parameters } from '../../../shared/run/operation';
import type { Answer } from '../../../shared/transport/request';
import { channelsOf, describeChannel, describeTotal, singleChannels } from './channels';
import { withChart } from '../../../shared/statistics/withChart';

/**
 * The results of a report by channel.
 *
 * @param about what the report is on, for each result
 * @param title of the picture
 */
export async function reportResults(
	{ body }: Answer,
	about: IDataObject,
	title: string,
	{ output, includeChart }: Parameters,
	execution: IExecuteFunctions,
): Promise<ItemResult[]> {
	const channels = channelsOf(body.pushStatDataAll);
	if (output !== 'channels') {
		return [
			await withChart({ ...about, ...describeTotal(channels) }, title, includeChart, execution),
		];
	}
	return await Promise.all(
		singleChannels(channels).map(async (numbers) => {
			const channel = describeChannel(numbers);
			const name = `${title} · ${String(channel.channelName)}`;
			return await withChart({ ...about, ...channel }, name, includeChart, execution);
		}),
	);
}
