import { inParallel, settled } from '../../../shared/run/concurrency';
import { isHopeless } from '../../../shared/run/send';
import { CallFailure } from '../../../shared/transport/failure';
import type { Call } from '../../../shared/transport/request';
import { fetchRecord } from '../../pushRecord/fetch';
import type { PushRecord } from '../../pushRecord/record';
import { isQuotaSpent } from '../../refusals';
import type { ChannelNumbers } from './channels';
import { channelsOf } from './channels';

/** Requests at once. The API documents a number an hour, no rate. Source: docs/api/tpns.md 1. */
const PARALLEL_REQUESTS = 3;

/**
 * Pushes of a run whose text and time are looked up: each takes one of the 200 requests an hour.
 * Source: docs/api/tpns.md 1.11.
 */
const MOST_LOOK_UPS = 10;

/** The numbers of a push, or why there are none. */
export type PushNumbers = { pushId: string } & (
	{ channels: ChannelNumbers[] } | { failure: CallFailure }
);

/** Reads what reports need, each push once in a run, and nothing after the hour's quota is spent. */
export class PushReader {
	private readonly call: Call;

	private readonly numbers = new Map<string, Promise<PushNumbers>>();

	private lookUps = 0;

	/** What every further request would meet as well. */
	private stop: CallFailure | undefined;

	constructor(call: Call) {
		this.call = call;
	}

	/**
	 * The numbers of pushes, in their order. Source: docs/api/tpns.md 1.12.
	 *
	 * @throws CallFailure when the execution is canceled
	 */
	async read(pushIds: readonly string[]): Promise<PushNumbers[]> {
		const found: PushNumbers[] = [];
		await inParallel(pushIds, PARALLEL_REQUESTS, async (pushId, index) => {
			const known = this.numbers.get(pushId) ?? this.request(pushId);
			this.numbers.set(pushId, known);
			found[index] = await known;
		});
		return found;
	}

	/** The record of a push, as far as requests for texts go. */
	async lookUp(pushId: string): Promise<PushRecord | undefined> {
		if (this.stop || this.lookUps >= MOST_LOOK_UPS) return undefined;
		this.lookUps++;
		const read = await settled(fetchRecord(this.call, pushId));
		if ('value' in read) return read.value;
		this.note(read.error);
		return undefined;
	}

	private async request(pushId: string): Promise<PushNumbers> {
		if (this.stop) return { pushId, failure: this.stop };
		const read = await settled(
			this.call({ path: '/v3/statistics/get_push_task_stat_channel', body: { pushId } }),
		);
		if ('value' in read) return { pushId, channels: channelsOf(read.value.body.pushStatDataAll) };
		const { error } = read;
		this.note(error);
		const isOfPush = error instanceof CallFailure && error.kind !== 'cancelled';
		return isOfPush ? { pushId, failure: error } : await Promise.reject(error as Error);
	}

	private note(error: unknown): void {
		if (error instanceof CallFailure && (isHopeless(error) || isQuotaSpent(error)))
			this.stop = error;
	}
}
