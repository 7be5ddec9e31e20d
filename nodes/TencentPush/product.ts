import { pushServiceErrors } from './errors';
import type { Product } from '../shared/transport/product';
import { forgetUserSig, signerOf } from './userSig';
import { policyOf } from './paths';

export const tencentPush: Product = {
	credential: 'tencentChatApi',
	appOf: (credentials) => String(credentials.sdkAppId).trim(),
	identityOf(credentials) {
		const { sdkAppId, identifier } = signerOf(credentials);
		return { sdkAppId: String(sdkAppId), administrator: identifier };
	},
	errors: pushServiceErrors,
	// Apart from network trouble the HTTP status is always 200. Source: docs/api/push-service.md 1.3.
	httpErrors: {},
	policyOf,
	// Source: docs/api/push-service.md 1.3 and 5.1.
	envelope: {
		code: ['ErrorCode'],
		message: ['ErrorInfo'],
		id: ['TaskId', 'MsgKey', 'MsgSeq'],
		status: { name: 'ActionStatus', success: 'OK', failure: ['FAIL', 'FAILURE'] },
	},
	lookUp:
		'Look in the Push Service console, among the push records or scheduled pushes, whether it went out before you send again',
	renewAfter: {
		codes: ['70001'],
		forget: (credentials) => forgetUserSig(signerOf(credentials)),
	},
};
