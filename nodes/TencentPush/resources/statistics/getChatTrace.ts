import type { INodeProperties } from 'n8n-workflow';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { PUSH_SERVICE } from '../../paths';
import { entered } from './getTrace';
import { describeTrace, unmaskField } from './trace';

const pushId: INodeProperties = {
	displayName: 'Push ID',
	name: 'pushId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.PushID }}',
	description: 'PushID from a callback of the Tencent Push Service Trigger within the last 7 days',
};

export const getChatTrace = defineOperation({
	value: 'getChatTrace',
	name: 'Get Chat Push Trace',
	action: 'Get the trace of a chat push',
	description: 'Get what became of the offline push of a Chat message on each device',
	fields: [pushId, unmaskField, callOnlyOptions],
	async run(parameters, { call }) {
		const asked = { pushId: entered(parameters.pushId, 'Push ID') };
		const answer = await call({ path: PUSH_SERVICE.chatTrace, body: { PushID: asked.pushId } });
		return describeTrace(answer, asked, parameters);
	},
});
