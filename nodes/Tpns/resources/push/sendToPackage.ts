import { sendFields, sendOptions } from '../../../shared/form/settings';
import { defineSingleRequest } from '../../../shared/run/batched';
import { audienceOf } from '../../audience/identity';
import { uploadedPackage } from '../../audience/package';
import { customContent } from '../../message/buildPush';
import { buildPackagePush, packageMessageFields, packageOptions } from '../../message/toPackage';
import { appFields } from '../../message/text';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkRequest } from './bulkPush';

export const sendToPackage = defineSingleRequest({
	value: 'sendToPackage',
	name: 'Send to Package',
	action: 'Send push to audience package',
	description: 'Send a push to the accounts or devices of an uploaded package',
	isSend: true,
	fields: {
		...appFields,
		uploadedPackage,
		...packageMessageFields,
		...sendFields,
		customContent,
		options: packageOptions(sendOptions),
	},
	message: (values) => ({
		upload_id: values.uploadedPackage.uploadId,
		...buildPackagePush(values.uploadedPackage, values),
	}),
	request: bulkRequest,
	audience: (push) => audienceOf(push, push.upload_id),
	outcome: (answer, push) => bulkOutcome(answer, push, { uploadId: push.upload_id as number }),
	warnings: pushWarnings,
	advice: pushAdvice,
});
