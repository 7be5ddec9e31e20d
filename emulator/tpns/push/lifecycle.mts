import { isWebAddress, pageInContent } from '../../customContent.mts';
import type { Device, InboxEntry } from '../../devices.mts';
import { chance } from '../../hash.mts';
import type { TpnsCall } from '../endpoint.mts';
import { type Audience, targetsOf } from './audience.mts';
import { routeTo } from './channels.mts';
import { textsFor } from './personalise.mts';
import type { ChannelCounts, Push, PushStatus } from './push.mts';

type Place = Pick<TpnsCall, 'app' | 'context' | 'tpns'>;

// How a device that nobody watches behaves, by its own number between 0 and 1: tokens that have
// lapsed, phones that stay off, phones that come back while the push is being sent.
const lapsedBelow = 0.02;
const offBelow = 0.07;
const lateBelow = 0.2;
// The share of arrived notifications that get clicked.
const clickShare = 0.12;

/** Sets a push on its way through its states, from PUSH_INIT to PUSH_FINISHED, by the clock. */
export function launch(push: Push, audience: Audience, place: Place): void {
	const { clock } = place.context;
	const { initTime, waitTime } = place.tpns.settings;
	push.callOff = clock.after(initTime, () => {
		push.status = 'PUSH_WAIT';
		const wait = push.scheduled ? push.dueAt - clock.now() : waitTime;
		push.callOff = clock.after(wait, () => send(push, audience, place));
	});
}

/** Ends a push early; what has not been sent stays unsent. */
export function end(push: Push, status: PushStatus): void {
	push.callOff();
	push.status = status;
}

/** Takes a push's notifications back from the phones that have not clicked them. */
export function withdraw(push: Push, { context }: Pick<Place, 'context'>): void {
	for (const device of push.targets) context.devices.withdraw(device, 'tpns', push.pushId);
}

function send(push: Push, audience: Audience, place: Place): void {
	const { context, tpns } = place;
	push.status = 'PUSH_STARTED';
	push.targets = targetsOf(push.request, audience, place);
	replaceOlder(push, place);

	const arrived: Array<[Device, InboxEntry]> = [];
	const late: Device[] = [];
	for (const device of push.targets) {
		const { channel, refusedBy } = routeTo(push.request, device);
		if (refusedBy) countsOf(push, refusedBy).retried++;
		const counts = countsOf(push, channel);
		counts.scheduled++;
		const luck = device.attended ? 1 : chance(`${device.token} reach`);
		if (luck < lapsedBelow) continue;
		counts.sent++;
		if (luck < offBelow) continue;
		if (luck < lateBelow) late.push(device);
		else arrived.push([device, arrive(push, device, place)]);
	}

	push.callOff = context.clock.after(tpns.settings.sendingTime, () => {
		if (push.request.expire_time !== 0) {
			for (const device of late) arrived.push([device, arrive(push, device, place)]);
		}
		push.status = 'PUSH_FINISHED';
		clickSome(push, arrived, place);
	});
}

function arrive(push: Push, device: Device, { context }: Place): InboxEntry {
	const { message, message_type: type } = push.request;
	const { channel } = routeTo(push.request, device);
	countsOf(push, channel).arrived++;
	const { android, ios } = message;
	return context.devices.deliver(device, {
		cloud: 'tpns',
		pushId: push.pushId,
		kind: type === 'notify' ? 'notification' : 'message',
		...textsFor(push.request, device),
		channel,
		badge: nextBadge(device, android?.badge_type ?? ios?.aps.badge_type ?? -1),
		time: context.clock.now(),
		page: pageOf(message),
		data: {
			customContent: android?.custom_content ?? ios?.custom_content ?? ios?.custom,
			action: android?.action,
		},
	});
}

/** Android opens a web page itself (docs/api/tpns.md 1.1, `action_type` 2); otherwise the app does. */
function pageOf({ android, ios }: Push['request']['message']): string | undefined {
	const { action_type: type, browser } = android?.action ?? {};
	if (type === 2) return isWebAddress(browser?.url) ? browser.url : undefined;
	return pageInContent(android?.custom_content ?? ios?.custom_content ?? ios?.custom);
}

function clickSome(
	push: Push,
	arrived: ReadonlyArray<[Device, InboxEntry]>,
	{ context }: Place,
): void {
	if (push.request.message_type !== 'notify') return;
	for (const [device, entry] of arrived) {
		if (device.attended || chance(`${device.token} ${push.pushId}`) >= clickShare) continue;
		context.devices.click(device, entry.id);
	}
}

const replaceable = new Set<PushStatus>([
	'PUSH_INIT',
	'PUSH_WAIT',
	'PUSH_STARTED',
	'PUSH_FINISHED',
]);

/** A push with the collapse id of an older one takes its place on the phones. */
function replaceOlder(push: Push, place: Place): void {
	if (push.request.collapse_id === undefined) return;
	for (const older of place.app.pushes.values()) {
		if (older === push || older.collapseId !== push.collapseId) continue;
		if (!replaceable.has(older.status)) continue;
		end(older, 'PUSH_COLLAPSED');
		withdraw(older, place);
	}
}

/** Counts a click on a phone towards the statistics of its push. */
export function countClick(push: Push, { channel }: InboxEntry): void {
	countsOf(push, channel).clicked++;
}

function countsOf({ counts }: Push, channel: string): ChannelCounts {
	let of = counts.get(channel);
	if (!of) {
		of = { scheduled: 0, sent: 0, arrived: 0, retried: 0, clicked: 0 };
		counts.set(channel, of);
	}
	return of;
}

function nextBadge({ badge }: Device, type: number): number {
	if (type === -2) return badge + 1;
	return type === -1 ? badge : type;
}
