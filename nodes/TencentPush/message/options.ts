import type { ApiField } from '../../shared/fields/apiFields';
import { apiFields, collection, text } from '../../shared/fields/apiFields';
import type { Fields } from '../../shared/fields/field';
import { allShownWhen, field, shownWhen } from '../../shared/fields/field';
import { requestOptions, sendOptions, requestOption } from '../../shared/form/settings';
import { additionalJson } from '../../shared/form/additionalJson';
import { android } from './android';
import { harmony } from './harmony';
import { ios } from './ios';
import { otherLanguages } from './notification';

/** The longest Data ID, in bytes. Source: docs/api/push-service.md 3.b, `DataId`. */
const LONGEST_DATA_ID = 64;

/** Seconds for which Tencent keeps something at most: 7 days. Source: docs/api/push-service.md 6.1. */
const LONGEST_LIFE_TIME = 604_800;

/** The number on the icon of the app. Source: docs/api/push-service.md 4.1. */
const badge = apiFields([
	{
		api: 'BadgeAddNum',
		property: {
			displayName: 'Add to Badge',
			name: 'badgeAdd',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, maxValue: 99 },
			description: 'Number to add to the number on the icon (APNs, Huawei, Honor, HarmonyOS)',
		},
	},
	{
		api: 'BadgeSetNum',
		property: {
			displayName: 'Set Badge',
			name: 'badgeSet',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0, maxValue: 999 },
			description:
				'Number on the icon: 0 to 999 for APNs, 0 to 99 for HarmonyOS, Huawei and Honor. Overrides Add to Badge.',
		},
	},
]);

/** Leaves out users who are offline. Source: docs/api/push-service.md 4.1, `PushFlag`. */
const onlineUsersOnly = field({
	displayName: 'Online Users Only',
	name: 'onlineUsersOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to leave out users who are offline. No vendor channel is used then.',
});

/** On whose behalf a push is sent. */
export const sender: ApiField = {
	api: 'From_Account',
	property: {
		displayName: 'Sender Account',
		name: 'senderAccount',
		type: 'string',
		default: '',
		placeholder: 'e.g. news',
		description: 'UserID of the sender. Empty: the administrator in the credential.',
	},
};

/** Names the push in callbacks. Source: docs/api/push-service.md 3.b. */
export const dataId: ApiField = {
	api: 'DataId',
	read: text(LONGEST_DATA_ID),
	property: {
		displayName: 'Data ID',
		name: 'dataId',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-campaign',
		description: 'Your own ID of at most 64 bytes, returned in callbacks',
	},
};

/**
 * How long a Chat message waits for users who are offline.
 *
 * @param seconds what the API takes when the field is left out
 */
export function lifeTime(seconds: number): ApiField {
	return {
		api: 'MsgLifeTime',
		property: {
			displayName: 'Keep for Offline Users',
			name: 'lifeTime',
			type: 'number',
			default: seconds,
			typeOptions: { minValue: 0, maxValue: LONGEST_LIFE_TIME },
			description:
				'Seconds to keep the message for offline users, at most 604800 (7 days). Enter 0 to turn storage off.',
		},
	};
}

/** What a notification has for some systems only. */
const look = { ios, android, harmony };

/** The same in a form that also offers messages that show nothing. */
const shownLook = {
	...allShownWhen({ '/messageType': ['notify', 'template'] }, look),
	otherLanguages: shownWhen({ '/messageType': ['notify'] }, otherLanguages),
};

/** The Options collection of a batched send, with options of its own. */
export function pushOptions<F extends Fields>(own: F) {
	return optionsOf({ ...own, ...notificationOptions, ...shownLook, ...sendOptions });
}

/** The same for a push that asks a question, which is always a notification. */
export function askingPushOptions<F extends Fields>(own: F) {
	return optionsOf({ ...own, ...notificationOptions, ...look, ...sendOptions });
}

/** The Options collection of a send that is made item by item. */
export function singlePushOptions<F extends Fields>(own: F) {
	return optionsOf({ ...own, ...notificationOptions, ...shownLook, ...requestOption });
}

const requestJson = {
	additionalJson: additionalJson(
		'Fields of the request that have no field here, e.g. {"OfflinePushInfo": {"NewField": 1}}. Merged last, overrides other fields.',
	),
};

const notificationOptions = { badge, onlineUsersOnly, ...requestJson };

/** The Options collection of a notification that replaces another. */
export const replacementOptions = requestOptions({ badge, ...shownLook, ...requestJson });

const optionsOf = <F extends Fields>(fields: F) =>
	collection('Options', 'options', fields, { placeholder: 'Add Option' });
