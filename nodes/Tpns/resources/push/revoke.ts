import { notice } from '../../../shared/fields/field';
import { endPush } from './taskControl';

export const revoke = endPush(
	{
		value: 'revoke',
		name: 'Revoke',
		action: 'Revoke a push',
		description:
			'Take a push back from the devices that have it; Tencent says that this is not available at present',
	},
	'/v3/push/revoke_push_msg',
	'revoked',
	{
		notices: {
			recallNotice: notice({
				displayName:
					'Tencent\'s page on recall says that the feature is "still being upgraded and not available yet". Before, it took back notifications of the TPNS channel on Android, and on iOS those of apps that handle a silent push. To stop a push that is still on its way use Stop.',
				name: 'revokeNotice',
				type: 'notice',
				default: '',
			}),
		},
	},
);
