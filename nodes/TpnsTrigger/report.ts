import type { IDataObject } from 'n8n-workflow';
import { funnelOf } from '../shared/statistics/funnel';
import type { Call } from '../shared/transport/request';
import {
	channelsOf,
	describeChannel,
	singleChannels,
	totalOf,
} from '../Tpns/resources/statistics/channels';

/**
 * The funnel of a push, and of each of its channels. Source: docs/api/tpns.md 1.12.
 *
 * @throws CallFailure
 */
export async function fetchReport(call: Call, pushId: string): Promise<IDataObject> {
	const { body } = await call({
		path: '/v3/statistics/get_push_task_stat_channel',
		body: { pushId },
	});
	const channels = channelsOf(body.pushStatDataAll);
	return {
		...funnelOf(totalOf(channels)),
		channels: singleChannels(channels).map(describeChannel),
	};
}
