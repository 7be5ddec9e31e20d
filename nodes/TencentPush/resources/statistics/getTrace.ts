import type { INodeProperties } from 'n8n-workflow';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineOperation } from '../../../shared/run/defineOperation';
import { FieldError } from '../../../shared/fields/fieldError';
import { PUSH_SERVICE } from '../../paths';
import { describeTrace, unmaskField } from './trace';
import { readTrimmed } from '../../../shared/fields/text';

const taskId: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.taskId }}',
	description: 'Task ID that the push gave within the last 7 days',
};

const user: INodeProperties = {
	displayName: 'User',
	name: 'user',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.userId }}',
	description: 'UserID or Registration ID whose devices are looked at',
};

export const getTrace = defineOperation({
	value: 'getTrace',
	name: 'Get Push Trace',
	action: 'Get the trace of a push',
	description:
		'Get what became of a push to everybody, tags or attributes on the devices of a user',
	fields: [taskId, user, unmaskField, callOnlyOptions],
	async run(parameters, { call }) {
		const asked = {
			taskId: entered(parameters.taskId, 'Task ID'),
			user: entered(parameters.user, 'User'),
		};
		const answer = await call({
			path: PUSH_SERVICE.trace,
			body: { TaskID: asked.taskId, UserID: asked.user },
		});
		return describeTrace(answer, asked, parameters);
	},
});

/**
 * A text that must not be empty.
 *
 * @throws FieldError
 */
export function entered(value: unknown, field: string): string {
	const words = readTrimmed(value, field);
	if (words === '') throw new FieldError(field, 'is empty', `Enter ${field}`);
	return words;
}
