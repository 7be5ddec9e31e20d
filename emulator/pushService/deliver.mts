import type { Device, InboxEntry } from '../devices.mts';
import type { PushServiceApp } from './app.mts';
import { arrivalEvents, clickEvent } from './callbackEvents.mts';
import { channels } from './channels.mts';
import type { OfflinePushInfo } from './fields/offlinePushInfo.mts';
import { notificationFor } from './notification.mts';
import { outcomeFor } from './outcome.mts';
import { type Delivery, devicesOf, type Push } from './pushes.mts';

export type PushOrder = Pick<Push, 'id' | 'kind' | 'info' | 'accounts' | 'dataId' | 'message'> & {
	/** Which of the devices are reached at all; default: both, or online with `PushFlag` 1. */
	reach?: 'online' | 'offline';
};

/**
 * Sends a push to all devices of its accounts: fills the phones' inboxes, records what became of
 * it, sends its events, and has the phones that will click do so after `clickDelay`.
 */
export function deliver(app: PushServiceApp, { reach, ...order }: PushOrder): Push {
	const { clock, devices, settings } = app;
	const wanted = reach ?? (order.info.PushFlag === 1 ? 'online' : undefined);
	const deliveries = new Map<Device, Delivery>();
	for (const [device, account] of devicesOf(order.accounts, devices)) {
		const outcome = outcomeFor(device, order.id, settings.shares);
		if (wanted && outcome.online !== (wanted === 'online')) continue;
		deliveries.set(device, { ...outcome, account, device });
	}
	const willBeClicked = [...deliveries.values()].some(({ willClick }) => willClick);
	const push: Push = { ...order, sentAt: clock.now(), deliveries, repeats: 0 };
	app.pushes.add(push);
	for (const delivery of deliveries.values()) {
		if (!delivery.notSent && !delivery.notReached) show(app, push, delivery);
		if (hasCallbacks(push))
			arrivalEvents(push, delivery).forEach((event) => app.callbacks.add(event));
	}
	if (willBeClicked) {
		clock.after(settings.clickDelay, () => clickByThemselves(app, push));
	}
	return push;
}

/** Notes that a person, or a phone by itself, clicked a notification, and sends the event. */
export function noteClick(app: PushServiceApp, device: Device, entry: InboxEntry): void {
	const push = entry.cloud === 'pushService' ? app.pushes.get(entry.pushId) : undefined;
	const delivery = push?.deliveries.get(device);
	if (!push || !delivery || delivery.clickedAt !== undefined) return;
	delivery.clickedAt = app.clock.now();
	if (hasCallbacks(push)) app.callbacks.add(clickEvent(push, delivery, delivery.clickedAt));
}

/**
 * Replaces a delivered notification where its channel can (docs/api/push-service.md 3.c): not
 * where it was clicked, and not where it came online.
 */
export function overwrite(app: PushServiceApp, push: Push, info: OfflinePushInfo): void {
	for (const delivery of push.deliveries.values()) {
		const { device, online } = delivery;
		if (online || !channels[device.vendor].overwrites) continue;
		if (!device.inbox.some((entry) => entry.pushId === push.id && !entry.clicked)) continue;
		app.devices.withdraw(device, 'pushService', push.id);
		show(app, { ...push, info }, delivery);
	}
}

function show(app: PushServiceApp, push: Push, { device, online }: Delivery): void {
	app.devices.deliver(device, {
		...notificationFor(device, push.info, push.kind === 'chat'),
		cloud: 'pushService',
		pushId: push.id,
		channel: online ? 'online' : channels[device.vendor].name,
		time: app.clock.now(),
	});
}

function clickByThemselves(app: PushServiceApp, push: Push): void {
	for (const { device, willClick } of push.deliveries.values()) {
		if (!willClick) continue;
		const entry = device.inbox.find((one) => one.pushId === push.id && one.kind === 'notification');
		if (entry) app.devices.click(device, entry.id);
	}
}

function hasCallbacks({ message }: Push): boolean {
	return message?.callbacks ?? true;
}
