import type { Device, InboxEntry } from '../devices.mts';
import { pageInContent } from '../customContent.mts';
import { channels } from './channels.mts';
import type { OfflinePushInfo } from './fields/offlinePushInfo.mts';

export type Notification = Pick<
	InboxEntry,
	'kind' | 'title' | 'content' | 'badge' | 'page' | 'data'
>;

/**
 * What a phone shows of a push: the text in its language, cut as its vendor cuts it, and the
 * badge. Without title and text, or silent on iOS, it is handed to the app as a message.
 * `countsByDefault`: whether APNs counts it without a `BadgeMode` (Chat does, other pushes do not).
 * docs/api/push-service.md 4
 */
export function notificationFor(
	device: Device,
	info: OfflinePushInfo,
	countsByDefault: boolean,
): Notification {
	const ios = device.platform === 'ios';
	const localized = textFor(device.facts.language, info);
	const title = (ios ? info.ApnsInfo?.Title : undefined) ?? localized.Title ?? '';
	const content = localized.Desc ?? '';
	const silent = ios && info.ApnsInfo?.ContentAvailable === 1;
	const channel = channels[device.vendor];
	// docs/api/push-service.md 4.5: a big text style lifts OPPO's limit.
	const longText = device.vendor === 'oppo' && info.AndroidInfo?.PushStyle === 1;
	return {
		kind: silent || title + content === '' ? 'message' : 'notification',
		title: cut(title, channel.title),
		content: cut(content, longText ? 128 : channel.text) || (title ? '' : (info.Ext ?? '')),
		badge: badgeFor(device, info, countsByDefault),
		page: pageInContent(info.Ext),
		data: info.Ext,
	};
}

function textFor(language: string, info: OfflinePushInfo): { Title?: string; Desc?: string } {
	const contents = info.MultiLanguageContent ?? [];
	const wanted = language.toLowerCase();
	const primary = (code: string) => code.toLowerCase().split('-')[0];
	const own =
		contents.find(({ Language }) => Language.toLowerCase() === wanted) ??
		contents.find(({ Language }) => primary(Language) === primary(wanted));
	return { Title: own?.Title ?? info.Title, Desc: own?.Desc ?? info.Desc };
}

function cut(text: string, limit: number): string {
	return text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}

function badgeFor(device: Device, info: OfflinePushInfo, countsByDefault: boolean): number {
	const { highestBadge } = channels[device.vendor];
	if (highestBadge === undefined) return device.badge;
	const byMode = (info.ApnsInfo?.BadgeMode ?? (countsByDefault ? 0 : 1)) === 0 ? 1 : 0;
	const step = info.BadgeAddNum ?? (device.vendor === 'apple' ? byMode : 1);
	return Math.min(info.BadgeSetNum ?? device.badge + step, highestBadge);
}
