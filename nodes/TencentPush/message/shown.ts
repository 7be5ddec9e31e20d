import type { JsonObject } from '../../shared/fields/json';
import { isObject, objectsIn, stringifyJson } from '../../shared/fields/json';
import { EnteredTime } from '../../shared/fields/moment';
import type { Limit, Notification } from '../../shared/preview/notificationPicture';
import type { ShownMessage } from '../../shared/run/preview';
import { shownTime } from '../../shared/run/preview';
import { shownLimits } from './limits';

/**
 * What a push or Chat message says, and when it is sent. Source: docs/api/push-service.md 3.a, 3.g
 * and 6.2.
 */
export function readMessage(body: JsonObject): ShownMessage {
	const { SchedAt: time, TaskID: changed } = body;
	const push = isObject(body.Content) ? body.Content : body;
	const { Title, Desc } = isObject(push.OfflinePushInfo) ? push.OfflinePushInfo : {};
	const content = Desc ?? chatText(push);
	// A change may leave the time of a scheduled push as it is.
	const isKept = time === undefined && changed !== undefined;
	return {
		...(typeof Title === 'string' && { title: Title }),
		...(typeof content === 'string' && { content }),
		...(!isKept && { when: shownTime(time instanceof EnteredTime ? time : undefined) }),
	};
}

/** The text of a Chat message without an offline push. */
function chatText({ MsgBody }: JsonObject): unknown {
	return objectsIn(MsgBody)
		.map(({ MsgContent: content }) => (isObject(content) ? content.Text : undefined))
		.find((text) => text !== undefined);
}

/** Pictures of Android's channels. Source: docs/api/push-service.md 4.2. */
const ANDROID_PICTURES = ['GoogleImage', 'HonorImage', 'HuaWeiImage'];

/**
 * How a push reads on Android and iOS, by the request's `OfflinePushInfo`; none for in-app messages
 * and for Chat messages without an offline push. Source: docs/api/push-service.md 4.
 */
export function notificationsOf(request: JsonObject): Notification[] {
	const { OfflinePushInfo: push } = isObject(request.Content) ? request.Content : request;
	if (!isObject(push)) return [];
	const texts = textsOf(push);
	if (!texts) return [];
	return [onAndroid(push, texts), ...onIos(push, texts)];
}

type Texts = Pick<Notification, 'title' | 'content'> & {
	notes: string[];
};

function textsOf(push: JsonObject): Texts | undefined {
	const { Title, Desc, PushTemplateId: template, PushTemplateParam: values } = push;
	if (template !== undefined) {
		const filled = Object.entries(isObject(values) ? values : {});
		return {
			title: `Template ${written(template)}`,
			content: filled.map(([name, value]) => `${name}: ${written(value)}`).join('\n'),
			notes: ['The text of the template is in the Push Service console'],
		};
	}
	if (Title === undefined && Desc === undefined) return undefined;
	const languages = objectsIn(push.MultiLanguageContent).map(({ Language }) => textOf(Language));
	return {
		title: textOf(Title),
		content: textOf(Desc),
		notes:
			languages.length > 0 ? [`Devices in ${languages.join(', ')} show a text of their own`] : [],
	};
}

function onAndroid(push: JsonObject, texts: Texts): Notification {
	const { AndroidInfo, HarmonyInfo } = push;
	const android = isObject(AndroidInfo) ? AndroidInfo : {};
	const harmonyTitle = textOf(isObject(HarmonyInfo) ? HarmonyInfo.Title : undefined);
	return {
		platform: 'android',
		...texts,
		...cutting(push, android),
		badge: badgeOf(push),
		picture: ANDROID_PICTURES.map((api) => textOf(android[api])).find((address) => address !== ''),
		notes: [
			...texts.notes,
			...(harmonyTitle === '' ? [] : [`HarmonyOS shows the title ${harmonyTitle}`]),
		],
	};
}

/** Users who are online get the whole text, and the length of a template's text is not known. */
function cutting(
	{ PushFlag, PushTemplateId }: JsonObject,
	android: JsonObject,
): { titleLimit?: Limit; contentLimit?: Limit } {
	if (PushFlag === 1 || PushTemplateId !== undefined) return {};
	return shownLimits(android.PushStyle === 1);
}

/** None for a silent push. */
function onIos(push: JsonObject, texts: Texts): Notification[] {
	const apns = isObject(push.ApnsInfo) ? push.ApnsInfo : {};
	if (apns.ContentAvailable === 1) return [];
	return [
		{
			platform: 'ios',
			...texts,
			title: textOf(apns.Title) || texts.title,
			subText: textOf(apns.SubTitle),
			badge: badgeOf(push) ?? (apns.BadgeMode === 0 ? '+1' : undefined),
			picture: (apns.MutableContent === 1 && textOf(apns.Image)) || undefined,
		},
	];
}

/** `BadgeSetNum` goes before `BadgeAddNum`. */
function badgeOf({ BadgeSetNum: set, BadgeAddNum: added }: JsonObject): Notification['badge'] {
	if (typeof set === 'number') return set;
	return typeof added === 'number' ? `+${added}` : undefined;
}

function written(value: unknown): string {
	return textOf(value) || stringifyJson(value);
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
