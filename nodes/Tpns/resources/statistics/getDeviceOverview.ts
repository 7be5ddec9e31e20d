import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseNumber } from '../../../shared/transport/response';
import { compactPeriod, period } from '../../period';
import { isoDay } from '../../times';

export const getDeviceOverview = defineOperation({
	value: 'getDeviceOverview',
	name: 'Get Device Overview',
	action: 'Get overview of all devices',
	description: 'Get the numbers of registered, new and active devices for each day',
	fields: { period: period('3 months'), options: timeoutOnly },
	async run(values, { call }) {
		const { body } = await call({
			path: '/v3/statistics/get_device_stat_overview',
			body: compactPeriod(values.period),
		});
		return objectsIn(body.getDeviceStatOverviewData).map((day) => ({
			json: {
				date: isoDay(day.date),
				registered: responseNumber(day.accuUv),
				new: responseNumber(day.newUv),
				active: responseNumber(day.activeUv),
				raw: day as IDataObject,
			},
		}));
	},
});
