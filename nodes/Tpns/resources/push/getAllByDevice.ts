import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseText } from '../../../shared/transport/response';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { device } from '../../audience/token';
import { pushTypeName } from '../../pushRecord/record';
import { pushTimes } from '../../times';

export const getAllByDevice = defineOperation({
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get pushes of device',
	description: "List today's pushes to a device",
	fields: { device, options: timeoutOnly },
	async run({ device: token }, { call, context: { now, timezone } }) {
		const { body } = await call({ path: '/v3/toolbox/getPushListByToken', body: { token } });
		return objectsIn(body.pushTaskList).map(({ pushTargetType, pushTime, ...push }) => {
			const moment = new Date(isoFromSeconds(pushTime) ?? NaN);
			const hasTime = !Number.isNaN(moment.getTime());
			return {
				json: {
					token,
					...push,
					pushId: responseText(push.pushId),
					...(hasTime ? pushTimes(moment, moment <= now, timezone) : {}),
					pushType: pushTypeName(inLowerCase(pushTargetType)),
				},
			};
		});
	},
});

/** `TAG_PUSH` as records have it: `tag`. Source: docs/api/tpns.md 1.14 and 1.18 I13. */
function inLowerCase(targetType: unknown): string {
	const type = responseText(targetType).toLowerCase();
	return type.startsWith('package') ? type : type.replace(/_push$/, '');
}
