import type { INodeProperties } from 'n8n-workflow';
import type { ApiField } from '../../shared/fields/apiFields';
import { collectionOf, integer, readApiFields } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty } from '../../shared/fields/json';
import { readList } from '../../shared/fields/list';
import type { Parameters } from '../../shared/run/operation';

/** The SMS for whom the push does not reach. Source: docs/api/tpns.md 1.1, `sms_info`. */
const smsInfo: ApiField[] = [
	{
		api: 'delay_trigger_time',
		read: integer(300),
		property: {
			displayName: 'Delay',
			name: 'delay',
			type: 'number',
			default: 300,
			typeOptions: { minValue: 300 },
			description: 'Seconds from the push to the SMS, at least 300',
		},
	},
	{
		api: 'sms_sign_name',
		property: {
			displayName: 'Signature',
			name: 'signName',
			type: 'string',
			default: '',
			description: 'Signature that Tencent Cloud SMS has approved',
		},
	},
	{
		api: 'sms_app_id',
		property: {
			displayName: 'SMS App ID',
			name: 'smsAppId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1400006666',
			description: 'ID of the app in the Tencent Cloud SMS console',
		},
	},
	{
		api: 'sms_template_id',
		property: {
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: '',
			description: 'ID of the text template in the Tencent Cloud SMS console',
		},
	},
	{
		api: 'sms_template_params',
		read: readList,
		property: {
			displayName: 'Template Values',
			name: 'templateValues',
			type: 'string',
			default: '',
			placeholder: 'e.g. 42, tomorrow',
			description: 'Values for the template, in their order: text with commas, or an array',
		},
	},
	{
		api: 'trigger_condition',
		read: integer(0, 2),
		property: {
			displayName: 'Trigger Condition',
			name: 'triggerCondition',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0, maxValue: 2 },
			description: 'When the SMS is sent: 0, 1 or 2 as the TPNS console numbers the conditions',
		},
	},
];

/** Sends an SMS where the push does not arrive. */
export const smsField: INodeProperties = collectionOf('SMS Resend', 'smsResend', smsInfo, {
	description:
		'Sends an SMS over Tencent Cloud SMS to people whom the push does not reach. Setting a field switches it on.',
});

/** The request fields of the SMS: nothing when no field is set. Throws FieldError. */
export function readSms(parameters: Parameters): JsonObject {
	const info = readApiFields(parameters.smsResend, smsInfo);
	return isEmpty(info) ? {} : { resend_by_sms: true, sms_info: info };
}
