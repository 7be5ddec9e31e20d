import type { Platform } from '../devices.mts';
import type { AudienceFile } from './audienceFile.mts';
import type { Push } from './push/push.mts';
import { Quota, Spacing } from './rates.mts';
import { day } from './serverTime.mts';

export interface Plan {
	planId: string;
	planName: string;
	planDescribe: string;
	createdAt: number;
}

export interface AudiencePackage {
	uploadId: number;
	fileName: string;
	file: AudienceFile;
}

export interface NewApp {
	accessId: string;
	secretKey: string;
	platform: Platform;
	/** The custom attributes created in the console; others are refused (docs/api/tpns.md 1.15). */
	attributes?: string[];
}

const hour = 3_600_000;

/** One app: an AccessId with its SecretKey, for one platform, and all that was made in it. */
export class TpnsApp {
	readonly accessId: string;
	readonly secretKey: string;
	readonly platform: Platform;
	readonly attributes: Set<string>;
	readonly plans = new Map<string, Plan>();
	readonly packages = new Map<number, AudiencePackage>();
	/** By push ID, oldest first. */
	readonly pushes = new Map<string, Push>();
	/** The custom tags that exist in the app. */
	readonly tags = new Set<string>();
	readonly bulkPushes = new Spacing();
	readonly tagCalls = new Spacing();
	readonly planQuota = new Quota(200, day);
	/** When each text was last pushed to all, for the guard against repeats. */
	readonly fullPushes = new Map<string, number>();
	readonly #quotas = new Map<string, Quota>();

	constructor({ accessId, secretKey, platform, attributes = defaultAttributes }: NewApp) {
		this.accessId = accessId;
		this.secretKey = secretKey;
		this.platform = platform;
		this.attributes = new Set(attributes);
	}

	/** The 200 calls an hour of a statistics endpoint, or of whatever shares them. */
	statisticsQuota(key: string): Quota {
		let quota = this.#quotas.get(key);
		if (!quota) this.#quotas.set(key, (quota = new Quota(200, hour)));
		return quota;
	}
}

const defaultAttributes = ['name', 'city', 'language', 'plan', 'level', 'birthday'];

/** The Android app that exists unless the emulator is started with others. */
export const androidApp: NewApp = {
	accessId: '1500001048',
	secretKey: '1452fcebae9f3115ba794fb0fff2fd73',
	platform: 'android',
};

/** The iOS app that exists unless the emulator is started with others. */
export const iosApp: NewApp = {
	accessId: '1600001048',
	secretKey: '7e1d0c3a5b8f4926a1c4e9d2b6f83507',
	platform: 'ios',
};
