import { pushServiceErrors } from './errors';
import type { Product } from '../shared/transport/product';
import { forgetUserSig, signerOf } from './userSig';
import { policyOf } from './paths';
import { REFUSED_USERS, USER_NAMES } from './userResults';

export const tencentPush: Product = {
	credential: 'tencentChatApi',
	appOf: (credentials) => String(Number(credentials.sdkAppId)),
	identityOf(credentials) {
		const { sdkAppId, identifier } = signerOf(credentials);
		return { sdkAppId: String(sdkAppId), administrator: identifier };
	},
	errors: pushServiceErrors,
	// Apart from network trouble the HTTP status is always 200. Source: docs/api/push-service.md 1.3.
	httpErrors: {},
	policyOf,
	// Source: docs/api/push-service.md 1.3, 5.1 and 6.
	envelope: {
		code: ['ErrorCode'],
		message: ['ErrorInfo'],
		id: ['TaskId', 'MsgKey', 'MsgSeq'],
		status: {
			name: 'ActionStatus',
			success: ['OK', 'SUCCESS'],
			failure: ['FAIL', 'FAILED', 'FAILURE', 'ERROR'],
			partial: ['SOMEERROR'],
		},
		refused: REFUSED_USERS,
		decisive: USER_NAMES,
	},
	lookUp:
		'Check the push records or scheduled pushes in the Push Service console before you send again',
	renewAfter: {
		codes: ['70001'],
		forget: (credentials) => forgetUserSig(signerOf(credentials)),
	},
};
