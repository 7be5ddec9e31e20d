import { defineOperation } from '../../../shared/run/defineOperation';
import { pushIdField, readPushId } from '../../pushRecord/pushId';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { outputField } from '../../../shared/statistics/outputField';
import { includeChartField } from '../../../shared/statistics/withChart';
import { reportResults } from './report';
import { waitFields, waitUntilFinished } from './waitUntilFinished';

export const getPushReport = defineOperation({
	value: 'getPushReport',
	name: 'Get Push Report',
	action: 'Get the report of a push',
	description: 'Get how far a push of the last 30 days got: scheduled, sent, delivered, clicked',
	fields: [pushIdField, outputField, ...waitFields, includeChartField, callOnlyOptions],
	async run(parameters, surroundings) {
		const { call, execution } = surroundings;
		const pushId = readPushId(parameters.pushId);
		const end = await waitUntilFinished(pushId, parameters, surroundings);
		const answer = await call({
			path: '/v3/statistics/get_push_task_stat_channel',
			body: { pushId },
		});
		return await reportResults(answer, { pushId, ...end }, `Push ${pushId}`, parameters, execution);
	},
});
