import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { nodeError } from '../shared/run/failures';
import { createCall } from '../shared/transport/request';
import { tpns } from '../Tpns/product';
import { isQuotaSpent, PAGE_SIZE, Statistics } from './api';
import type { History, PushChange } from './history';
import { findChanges, forget, noteAsked, remember, startHistory, toFollow } from './history';
import { HourlyQuota } from './quota';
import type { PushRecord } from './records';
import { changeOf, recordItem, serverDay, serverTime } from './records';
import type { TriggerSettings } from './settings';
import { passes, readSettings, requestFilter } from './settings';

const DAY_MS = 86_400_000;
/** A push lives for up to 72 hours after its time. Source: docs/api/tpns.md 7.5. */
const DAYS_BACK = 4;
/** The furthest that a push can be scheduled. Source: docs/api/tpns.md 7.5. */
const DAYS_AHEAD = 90;
/** Pushes can be looked at for a month. Source: docs/api/tpns.md 1.10. */
const OLDEST_DAYS = 30;
/** Calls of a poll beside those for the list: pushes by ID, and reports. */
const MORE_CALLS = 5;
/** Examples that a manual run gives, and among how many it looks for them. */
const EXAMPLES = 5;
const EXAMPLE_DAYS = 14;
const LOOK_AMONG = 50;

/** What n8n keeps for the trigger. */
interface State extends IDataObject {
	/** App and filters that the history belongs to. */
	scope?: string;
	history?: History & IDataObject;
	/** Calls of the last hour, in milliseconds since 1970. */
	calls?: number[];
	/** Calls that the last list took. */
	pages?: number;
	/** Whether TPNS has refused a period that ends in the future. */
	noFuture?: boolean;
}

/** Calls of this process by app: triggers of one app share its quota. */
const quotas = new Map<string, HourlyQuota>();
/** Triggers that are polling now. */
const polling = new Set<string>();

/**
 * Looks for pushes whose status has changed. The first poll only notes what there is. Returns null
 * when there is nothing new, or when too few of the hour's calls are left.
 */
export async function pollPushes(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = `${this.getWorkflow().id} ${this.getNode().id}`;
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		const settings = readSettings(this);
		const items =
			this.getMode() === 'manual'
				? await examples(this, settings)
				: await news(this, settings, this.getWorkflowStaticData('node') as State);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		if (this.getMode() !== 'manual' && isQuotaSpent(error)) {
			this.logger.warn('TPNS takes no more statistics calls in this hour; polling again later');
			return null;
		}
		throw nodeError(this, error);
	} finally {
		polling.delete(trigger);
	}
}

async function examples(
	context: IPollFunctions,
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	const statistics = new Statistics(await createCall(context, tpns), new HourlyQuota());
	const now = new Date();
	const period = {
		startDate: serverDay(daysFrom(now, -EXAMPLE_DAYS)),
		endDate: serverDay(now),
	};
	const records = await statistics.firstPushes(period, requestFilter(settings), LOOK_AMONG);
	const found = records
		.filter((record) => passes(record, settings))
		.map((record) => ({ record, changes: [changeOf(record.status)] }));
	const fitting = found.filter(({ changes: [change] }) => settings.changes.includes(change));
	if (found.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			`No push of the last ${EXAMPLE_DAYS} days fits the filters`,
			{ description: 'Send a push, or take filters away' },
		);
	}
	// Better an example with another change than none.
	const shown = (fitting.length > 0 ? fitting : found).slice(0, EXAMPLES);
	return await itemsOf(statistics, shown, settings);
}

async function news(
	context: IPollFunctions,
	settings: TriggerSettings,
	state: State,
): Promise<INodeExecutionData[]> {
	const credentials = await context.getCredentials(tpns.credential);
	const app = tpns.appOf(credentials);
	const filter = requestFilter(settings);
	const scope = JSON.stringify([app, credentials.region, filter]);
	const quota = quotaOf(app, state);
	const now = new Date();

	const pages = state.scope === scope ? (state.pages ?? 1) : 1;
	if (quota.left(now.getTime()) < pages + MORE_CALLS) return [];
	const statistics = new Statistics(await createCall(context, tpns), quota);
	try {
		const records = await listPushes(statistics, filter, now, state);
		const listedFrom = startOf(now);
		state.pages = Math.max(1, Math.ceil(records.length / PAGE_SIZE));
		if (state.scope !== scope || !state.history) {
			state.scope = scope;
			state.history = startHistory(records, listedFrom) as State['history'];
			return [];
		}
		const { followed, history } = await follow(statistics, state.history, records, now);
		state.history = history as State['history'];
		return await take(statistics, settings, state, [...records, ...followed], listedFrom);
	} finally {
		state.calls = quota.recent(Date.now());
	}
}

async function listPushes(
	statistics: Statistics,
	filter: IDataObject,
	now: Date,
	state: State,
): Promise<PushRecord[]> {
	const startDate = startOf(now);
	if (!state.noFuture) {
		const endDate = serverDay(daysFrom(now, DAYS_AHEAD));
		const records = await statistics.pushes({ startDate, endDate }, filter, true);
		if (records) return records;
		state.noFuture = true;
	}
	return (await statistics.pushes({ startDate, endDate: serverDay(now) }, filter)) ?? [];
}

/** Asks by ID for pushes that are under way and that the list does not show. */
async function follow(
	statistics: Statistics,
	before: History,
	listed: readonly PushRecord[],
	now: Date,
): Promise<{ followed: PushRecord[]; history: History }> {
	const ids = new Set(listed.map(({ pushId }) => pushId));
	const oldest = serverTime(daysFrom(now, -OLDEST_DAYS));
	const followed: PushRecord[] = [];
	let history = before;
	for (const pushId of toFollow(history, ids, now.getTime(), serverTime(now)).slice(
		0,
		MORE_CALLS,
	)) {
		const record = history.pushes[pushId].date < oldest ? undefined : await statistics.push(pushId);
		if (record) followed.push(record);
		history = record ? noteAsked(history, pushId, now.getTime()) : forget(history, pushId);
	}
	return { followed, history };
}

/** Gives out what is new and notes it. A finished push whose report must wait is left for later. */
async function take(
	statistics: Statistics,
	settings: TriggerSettings,
	state: State,
	records: readonly PushRecord[],
	listedFrom: string,
): Promise<INodeExecutionData[]> {
	const history = state.history as History;
	const wanted = findChanges(history, records)
		.filter(({ record }) => passes(record, settings))
		.map(({ record, changes }) => ({
			record,
			changes: changes.filter((change) => settings.changes.includes(change)),
		}))
		.filter(({ changes }) => changes.length > 0);

	let reports = Math.max(0, statistics.left);
	const now = wanted.filter(({ changes }) => !needsReport(changes, settings) || reports-- > 0);
	const later = new Set(wanted.filter((change) => !now.includes(change)).map(idOf));
	const items = await itemsOf(statistics, now, settings);
	state.history = remember(
		history,
		records.filter(({ pushId }) => !later.has(pushId)),
		listedFrom,
	) as State['history'];
	return items;
}

async function itemsOf(
	statistics: Statistics,
	changes: readonly PushChange[],
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const { record, changes: names } of changes) {
		for (const change of names) {
			const json = recordItem(record, change, settings.simplify);
			if (needsReport([change], settings)) {
				json.report = (await statistics.report(record.pushId)) ?? null;
			}
			items.push({ json });
		}
	}
	return items;
}

function needsReport(changes: readonly string[], { includeReport }: TriggerSettings): boolean {
	return includeReport && changes.includes('finished');
}

function idOf({ record }: PushChange): string {
	return record.pushId;
}

function quotaOf(app: string, state: State): HourlyQuota {
	const known = quotas.get(app);
	if (known) return known;
	const quota = new HourlyQuota(state.calls);
	quotas.set(app, quota);
	return quota;
}

function startOf(now: Date): string {
	return serverDay(daysFrom(now, -DAYS_BACK));
}

function daysFrom(moment: Date, days: number): Date {
	return new Date(moment.getTime() + days * DAY_MS);
}
