import { broadcastSwitches } from '../../shared/form/broadcast';

/** The switches of a push to all users, or to all but some. Source: docs/api/push-service.md 3.c and 6.1. */
export const broadcast = broadcastSwitches(
	'every user of the app',
	'Whether the push may go to every user of the app. Push: Revoke replaces it within 24 hours, but only on APNs, FCM, Huawei and Honor devices and not for pushes of the older Chat API. Try Preview Only first.',
);
