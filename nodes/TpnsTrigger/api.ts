import type { IDataObject } from 'n8n-workflow';
import { funnelOf } from '../shared/statistics/funnel';
import { CallFailure } from '../shared/transport/failure';
import type { Call } from '../shared/transport/request';
import {
	channelsOf,
	describeChannel,
	singleChannels,
	totalOf,
} from '../Tpns/resources/statistics/channels';
import type { HourlyQuota } from './quota';
import type { PushRecord } from './records';
import { readRecords } from './records';
import { responseNumber } from '../shared/transport/response';

const RECORDS = '/v3/statistics/get_push_record';
const REPORT = '/v3/statistics/get_push_task_stat_channel';

/** The most records of a page. Source: docs/api/tpns.md 1.10. */
export const PAGE_SIZE = 200;

/** Codes for a push that TPNS does not know (any more), and for dates that it does not take. */
const UNKNOWN_PUSH = '1008015';
const BAD_DATES = ['1008007', '1008016'];
const QUOTA_SPENT = '1008028';

/** Pushes from a day to a day, both included, as `yyyy-MM-dd` in TPNS's time. */
export interface Period {
	startDate: string;
	endDate: string;
}

/** The statistics calls of the trigger. Each is counted. */
export class Statistics {
	private readonly call: Call;

	private readonly quota: HourlyQuota;

	constructor(call: Call, quota: HourlyQuota) {
		this.call = call;
		this.quota = quota;
	}

	/** How many calls may still be made in this hour. */
	get left(): number {
		return this.quota.left(Date.now());
	}

	/**
	 * The pushes of a period, by paging to the end, or as far as the hour's calls go.
	 *
	 * @param filter `pushType`, `msgType`
	 * @param mayRefuse whether TPNS may not take the period, which gives undefined
	 * @throws CallFailure
	 */
	async pushes(
		period: Period,
		filter: IDataObject,
		mayRefuse = false,
	): Promise<PushRecord[] | undefined> {
		const records: PushRecord[] = [];
		for (;;) {
			const page = { ...period, ...filter, offset: records.length, limit: PAGE_SIZE };
			const { code, body } = await this.send(RECORDS, page, mayRefuse ? BAD_DATES : []);
			if (BAD_DATES.includes(code)) return undefined;
			const found = readRecords(body);
			records.push(...found);
			const count = responseNumber(body.count, records.length);
			if (found.length === 0 || records.length >= count || this.left <= 0) return records;
		}
	}

	/** The pushes of a period that come first in the list. */
	async firstPushes(period: Period, filter: IDataObject, limit: number): Promise<PushRecord[]> {
		const { body } = await this.send(RECORDS, { ...period, ...filter, offset: 0, limit }, []);
		return readRecords(body);
	}

	/** One push; undefined when TPNS does not know it any more. */
	async push(pushId: string): Promise<PushRecord | undefined> {
		const { body } = await this.send(RECORDS, { pushId }, [UNKNOWN_PUSH]);
		return readRecords(body)[0];
	}

	/** The funnel of a push, and of each of its channels; undefined when there is none. */
	async report(pushId: string): Promise<IDataObject | undefined> {
		const { code, body } = await this.send(REPORT, { pushId }, [UNKNOWN_PUSH]);
		if (code === UNKNOWN_PUSH) return undefined;
		const channels = channelsOf(body.pushStatDataAll);
		return {
			...funnelOf(totalOf(channels)),
			channels: singleChannels(channels).map(describeChannel),
		};
	}

	private async send(path: string, body: IDataObject, acceptCodes: string[]) {
		this.quota.take(Date.now());
		return await this.call({ path, body, acceptCodes });
	}
}

/** Whether a call was refused because the hour's calls are spent. */
export function isQuotaSpent(error: unknown): boolean {
	return error instanceof CallFailure && error.details.code === QUOTA_SPENT;
}
