import type { Device } from '../../devices.mts';
import type { PushRequest } from './request.mts';

/** docs/api/tpns.md 1.10 */
export type PushStatus =
	| 'PUSH_INIT'
	| 'PUSH_WAIT'
	| 'PUSH_STARTED'
	| 'PUSH_FINISHED'
	| 'PUSH_FAILED'
	| 'PUSH_CANCELED'
	| 'PUSH_DELETED'
	| 'PUSH_REVOKED'
	| 'PUSH_COLLAPSED'
	| 'PUSH_DELETED_PUSH_MSG';

/** Devices of one push that went through one channel. */
export interface ChannelCounts {
	scheduled: number;
	sent: number;
	arrived: number;
	/** Refused by this channel, and sent again by xg. */
	retried: number;
	clicked: number;
}

/** One push task. A loop push makes one for each of its times. */
export interface Push {
	readonly pushId: string;
	readonly accessId: string;
	readonly request: PushRequest;
	readonly createdAt: number;
	/** When it is sent: at once, or at its scheduled time. */
	readonly dueAt: number;
	/** Whether it was given a time of its own. */
	readonly scheduled: boolean;
	/** 0 unless the push goes to many. */
	readonly collapseId: number;
	readonly groupId: string;
	status: PushStatus;
	/** Known when sending starts. */
	targets: readonly Device[];
	/** By channel. */
	readonly counts: Map<string, ChannelCounts>;
	/** Calls off what would happen to it next. */
	callOff: () => void;
}

/** Audiences that may hold any number of devices: rate limited, schedulable, collapsible. */
export function isBulk({ audience_type }: Pick<PushRequest, 'audience_type'>): boolean {
	return audience_type === 'all' || audience_type === 'tag' || audience_type.startsWith('package_');
}
