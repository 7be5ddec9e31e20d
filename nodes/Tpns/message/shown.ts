import type { JsonObject } from '../../shared/fields/json';
import { isObject, objectsIn } from '../../shared/fields/json';
import type { Notification } from '../../shared/preview/notificationPicture';
import type { ShownMessage } from '../../shared/run/preview';
import { shownTime } from '../../shared/run/preview';
import { scheduledTimeOf } from './schedule';
import { TPNS_TITLE_LIMIT } from './warnings';

/** What a push says, and when it is sent; a silent push has no text. Source: docs/api/tpns.md 1.1. */
export function readMessage(push: JsonObject): ShownMessage {
	const { title, content } = isObject(push.message) ? push.message : {};
	return {
		...(typeof title === 'string' && { title }),
		...(typeof content === 'string' && { content }),
		when: shownTime(scheduledTimeOf(push)),
	};
}

/**
 * How a push reads on a phone, by the request's `message`; none for in-app messages and silent
 * pushes. Source: docs/api/tpns.md 1.1, `message`.
 */
export function notificationsOf(push: JsonObject): Notification[] {
	const { message, message_type: type } = push;
	if (type !== 'notify' || !isObject(message)) return [];
	const isPersonalized = push.ntf_wt_attrs === true;
	const common = {
		title: textOf(message.title),
		content: textOf(message.content),
		picture: textOf(message.xg_media_resources) || undefined,
		notes: isPersonalized ? [defaultsOf(message)] : [],
	};
	if (isObject(message.ios)) return [{ ...common, ...iosPart(message.ios, common) }];
	// How long a personalized title is, only the device knows.
	const isCut = !isPersonalized && usesTpnsChannel(push);
	return [{ ...common, ...androidPart(message), titleLimit: isCut ? TITLE_LIMIT : undefined }];
}

const TITLE_LIMIT = {
	channel: 'TPNS',
	most: TPNS_TITLE_LIMIT,
	lengthOf: (title: string) => [...title].length,
};

function androidPart({ android, thread_id: thread, thread_sumtext: summary }: JsonObject) {
	return {
		platform: 'android' as const,
		subText: thread === undefined ? undefined : textOf(summary),
		badge: badgeOf(isObject(android) ? android.badge_type : undefined),
	};
}

function iosPart({ aps }: JsonObject, common: { title: string; content: string }) {
	const { alert, badge_type: badge } = isObject(aps) ? aps : {};
	const { title, body, subtitle } = isObject(alert) ? alert : {};
	return {
		platform: 'ios' as const,
		title: common.title || textOf(title),
		content: common.content || textOf(body),
		subText: textOf(subtitle),
		badge: badgeOf(badge),
	};
}

/** The API writes "one more" as -2, and "unchanged" as -1. */
function badgeOf(type: unknown): Notification['badge'] {
	if (type === -2) return '+1';
	return typeof type === 'number' && type >= 0 ? type : undefined;
}

function usesTpnsChannel({ channel_rules: rules }: JsonObject): boolean {
	return !objectsIn(rules).some(({ channel, disable }) => channel === 'xg' && disable === true);
}

function defaultsOf(message: JsonObject): string {
	const texts = [message.default_title, message.default_subtitle, message.default_content];
	return `Devices that lack an attribute show: ${texts.map(textOf).filter(Boolean).join(' - ')}`;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
