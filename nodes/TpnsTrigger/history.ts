import type { IDataObject } from 'n8n-workflow';
import type { PushRecord } from '../Tpns/pushRecord/record';
import { isFinal } from '../Tpns/pushRecord/record';
import { serverDay } from '../Tpns/times';

/** Stands for a status in the history: the push has finished, and its report has to come yet. */
export const REPORT_PENDING = 'reportPending';

/** What is known of a push. */
export interface KnownPush {
	/** The last status that was given out or needed not be, as TPNS calls it, or REPORT_PENDING. */
	status: string;
	/** The day on which it is sent, `yyyy-MM-dd` where TPNS is: lists go by it. */
	day: string;
	/** When it was created, in seconds since 1970. */
	created: number;
}

/**
 * A history as n8n keeps it in its static data: by day and status, the pushes as
 * `<push ID>,<seconds since 1970 in base 36>` with spaces between them.
 */
export interface StoredHistory extends IDataObject {
	watermark: number;
	newest: number;
	pushes: Record<string, Record<string, string>>;
}

/** The most pushes that are remembered: some 410 KB of static data, 27 bytes each. */
export const MOST_PUSHES = 15_000;

/** A push lives for up to 72 hours after its time. Source: docs/api/tpns.md 7.5. */
export const DAYS_BACK = 4;

/** TPNS gives out records of the last month. Source: docs/api/tpns.md 1.10. */
const DAYS_KEPT = 31;

export const DAY_SECONDS = 86_400;

/**
 * The pushes that the trigger has seen. What is new and what may be forgotten is decided by TPNS's
 * own times, never by the clock of this machine.
 */
export class History {
	/** A push that is not known and was created before this time, in seconds since 1970, is old. */
	watermark: number;

	/** The latest time that a record has proved to have come, in seconds since 1970. */
	newest: number;

	private readonly pushes = new Map<string, KnownPush>();

	constructor(stored?: StoredHistory) {
		this.watermark = stored?.watermark ?? 0;
		this.newest = stored?.newest ?? 0;
		for (const [day, byStatus] of Object.entries(stored?.pushes ?? {})) {
			for (const [status, list] of Object.entries(byStatus)) {
				for (const entry of list.split(' ')) {
					const [pushId, created] = entry.split(',');
					this.pushes.set(pushId, { status, day, created: parseInt(created, 36) });
				}
			}
		}
	}

	store(): StoredHistory {
		const lists = new Map<string, Map<string, string[]>>();
		for (const [pushId, { day, status, created }] of this.pushes) {
			const byStatus = lists.get(day) ?? new Map<string, string[]>();
			lists.set(day, byStatus);
			const list = byStatus.get(status) ?? [];
			byStatus.set(status, list);
			list.push(`${pushId},${created.toString(36)}`);
		}
		const pushes = [...lists].map(([day, byStatus]) => [
			day,
			Object.fromEntries([...byStatus].map(([status, list]) => [status, list.join(' ')])),
		]);
		return {
			watermark: this.watermark,
			newest: this.newest,
			pushes: Object.fromEntries(pushes) as StoredHistory['pushes'],
		};
	}

	get(pushId: string): KnownPush | undefined {
		return this.pushes.get(pushId);
	}

	/** Whether a push that is not known was created after the initial sync. */
	isNew(record: PushRecord): boolean {
		return createdAt(record) >= this.watermark;
	}

	/**
	 * Whether the initial sync was made by a clock that was far ahead: its time has not come, and no
	 * record says otherwise.
	 *
	 * @param now seconds since 1970
	 */
	isAheadOf(now: number): boolean {
		return this.watermark > now + DAY_SECONDS && this.newest < this.watermark;
	}

	/** Learns from a record what time it is for TPNS. */
	observe(record: PushRecord): void {
		// The time of a push that waits has not come.
		if (record.createdTime === undefined && !isFinal(record.status)) return;
		this.newest = Math.max(this.newest, createdAt(record));
	}

	/** Remembers a push with a status. */
	remember(record: PushRecord, status: string): void {
		const { pushId } = record;
		this.pushes.set(pushId, { status, day: dayOf(record), created: createdAt(record) });
	}

	forget(pushId: string): void {
		this.pushes.delete(pushId);
	}

	/**
	 * IDs of the pushes that will change and that a list of a period does not show.
	 *
	 * @param startDate first day, `yyyy-MM-dd` where TPNS is
	 * @param endDate last day
	 */
	notListed(startDate: string, endDate: string): string[] {
		return [...this.pushes]
			.filter(([, push]) => isUnderWay(push) && (push.day < startDate || push.day > endDate))
			.map(([pushId]) => pushId)
			.sort();
	}

	/** Whether a push is so old that TPNS has no record of it any more. */
	isGone(pushId: string): boolean {
		const day = this.pushes.get(pushId)?.day ?? '';
		return day < serverDay(new Date((this.newest - DAYS_KEPT * DAY_SECONDS) * 1000));
	}

	/**
	 * Forgets pushes that have ended and that lists do not show any more.
	 *
	 * @param startDate first day of a list that was read to its end
	 */
	forgetEnded(startDate: string): void {
		const current = serverDay(new Date((this.newest - DAYS_BACK * DAY_SECONDS) * 1000));
		const oldest = startDate < current ? startDate : current;
		for (const [pushId, push] of this.pushes) {
			if (push.day < oldest && !isUnderWay(push)) this.pushes.delete(pushId);
		}
		this.watermark = Math.max(this.watermark, startOfDay(oldest));
	}

	/**
	 * Forgets the oldest pushes beyond MOST_PUSHES, those that have ended first.
	 *
	 * @returns how many, and how many of them were still to be sent or being sent
	 */
	forgetOldest(): { forgotten: number; underWay: number } {
		const excess = this.pushes.size - MOST_PUSHES;
		if (excess <= 0) return { forgotten: 0, underWay: 0 };
		const oldest = [...this.pushes]
			.sort(
				([, a], [, b]) => Number(isUnderWay(a)) - Number(isUnderWay(b)) || a.created - b.created,
			)
			.slice(0, excess);
		for (const [pushId, { created }] of oldest) {
			this.pushes.delete(pushId);
			this.watermark = Math.max(this.watermark, Math.min(created, this.newest) + 1);
		}
		return {
			forgotten: oldest.length,
			underWay: oldest.filter(([, push]) => isUnderWay(push)).length,
		};
	}
}

/** When a push was created, in seconds since 1970; without `createTime` the time that it is sent. */
export function createdAt({ createdTime, pushTime }: PushRecord): number {
	const seconds = Math.floor(Date.parse(createdTime ?? pushTime) / 1000);
	// A record without any time is taken as one that has just been made.
	return Number.isNaN(seconds) ? Math.floor(Date.now() / 1000) : seconds;
}

/** The start of a day where TPNS is, in seconds since 1970. */
export function startOfDay(day: string): number {
	return Date.parse(`${day}T00:00:00+08:00`) / 1000;
}

function dayOf(record: PushRecord): string {
	const sent = new Date(record.pushTime);
	return serverDay(Number.isNaN(sent.getTime()) ? new Date(createdAt(record) * 1000) : sent);
}

function isUnderWay({ status }: KnownPush): boolean {
	return status === REPORT_PENDING || !isFinal(status);
}
