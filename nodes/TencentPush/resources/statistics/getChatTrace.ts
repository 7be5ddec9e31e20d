import { field } from '../../../shared/fields/field';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineOperation } from '../../../shared/run/perItem';
import { PUSH_SERVICE } from '../../paths';
import { describeTrace, readId, showDeviceTokens } from './trace';

const pushId = field(
	{
		displayName: 'Push ID',
		name: 'pushId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.pushId }}',
		description: 'Push ID from an event of the Tencent Push Service Trigger within the last 7 days',
	},
	readId,
);

export const getChatTrace = defineOperation({
	value: 'getChatTrace',
	name: 'Get Chat Push Trace',
	action: 'Get trace of chat push',
	description: 'Trace the offline push of a Chat message on each device',
	fields: { pushId, showDeviceTokens, options: timeoutOnly },
	async run(values, { call }) {
		const asked = { pushId: values.pushId };
		const answer = await call({ path: PUSH_SERVICE.chatTrace, body: { PushID: asked.pushId } });
		return describeTrace(answer, asked, values.showDeviceTokens);
	},
});
