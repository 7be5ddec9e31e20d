import type { JsonObject } from '../../shared/fields/json';
import { isObject, objectsIn } from '../../shared/fields/json';
import { placeholderWarnings, textWarnings } from '../../shared/fields/textWarnings';
import type { VendorCategory } from '../../shared/form/vendorCategories';
import { categoryAdvice, MUTE_ON_IOS } from '../../shared/form/vendorCategories';
import { weekdayWarning } from './schedule';

/** Characters of a title that the TPNS channel shows. Source: docs/api/tpns.md 4.2. */
export const TPNS_TITLE_LIMIT = 20;

/**
 * Title lengths of the channels in characters, as Latin letters | as CJK ones counted double.
 * Source: docs/api/tpns.md 4.2.
 */
const TITLE_LIMITS: ReadonlyArray<[channel: string, limit: number, effect: string]> = [
	['TPNS', TPNS_TITLE_LIMIT, 'shows an ellipsis after that'],
	['Meizu', 32, 'refuses longer ones. TPNS then uses its own channel'],
	['Huawei', 40, 'refuses longer ones. TPNS then uses its own channel'],
	['vivo', 40, 'refuses longer ones. TPNS then uses its own channel'],
	['OPPO', 50, 'refuses longer ones. TPNS then uses its own channel'],
	['Xiaomi', 50, 'refuses longer ones. TPNS then uses its own channel'],
];

/** What else fills in a placeholder. */
const PERSONALIZE = ", or add 'Personalization' in 'Options'";

/** What the channels would cut or drop, and what has no effect, although TPNS takes the push. Source: docs/api/tpns.md 4.2. */
export function pushWarnings(push: JsonObject, otherWay = PERSONALIZE): string[] {
	const message = isObject(push.message) ? push.message : {};
	const title = typeof message.title === 'string' ? message.title : '';
	const content = typeof message.content === 'string' ? message.content : '';
	const length = [...title].length;
	const warnings = isObject(message.ios)
		? []
		: TITLE_LIMITS.filter(([, limit]) => length > limit).map(
				([channel, limit, effect]) =>
					`'Title' has ${length} characters. ${channel} allows ${limit} and ${effect}`,
			);
	warnings.push(...textWarnings('Title', title), ...textWarnings('Content', content));
	if (push.ntf_wt_attrs !== true) {
		for (const [label, text] of [
			['Title', title],
			['Content', content],
			['Subtitle', subtitleOf(message)],
		]) {
			warnings.push(...placeholderWarnings(label, text, otherWay));
		}
	}
	warnings.push(...(isObject(message.ios) ? iosWarnings(message) : androidWarnings(message)));
	if (/\btest\b|测试/i.test(`${title} ${content}`)) {
		warnings.push('Some vendors drop notifications with "test" in the text');
	}
	warnings.push(...tokenPackageWarnings(push));
	const weekdays = weekdayWarning(push.loop_param);
	if (weekdays !== undefined) warnings.push(weekdays);
	const expiry = push.expire_time;
	if (typeof expiry === 'number' && expiry > 0 && expiry < 800) {
		warnings.push(`'Expires After' is ${expiry} seconds, which TPNS counts as 800`);
	}
	return warnings;
}

/** What is documented for pushes to all, tags and packages of accounts. Source: docs/api/tpns.md 4.8 S3. */
const NOT_FOR_TOKEN_PACKAGES: ReadonlyArray<[api: string, label: string]> = [
	['send_time', 'a scheduled push'],
	['loop_param', 'a repeated push'],
	['push_speed', "'Pushes per Second'"],
	['collapse_id', "'Replace Push (Collapse ID)'"],
];

function tokenPackageWarnings(push: JsonObject): string[] {
	if (push.audience_type !== 'package_token_push') return [];
	return NOT_FOR_TOKEN_PACKAGES.filter(([api]) => push[api] !== undefined).map(
		([, label]) =>
			`Tencent does not document ${label} for packages of device tokens. TPNS may ignore or refuse it`,
	);
}

/** Options of messages that only Android has. Source: docs/api/tpns.md 1.1, `message`. */
const ANDROID_ONLY: ReadonlyArray<[api: string, label: string]> = [
	['accept_time', 'Accept Times'],
	['thread_sumtext', 'Thread Summary'],
	['xg_media_audio_resources', 'Audio URL'],
];

function subtitleOf({ ios }: JsonObject): string {
	const aps = isObject(ios) && isObject(ios.aps) ? ios.aps : {};
	const { subtitle } = isObject(aps.alert) ? aps.alert : {};
	return typeof subtitle === 'string' ? subtitle : '';
}

function iosWarnings(message: JsonObject): string[] {
	return ANDROID_ONLY.filter(([api]) => message[api] !== undefined).map(
		([, label]) => `'${label}' has no effect on iOS`,
	);
}

/** What a tap needs to have an effect. Source: docs/api/tpns.md 1.1, `message.android.action`. */
const TAP_FIELDS: ReadonlyArray<[api: string, label: string, type: number, choice: string]> = [
	['aty_attr', 'Intent Flag', 1, 'Open Page of the App'],
	['browser', 'Web Page', 2, 'Open Web Page'],
	['intent', 'Deep Link', 3, 'Open Deep Link'],
];

/** Channels of which a ringtone needs one. Source: docs/api/tpns.md 1.1, `ring_raw`. */
const RINGTONE_CHANNELS = ['n_ch_id', 'hw_ch_id', 'xm_ch_id', 'fcm_ch_id'];

function androidWarnings(message: JsonObject): string[] {
	const android = isObject(message.android) ? message.android : {};
	const warnings: string[] = [];
	if (message.thread_sumtext !== undefined && message.thread_id === undefined) {
		warnings.push("'Thread Summary' has no effect without 'Thread ID'");
	}
	if (android.ring_raw !== undefined && !RINGTONE_CHANNELS.some((api) => api in android)) {
		warnings.push("'Ringtone' has no effect without a notification channel");
	}
	const action = isObject(android.action) ? android.action : {};
	for (const [api, label, type, choice] of TAP_FIELDS) {
		if (api in action && action.action_type !== type) {
			warnings.push(`'${label}' has no effect unless 'On Tap' is ${choice}`);
		}
	}
	if (android.icon_type === 1 && !/^https?:/i.test(String(android.icon_res ?? ''))) {
		warnings.push("'Icon From' is URL, but 'Large Icon' is not a URL");
	}
	return warnings;
}

/** Vendors that classify messages. Source: docs/api/tpns.md 1.1, `message.android`, 4.8 S2 and S8. */
const CATEGORIES: ReadonlyArray<[channel: string, ...VendorCategory]> = [
	['fcm', 'FCM', 'fcm_ch_id'],
	['honor', 'Honor', 'hw_importance'],
	['hw', 'Huawei', 'hw_ch_id', 'hw_category'],
	['oppo', 'OPPO', 'oppo_ch_id'],
	['vivo', 'vivo', 'vivo_category', 'vivo_ch_id'],
	['xm', 'Xiaomi', 'xm_ch_id'],
];

/** What a notification could do better. Source: docs/api/tpns.md 4.8 S4 and S8. */
export function pushAdvice(push: JsonObject): string[] {
	if (push.message_type !== 'notify') return [];
	const { android, ios } = isObject(push.message) ? push.message : {};
	if (isObject(ios)) return isObject(ios.aps) && ios.aps.sound ? [] : [MUTE_ON_IOS];
	const disabled = objectsIn(push.channel_rules).map(({ channel }) => channel);
	const used = CATEGORIES.filter(([channel]) => !disabled.includes(channel));
	return categoryAdvice(
		used.map(([, ...category]) => category),
		isObject(android) ? android : {},
		'Vendor Channels',
	);
}
