import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { compactDay, isoDay, periodFields, readPeriod } from '../../serverTime';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { responseNumber } from '../../../shared/transport/response';

export const getDeviceOverview = defineOperation({
	value: 'getDeviceOverview',
	name: 'Get Device Overview',
	action: 'Get an overview of all devices',
	description: 'Get how many devices were registered, new and active on each day',
	fields: [...periodFields('3 months'), callOnlyOptions],
	async run(parameters, { call, context }) {
		const { startDate, endDate } = readPeriod(parameters, context);
		const { body } = await call({
			path: '/v3/statistics/get_device_stat_overview',
			body: { startDate: compactDay(startDate), endDate: compactDay(endDate) },
		});
		const list = body.getDeviceStatOverviewData;
		return (Array.isArray(list) ? list.filter(isObject) : []).map((day) => ({
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
