import { objectsIn } from '../../../shared/fields/json';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { responseText } from '../../../shared/transport/response';
import { device } from '../../audience/token';
import { isoFromSeconds } from '../../../shared/transport/responseTime';
import { pushTypeName } from '../../pushRecord/record';

export const getAllByDevice = defineOperation({
	value: 'getAllByDevice',
	name: 'Get Many by Device',
	action: 'Get the pushes of a device',
	description: "List today's pushes to a device",
	fields: { device, options: timeoutOnly },
	async run({ device: token }, { call }) {
		const { body } = await call({ path: '/v3/toolbox/getPushListByToken', body: { token } });
		return objectsIn(body.pushTaskList).map(({ pushTargetType, ...push }) => ({
			json: {
				token,
				...push,
				pushId: responseText(push.pushId),
				pushTime: isoFromSeconds(push.pushTime),
				pushType: pushTypeName(inLowerCase(pushTargetType)),
			},
		}));
	},
});

/** `TAG_PUSH` as records have it: `tag`. Source: docs/api/tpns.md 1.14 and 1.18 I13. */
function inLowerCase(targetType: unknown): string {
	const type = responseText(targetType).toLowerCase();
	return type.startsWith('package') ? type : type.replace(/_push$/, '');
}
