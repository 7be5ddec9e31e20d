import type { Loss } from './channels.mts';
import type { Delivery, Push } from './pushes.mts';
import { formatUtc } from './serverTime.mts';

/**
 * What became of a push on one installation, as `InstanceTrace` shows it. The inner fields of
 * `OfflinePushStat` and `OnlinePushStat` are the emulator's reading: their pages were cut.
 * docs/api/push-service.md 3.h
 */
export function instanceTrace(push: Push, delivery: Delivery): object {
	const { device, online, platform, notSent, notReached, clickedAt } = delivery;
	const at = formatUtc(push.sentAt);
	const channel = step(at, notSent);
	const arrival = notSent ? undefined : step(at, notReached);
	const click = clickedAt === undefined ? undefined : step(formatUtc(clickedAt));
	const stat = { ChannelStat: channel, DeviceStat: arrival, ClickStat: click };
	return {
		InstanceId: device.id,
		PushTime: at,
		DeviceModel: device.facts.model,
		System: device.platform === 'ios' ? 'iOS' : 'Android',
		SystemVersion: device.facts.systemVersion,
		EventType: online ? 2 : 1,
		PushPlatform: platform,
		Token: device.token,
		CertId: '1122',
		SdkVersion: device.facts.sdkVersion,
		PushVersion: device.facts.sdkVersion,
		NotificationStatus: notReached ? 0 : 1,
		last_active_terminal: 1,
		IMCommitStat: { IMStat: step(at) },
		...(online
			? { OnlinePushStat: stat }
			: { OfflinePushStat: { OfflineStat: step(at), ...stat } }),
	};
}

function step(time: string, { code, info }: Loss = { code: 0, info: '' }): object {
	return { PushStatus: code === 0 ? 1 : 0, ErrorCode: code, ErrorInfo: info, EventTime: time };
}
