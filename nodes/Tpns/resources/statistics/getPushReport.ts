import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { includeChart } from '../../../shared/statistics/withChart';
import { pushId } from '../../pushRecord/pushId';
import { output, reportResults } from './report';
import { waitMinutes, waitUntilFinished } from './waitUntilFinished';

export const getPushReport = defineOperation({
	value: 'getPushReport',
	name: 'Get Push Report',
	action: 'Get the report of a push',
	description: 'Get how far a push of the last 30 days got: scheduled, sent, delivered, clicked',
	fields: { pushId, output, waitMinutes, includeChart, options: timeoutOnly },
	async run({ pushId, output, waitMinutes, includeChart }, tools) {
		const end = await waitUntilFinished(pushId, waitMinutes, tools);
		const answer = await tools.call({
			path: '/v3/statistics/get_push_task_stat_channel',
			body: { pushId },
		});
		const about = { pushId, ...end };
		const view = { output, includeChart };
		return await reportResults(answer, about, `Push ${pushId}`, view, tools.execution);
	},
});
