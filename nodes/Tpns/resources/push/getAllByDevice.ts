import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseText } from '../../../shared/transport/response';
import { device } from '../../audience/token';
import { isoFromSeconds } from '../../../shared/transport/responseTime';

export const getAllByDevice = defineOperation({
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get the pushes of a device',
	description: "List today's pushes to a device",
	fields: { device, options: timeoutOnly },
	async run({ device: token }, { call }) {
		const { body } = await call({ path: '/v3/toolbox/getPushListByToken', body: { token } });
		return objectsIn(body.pushTaskList).map((push) => ({
			json: {
				token,
				...push,
				pushId: responseText(push.pushId),
				sentAt: isoFromSeconds(push.pushTime),
			},
		}));
	},
});
