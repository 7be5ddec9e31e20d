import { notice } from '../../../shared/fields/field';
import { endPush } from './taskControl';

export const revoke = endPush(
	{
		value: 'revoke',
		name: 'Revoke',
		action: 'Revoke push',
		description: 'Take a delivered push back. Tencent says that this is not available at present.',
	},
	'/v3/push/revoke_push_msg',
	'revoked',
	{
		notices: {
			recallNotice: notice({
				displayName:
					'Tencent\'s page on recall says that the feature is "still being upgraded and not available yet". Before, it took back notifications of the TPNS channel on Android, and on iOS those of apps that handle a silent push. To stop a push that is still being delivered, use Stop.',
				name: 'revokeNotice',
				type: 'notice',
				default: '',
			}),
		},
	},
);
