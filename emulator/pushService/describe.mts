import { statisticsOf } from './figures.mts';
import type { PushService } from './plugin.mts';
import type { Push } from './pushes.mts';
import { describeTask } from './scheduledTasks.mts';

/** The state for `GET /_emulator/state`. The key stays out of it. */
export function describePushService(pushService: PushService): object {
	const { identity, settings, accounts, attributeNames, quota, callbacks } = pushService;
	return {
		sdkAppId: identity.sdkAppId,
		administrators: identity.administrators,
		settings,
		accounts: accounts.size,
		attributes: attributeNames.describe(),
		groups: Object.fromEntries([...pushService.groups].map(([id, { size }]) => [id, size])),
		pushesToday: quota.used,
		pushes: [...pushService.pushes.all()].map(describePush),
		scheduledTasks: pushService.scheduledTasks
			.all()
			.map((task) => describeTask(task, identity.sdkAppId)),
		callbacks: { settings: callbacks.settings, counts: callbacks.counts },
	};
}

/** A push in short: who it was for, in number, and what became of it. */
export function describePush(push: Push) {
	const { TotalCount, SentCount, DeliveredCount, ClickCount } = statisticsOf([push]);
	return {
		id: push.id,
		kind: push.kind,
		sentAt: new Date(push.sentAt).toISOString(),
		dataId: push.dataId,
		info: push.info,
		accounts: push.accounts.length,
		repeats: push.repeats,
		revoked: push.revokedAt !== undefined,
		figures: { TotalCount, SentCount, DeliveredCount, ClickCount },
	};
}
