import type { CallbackOutbox } from '../callbacks/outbox.mts';
import type { Clock } from '../clock.mts';
import type { DeviceRegistry } from '../devices.mts';
import { AccountDirectory } from './accounts.mts';
import { AttributeNames } from './attributeNames.mts';
import { FrequencyLimits } from './frequency.mts';
import { PushRecords } from './pushes.mts';
import { PushQuota, RepeatedRequests } from './quota.mts';
import type { Settings } from './settings.mts';
import { Tags } from './tags.mts';
import { IdMaker } from './taskIds.mts';
import { PushTemplates } from './templates.mts';

/** Who may call, as it is set in the console. */
export interface AppIdentity {
	sdkAppId: number;
	secretKey: string;
	administrators: string[];
}

/** One Chat app with its Push Service: everything that its endpoints share. */
export interface PushServiceApp {
	readonly identity: AppIdentity;
	readonly settings: Settings;
	readonly clock: Clock;
	readonly devices: DeviceRegistry;
	readonly accounts: AccountDirectory;
	readonly attributeNames: AttributeNames;
	readonly tags: Tags;
	readonly templates: PushTemplates;
	/** Members by group ID. */
	readonly groups: Map<string, Set<string>>;
	readonly pushes: PushRecords;
	readonly quota: PushQuota;
	readonly repeatedRequests: RepeatedRequests;
	readonly frequencies: FrequencyLimits;
	readonly ids: IdMaker;
	readonly callbacks: CallbackOutbox;
}

/** Makes an app without groups, templates and pushes. */
export function createPushServiceApp(
	identity: AppIdentity,
	parts: Pick<PushServiceApp, 'settings' | 'clock' | 'devices' | 'callbacks'>,
): PushServiceApp {
	const accounts = new AccountDirectory(parts.devices);
	return {
		identity,
		...parts,
		accounts,
		attributeNames: new AttributeNames(accounts),
		tags: new Tags(),
		templates: new PushTemplates(),
		groups: new Map(),
		pushes: new PushRecords(),
		quota: new PushQuota(parts.clock, parts.settings),
		repeatedRequests: new RepeatedRequests(),
		frequencies: new FrequencyLimits(),
		ids: new IdMaker(identity.sdkAppId),
	};
}
