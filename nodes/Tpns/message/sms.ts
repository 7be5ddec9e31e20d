import type { ApiField } from '../../shared/fields/apiFields';
import { apiCollection } from '../../shared/fields/apiFields';
import { group } from '../../shared/fields/field';
import type { JsonObject } from '../../shared/fields/json';
import { isEmpty } from '../../shared/fields/json';
import { readValues } from '../../shared/fields/list';

/** The SMS to recipients whom the push does not reach. Source: docs/api/tpns.md 1.1, `sms_info`. */
const smsInfo: ApiField[] = [
	{
		api: 'delay_trigger_time',
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
		read: readValues,
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
		property: {
			displayName: 'Trigger Condition',
			name: 'triggerCondition',
			type: 'options',
			options: [
				{ name: 'Condition 0', value: 0 },
				{ name: 'Condition 1', value: 1 },
				{ name: 'Condition 2', value: 2 },
			],
			default: 0,
			description: 'When the SMS is sent, as the TPNS console numbers the conditions',
		},
	},
];

/** The request fields of an SMS where the push does not arrive: none when no field is set. */
export const sms = group(
	{
		info: apiCollection('SMS Resend', 'smsResend', smsInfo, {
			description:
				'Sends an SMS with Tencent Cloud SMS to users who did not get the push. Setting a field switches it on.',
		}),
	},
	({ info }): JsonObject => (isEmpty(info) ? {} : { resend_by_sms: true, sms_info: info }),
);
