import { isObject } from '../../../shared/fields/json';
import { defineOperation } from '../../../shared/run/defineOperation';
import { deviceTokenField, readDeviceToken } from '../../audience/token';
import { isoFromSeconds } from '../../serverTime';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { responseText } from '../../../shared/transport/response';

export const getAllByDevice = defineOperation({
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get the pushes of a device',
	description: "List today's pushes to a device",
	fields: [deviceTokenField, callOnlyOptions],
	async run(parameters, { call }) {
		const token = readDeviceToken(parameters);
		const { body } = await call({ path: '/v3/toolbox/getPushListByToken', body: { token } });
		const pushes = Array.isArray(body.pushTaskList) ? body.pushTaskList.filter(isObject) : [];
		return pushes.map((push) => ({
			json: {
				token,
				...push,
				pushId: responseText(push.pushId),
				sentAt: isoFromSeconds(push.pushTime),
			},
		}));
	},
});
