import type { JsonObject } from '../../../shared/fields/json';
import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { oneCall } from '../../../shared/run/oneCall';
import { packageKindFields, readPackage, uploadIdField } from '../../audience/package';
import { pushFields } from '../../message/buildPush';
import { scheduleFields } from '../../message/schedule';
import { buildPackagePush, packagePushOptions } from '../../message/toPackage';
import { pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkRequest } from './bulkPush';

export const sendToPackage = defineFoldedOperation<JsonObject, null>({
	value: 'sendToPackage',
	name: 'Send to Package',
	action: 'Send a push to an audience package',
	description: 'Send a push to the accounts or devices of a package that was uploaded before',
	fields: pushFields([uploadIdField, ...packageKindFields], packagePushOptions, scheduleFields),
	isSend: true,
	audience: oneCall,
	build(parameters, context) {
		const { uploadId, kind } = readPackage(parameters);
		return { upload_id: uploadId, ...buildPackagePush(kind, parameters, context) };
	},
	request: bulkRequest,
	outcomes: (answer, _members, push) => ({
		...bulkOutcome(answer, push),
		uploadId: push.upload_id as number,
	}),
	warnings: pushWarnings,
});
