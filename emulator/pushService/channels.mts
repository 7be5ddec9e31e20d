import type { Vendor } from '../devices.mts';

interface Channel {
	/** `PushPlatform`, docs/api/push-service.md 5.2. */
	platform: number;
	name: string;
	/** Most UTF-16 units of title and text before they are cut with "..."; 4.5. */
	title: number;
	text: number;
	/** Counts `BadgeAddNum` and `BadgeSetNum`, up to this number; 4.1. */
	highestBadge?: number;
	/** Can replace a notification that has arrived; 3.c. */
	overwrites: boolean;
	/** What it says about a token that it no longer knows; 3.h. */
	tokenRefusal: Loss;
}

/** Why a push got no further on its way to a device. */
export interface Loss {
	code: number;
	info: string;
}

/** `PushPlatform` of the online channel. */
export const onlinePlatform = 0;

export const tokenMissing: Loss = { code: -2, info: 'token not uploaded' };
/** The code is the emulator's own: no page lists one. */
export const notificationsOff: Loss = { code: 3, info: 'notifications are switched off' };

const regIdInvalid: Loss = { code: 1, info: 'regid_invalid' };
const unregistered: Loss = { code: 410, info: 'Unregistered' };

const fcm: Channel = {
	platform: 4,
	name: 'FCM',
	title: Infinity,
	text: Infinity,
	overwrites: true,
	tokenRefusal: regIdInvalid,
};

/** The vendor channel that reaches a phone offline. Samsung phones are reached through FCM. */
export const channels: Record<Vendor, Channel> = {
	apple: {
		platform: 1,
		name: 'APNs',
		title: Infinity,
		text: Infinity,
		highestBadge: 999,
		overwrites: true,
		tokenRefusal: unregistered,
	},
	xiaomi: {
		platform: 2,
		name: 'Xiaomi',
		title: 50,
		text: 128,
		overwrites: false,
		tokenRefusal: regIdInvalid,
	},
	huawei: {
		platform: 3,
		name: 'Huawei',
		title: 60,
		text: 600,
		highestBadge: 99,
		overwrites: true,
		tokenRefusal: regIdInvalid,
	},
	google: fcm,
	samsung: fcm,
	meizu: {
		platform: 5,
		name: 'Meizu',
		title: 32,
		text: 100,
		overwrites: false,
		tokenRefusal: regIdInvalid,
	},
	oppo: {
		platform: 6,
		name: 'OPPO',
		title: 50,
		text: 50,
		overwrites: false,
		tokenRefusal: regIdInvalid,
	},
	vivo: {
		platform: 7,
		name: 'vivo',
		title: 40,
		text: 100,
		overwrites: false,
		tokenRefusal: regIdInvalid,
	},
	honor: {
		platform: 8,
		name: 'Honor',
		title: 50,
		text: 400,
		highestBadge: 99,
		overwrites: true,
		tokenRefusal: regIdInvalid,
	},
};
