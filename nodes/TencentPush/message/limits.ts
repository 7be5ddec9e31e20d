import { byteLength } from '../../shared/fields/apiFields';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { placeholderWarnings, textWarnings } from '../../shared/fields/textWarnings';
import type { Limit } from '../../shared/preview/notificationPicture';
import type { VendorCategory } from '../../shared/form/vendorCategories';
import { categoryAdvice } from '../../shared/form/vendorCategories';
import { isObject, JsonText, objectsIn, stringifyJson } from '../../shared/fields/json';

/** The largest body of a push to all users, tags or attributes. Source: docs/api/push-service.md 3.a. */
const PUSH_LIMIT_BYTES = 10 * 1024;

/** The largest Chat message. Source: docs/api/push-service.md 7.2, 80002 and 93000. */
const MESSAGE_LIMIT_BYTES = 12 * 1024;

/** `Desc` and `Ext` have to stay below this. Source: docs/api/push-service.md 4.5. */
const TEXT_LIMIT_BYTES = 3 * 1024;

/** What `Ext` should not exceed. Source: docs/api/push-service.md 4.1. */
const ADVISED_EXT_BYTES = 1024;

/**
 * UTF-16 units of title and content that the vendors show; longer text is cut with "...".
 * Source: docs/api/push-service.md 4.5.
 */
const SHOWN: ReadonlyArray<[vendor: string, title: number, content: number]> = [
	['Huawei', 60, 600],
	['Honor', 50, 400],
	['Xiaomi', 50, 128],
	['OPPO', 50, 50],
	['vivo', 40, 100],
	['Meizu', 32, 100],
];

/** What OPPO shows of the content in the style Big Text. */
const OPPO_BIG_TEXT = 128;

/** The shortest title and content that a vendor shows, as pictures take them. */
export function shownLimits(isBigText: boolean): { titleLimit: Limit; contentLimit: Limit } {
	const limits = SHOWN.map(([channel, title, content]) => ({
		channel,
		title,
		content: channel === 'OPPO' && isBigText ? OPPO_BIG_TEXT : content,
	}));
	const shortest = (text: 'title' | 'content'): Limit => {
		const [{ channel, [text]: most }] = [...limits].sort((a, b) => a[text] - b[text]);
		return { channel, most };
	};
	return { titleLimit: shortest('title'), contentLimit: shortest('content') };
}

/**
 * Refuses a push that the API would refuse as too large (90056).
 *
 * @param body with everything but the random number
 * @throws FieldError
 */
export function checkPushSize(body: JsonObject): void {
	checkSize(body, PUSH_LIMIT_BYTES, 'The push');
}

/**
 * Refuses a Chat message that the API would refuse as too large (80002, 93000).
 *
 * @throws FieldError
 */
export function checkMessageSize(body: JsonObject): void {
	checkSize(body, MESSAGE_LIMIT_BYTES, 'The message');
}

/**
 * Refuses a notification whose content and custom content are too large for the vendors together.
 *
 * @throws FieldError
 */
export function checkTextSize({ Desc, Ext }: JsonObject, contentLabel = 'Content'): void {
	const bytes = byteLength(`${asText(Desc)}${asText(Ext)}`);
	if (bytes >= TEXT_LIMIT_BYTES) {
		throw new FieldError(
			`'${contentLabel}' and 'Custom Content'`,
			`have ${bytes} bytes together, and they have to stay below ${TEXT_LIMIT_BYTES}`,
			'Shorten one of them',
		);
	}
}

/** What is to be said of a Chat message and its notification. */
export function messageWarnings({ MsgBody, OfflinePushInfo }: JsonObject): string[] {
	const texts = objectsIn(MsgBody).map(({ MsgContent: element }) =>
		isObject(element) ? asText(element.Text) : '',
	);
	return [
		...texts.flatMap((text) => placeholderWarnings('Text', text)),
		...notificationWarnings(OfflinePushInfo),
	];
}

/** What the vendors would cut, and what has no effect. */
export function notificationWarnings(notification: unknown): string[] {
	if (!isObject(notification)) return [];
	const { Ext, MultiLanguageContent, AndroidInfo, ApnsInfo, HarmonyInfo } = notification;
	const languages = objectsIn(MultiLanguageContent);
	const isBigText = isObject(AndroidInfo) && AndroidInfo.PushStyle === 1;
	const warnings = [notification, ...languages].flatMap((texts) => [
		...textWarnings('Title', asText(texts.Title)),
		...textWarnings('Content', asText(texts.Desc)),
		...placeholderWarnings('Title', asText(texts.Title)),
		...placeholderWarnings('Content', asText(texts.Desc)),
		...cut(texts, isBigText),
	]);
	for (const [system, own] of [
		['iOS', ApnsInfo],
		['HarmonyOS', HarmonyInfo],
	] as const) {
		if (!isObject(own)) continue;
		warnings.push(
			...placeholderWarnings(`'Title' of ${system}`, asText(own.Title)),
			...placeholderWarnings(`'Subtitle' of ${system}`, asText(own.SubTitle)),
		);
	}
	const extBytes = byteLength(asText(Ext));
	if (extBytes > ADVISED_EXT_BYTES) {
		warnings.push(
			`'Custom Content' has ${extBytes} bytes. Tencent advises at most ${ADVISED_EXT_BYTES}`,
		);
	}
	if (notification.BadgeAddNum !== undefined && notification.BadgeSetNum !== undefined) {
		warnings.push("'Add to Badge' has no effect, because 'Set Badge' overrides it");
	}
	if (isObject(AndroidInfo) && /\.\w{2,4}$/.test(asText(AndroidInfo.Sound))) {
		warnings.push("'Sound' of Android has an extension, but the API takes the name without it");
	}
	if (isObject(ApnsInfo) && ApnsInfo.Image !== undefined && ApnsInfo.MutableContent !== 1) {
		warnings.push("iOS shows the picture only with 'Mutable Content'");
	}
	return warnings;
}

/** Vendors that classify messages. Source: docs/api/push-service.md 4.2. */
const CATEGORIES: readonly VendorCategory[] = [
	['FCM', 'GoogleChannelID'],
	['Honor', 'HonorImportance'],
	['Huawei', 'HuaWeiCategory', 'HuaWeiChannelID'],
	['Meizu', 'MeiZuNoticeMsgType'],
	['OPPO', 'OPPOCategory', 'OPPOChannelID'],
	['vivo', 'VIVOCategory', 'VIVOClassification'],
	['Xiaomi', 'XiaoMiChannelID'],
];

/** Pushes of iOS that play no sound of a notification. Source: docs/api/push-service.md 4.3. */
const WITHOUT_SOUND = ['ContentAvailable', 'IsVoipPush', 'LiveActivity'];

/** Tencent does not say what iOS plays without `Sound`. Source: docs/api/push-service.md 4.3. */
const MAYBE_MUTE_ON_IOS = "iOS may show the notification without a sound: add 'Sound'";

/** What a notification that reaches users who are offline could do better. */
export function notificationAdvice(notification: unknown): string[] {
	if (!isObject(notification) || notification.PushFlag === 1) return [];
	const { AndroidInfo: android, ApnsInfo: ios } = notification;
	const apns = isObject(ios) ? ios : {};
	const isMute = !apns.Sound && !WITHOUT_SOUND.some((api) => apns[api]);
	return [
		...categoryAdvice(CATEGORIES, isObject(android) ? android : {}, 'Android'),
		...(isMute ? [MAYBE_MUTE_ON_IOS] : []),
	];
}

function cut(texts: JsonObject, isBigText: boolean): string[] {
	const title = asText(texts.Title).length;
	const content = asText(texts.Desc).length;
	const language = texts.Language === undefined ? '' : ` (${asText(texts.Language)})`;
	return SHOWN.flatMap(([vendor, titleLimit, contentLimit]) => {
		const contentMost = vendor === 'OPPO' && isBigText ? OPPO_BIG_TEXT : contentLimit;
		return [
			...(title > titleLimit
				? [`'Title'${language} has ${title} characters. ${vendor} cuts it after ${titleLimit}`]
				: []),
			...(content > contentMost
				? [`'Content'${language} has ${content} characters. ${vendor} cuts it after ${contentMost}`]
				: []),
		];
	});
}

function checkSize(body: JsonObject, limit: number, what: string): void {
	const bytes = byteLength(stringifyJson({ MsgRandom: 2 ** 32 - 1, ...body }));
	if (bytes > limit) {
		throw FieldError.of(
			what,
			`has ${bytes} bytes, and the API takes at most ${limit}`,
			"Shorten the texts or 'Custom Content'",
		);
	}
}

function asText(value: unknown): string {
	if (value instanceof JsonText) return value.toJSON();
	return typeof value === 'string' ? value : '';
}
