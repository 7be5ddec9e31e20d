import type { IDataObject, INodeExecutionData, Logger } from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';
import { CallFailure } from '../shared/transport/failure';
import type { Call } from '../shared/transport/request';
import { fetchPage, fetchRecord, MOST_RECORDS } from '../Tpns/pushRecord/fetch';
import type { PushRecord } from '../Tpns/pushRecord/record';
import { isFinal } from '../Tpns/pushRecord/record';
import { serverDay } from '../Tpns/times';
import { CREATED, FINISHED, FINISHED_STATUS, changeTo, isStep } from './change';
import {
	AWAITS_REPORT,
	createdAt,
	DAYS_BACK,
	DAY_SECONDS,
	History,
	MOST_PUSHES,
	startOfDay,
} from './history';
import type { ReportFields } from './item';
import { changeItem, reportFields } from './item';
import type { CallKind, HourlyQuota } from './quota';
import { areBadDates, attempt, isQuotaSpent, isRefusedForGood, isUnknownPush } from './refusal';
import { fetchReport } from './report';
import type { TriggerSettings } from './settings';
import { passes, requestFilter } from './settings';
import type { State } from './state';

/** The furthest that a push can be scheduled. Source: docs/api/tpns.md 7.5. */
const DAYS_AHEAD = 90;
/** The shortest month less a day: TPNS lists the last month. Source: docs/api/tpns.md 1.10. */
const MOST_DAYS_BACK = 27;
const HOUR_MS = 3_600_000;
const DAY_MS = 1_000 * DAY_SECONDS;
/** Polls in which a report may fail before its push is given out without it. */
const MOST_FAILURES = 3;
/** Records that are kept for reports to come. */
const MOST_AWAITED = 200;

/** What n8n's log says of requests that could not be made. */
const WAITING: Readonly<Record<CallKind, string>> = {
	list: 'the rest of the list waits',
	follow: 'pushes that the list does not show wait',
	report: 'reports wait',
};
const KINDS: readonly CallKind[] = ['list', 'follow', 'report'];

/** A finished push whose report has to come yet. */
interface Awaited {
	record: PushRecord;
	/** Polls in which the report failed. */
	failures: number;
}

/**
 * Records of the oldest finished pushes that wait for their reports, by trigger. Lost with the
 * process: the next list has them again.
 */
const awaitedByTrigger = new BoundedMap<string, Map<string, Awaited>>(20);

/** What a look needs. */
export interface LookContext {
	call: Call;
	quota: HourlyQuota;
	/** Tells one trigger from another. */
	trigger: string;
	settings: TriggerSettings;
	logger: Pick<Logger, 'warn'>;
}

/**
 * One poll: reads the list of pushes, asks by ID for those that will change and that the list does
 * not show, and fetches reports, as far as the hour's requests go. What is left comes in later
 * polls. History and state are right after each request, so that a poll may end at any of them.
 */
export class Look {
	private readonly context: LookContext;

	private readonly state: State;

	private readonly history: History;

	private readonly awaited: Map<string, Awaited>;

	private readonly now = Date.now();

	private readonly found: Array<{ record: PushRecord; json: IDataObject }> = [];

	/** Kinds of requests that have come to an end in this poll. */
	private readonly ended = new Set<CallKind>();

	private days: { startDate: string; endDate: string };

	private datesWereRefused = false;

	private unlisted: string[] | undefined;

	constructor(context: LookContext, state: State) {
		this.context = context;
		this.state = state;
		if (!state.history) state.firstLook = true;
		this.history = new History(state.history);
		const awaited = state.history ? awaitedByTrigger.get(context.trigger) : undefined;
		this.awaited = awaited ?? new Map<string, Awaited>();
		awaitedByTrigger.set(context.trigger, this.awaited);
		this.days = this.period();
	}

	/**
	 * Gives the changes that were found, those of the oldest push first.
	 *
	 * @throws CallFailure when the list could not be read and there is nothing to give
	 */
	async run(): Promise<INodeExecutionData[]> {
		const { quota, trigger, logger } = this.context;
		let listFailure: CallFailure | undefined;
		for (;;) {
			const kinds = KINDS.filter((kind) => !this.ended.has(kind) && this.wants(kind));
			const kind = quota.next(trigger, kinds);
			if (kind === undefined) break;
			const failure = await this.request(kind);
			if (failure && isQuotaSpent(failure)) quota.noteRefusal(kind);
			else quota.note(trigger, kind);
			if (!failure) continue;
			this.ended.add(kind);
			if (kind === 'list' && !isQuotaSpent(failure)) listFailure = failure;
			else logger.warn(`TPNS Trigger: ${WAITING[kind]} for a later poll. ${failure.message}`);
		}
		this.store();
		if (listFailure) {
			if (this.found.length === 0) throw listFailure;
			logger.warn(`TPNS Trigger: the list was not read to its end. ${listFailure.message}`);
		}
		return this.found.sort((a, b) => compareAge(a.record, b.record)).map(({ json }) => ({ json }));
	}

	private wants(kind: CallKind): boolean {
		if (kind === 'list') return true;
		if (this.state.firstLook) return false;
		return kind === 'follow' ? this.nextOfRound() !== undefined : this.nextAwaited() !== undefined;
	}

	/** Makes the next request of a kind; gives what went wrong. */
	private async request(kind: CallKind): Promise<CallFailure | undefined> {
		if (kind === 'list') return await this.readPage();
		if (kind === 'follow') return await this.follow(this.nextOfRound() ?? '');
		const awaited = this.nextAwaited();
		return awaited && (await this.report(awaited));
	}

	// The list

	private async readPage(): Promise<CallFailure | undefined> {
		const { call, settings } = this.context;
		const sweep = this.state.sweep ?? { ...this.days, offset: 0, startedAt: this.now };
		const { startDate, endDate, offset } = sweep;
		const query = { startDate, endDate, ...requestFilter(settings) };
		const page = await attempt(fetchPage(call, query, offset, MOST_RECORDS));
		if (page instanceof CallFailure) {
			return areBadDates(page) ? this.changeDates(page, offset) : page;
		}
		for (const record of page.records) this.history.witness(record);
		// A first look by a clock that was far ahead has seen nothing: it is taken again.
		if (offset === 0 && this.history.isAheadOf(this.now / 1_000)) this.state.firstLook = true;
		for (const record of page.records) this.see(record);

		this.state.sweep = { ...sweep, offset: offset + page.records.length };
		if (page.records.length === 0 || offset + page.records.length >= page.count) this.endSweep();
		return undefined;
	}

	/**
	 * Begins the list anew when TPNS refuses its dates, once in a poll: the list was begun long ago,
	 * or TPNS takes none that ends in the future.
	 */
	private changeDates(failure: CallFailure, offset: number): CallFailure | undefined {
		delete this.state.sweep;
		if (this.datesWereRefused) {
			delete this.state.futureRefusedAt;
			return failure;
		}
		this.datesWereRefused = true;
		if (offset === 0) this.state.futureRefusedAt = this.now;
		this.days = this.period();
		return undefined;
	}

	private endSweep(): void {
		const { sweep, firstLook, futureRefusedAt } = this.state;
		if (!sweep) return;
		if (firstLook) {
			// Everything of the list's days is known now. Pushes of later days are not, where TPNS
			// does not list them: those that are older than this look are no news.
			this.history.since =
				futureRefusedAt === undefined
					? startOfDay(sweep.startDate)
					: Math.floor(sweep.startedAt / 1_000);
			delete this.state.firstLook;
		}
		this.history.forgetEnded(sweep.startDate);
		this.state.lookedAt = sweep.startedAt;
		delete this.state.sweep;
		this.ended.add('list');
		this.unlisted = undefined;
	}

	/**
	 * The days of a list: back to four days before the last one, because a push may change for so
	 * long, and ahead as far as a push can be scheduled. Records say better than a clock what time it
	 * is.
	 */
	private period(): { startDate: string; endDate: string } {
		const { lookedAt = this.now, futureRefusedAt = -Infinity } = this.state;
		const latest = Math.max(this.now, this.history.newest * 1_000);
		const wanted = Math.min(this.now, lookedAt) - DAYS_BACK * DAY_MS;
		const possible = latest - MOST_DAYS_BACK * DAY_MS;
		if (wanted < possible - DAY_MS) {
			this.context.logger.warn(
				`TPNS lists the last month only: changes of pushes before ${serverDay(new Date(possible))} are not seen since the last poll of ${serverDay(new Date(lookedAt))}`,
			);
		}
		const future = Math.abs(this.now - futureRefusedAt) < DAY_MS ? 0 : DAYS_AHEAD * DAY_MS;
		return {
			startDate: serverDay(new Date(Math.max(wanted, possible))),
			endDate: serverDay(new Date(latest + future)),
		};
	}

	// Pushes by ID

	/** The next push of the round of those that will change and that the list does not show. */
	private nextOfRound(): string | undefined {
		const { startDate, endDate } = this.state.sweep ?? this.days;
		this.unlisted ??= this.history.notListed(startDate, endDate);
		const after = this.roundIsAt();
		const next = this.unlisted.find(
			(pushId) => after !== null && pushId > after && !this.awaited.has(pushId),
		);
		if (next === undefined && this.state.round) this.state.round.after = null;
		return next;
	}

	/** Where the round is, null when the next one, an hour after the last, has not begun yet. */
	private roundIsAt(): string | null {
		const { round } = this.state;
		if (!round) return '';
		if (round.after !== null) return round.after;
		// A clock that was set back must not keep the next round waiting for longer.
		round.startedAt = Math.min(round.startedAt, this.now);
		return this.now - round.startedAt >= HOUR_MS ? '' : null;
	}

	private async follow(pushId: string): Promise<CallFailure | undefined> {
		const after = this.roundIsAt();
		const startedAt = after === '' ? this.now : (this.state.round?.startedAt ?? this.now);
		// Moves on first: a push that cannot be read does not hold up the others.
		this.state.round = { startedAt, after: pushId };
		const record = await attempt(fetchRecord(this.context.call, pushId));
		if (record instanceof CallFailure) {
			if (isUnknownPush(record)) this.history.forget(pushId);
			return isRefusedForGood(record) ? undefined : record;
		}
		if (record) this.see(record);
		else if (this.history.isGone(pushId)) this.history.forget(pushId);
		return undefined;
	}

	// Reports

	/** The oldest push whose report has to come; those whose reports have failed come last. */
	private nextAwaited(): Awaited | undefined {
		let next: Awaited | undefined;
		for (const [pushId, awaited] of this.awaited) {
			if (this.history.get(pushId)?.status !== AWAITS_REPORT) this.awaited.delete(pushId);
			else if (!next || isBefore(awaited, next)) next = awaited;
		}
		return next;
	}

	private await(record: PushRecord): void {
		const failures = this.awaited.get(record.pushId)?.failures ?? 0;
		this.awaited.set(record.pushId, { record, failures });
		if (this.awaited.size <= MOST_AWAITED) return;
		const last = [...this.awaited.values()].reduce((a, b) => (isBefore(a, b) ? b : a));
		this.awaited.delete(last.record.pushId);
	}

	private async report(awaited: Awaited): Promise<CallFailure | undefined> {
		const { record } = awaited;
		const report = await attempt(fetchReport(this.context.call, record.pushId));
		if (report instanceof CallFailure && !isRefusedForGood(report)) {
			if (isQuotaSpent(report) || ++awaited.failures < MOST_FAILURES) return report;
		}
		this.giveFinished(record, reportFields(report));
		return undefined;
	}

	// Changes

	private see(record: PushRecord): void {
		const { pushId, status } = record;
		if (!/^\w+$/.test(pushId)) return;
		const known = this.history.get(pushId);
		if (this.state.firstLook) {
			// What changes meanwhile is found once the first look is complete.
			if (!known) this.history.note(record, status);
			return;
		}
		if (known?.status === AWAITS_REPORT) return this.seeAwaited(record);
		if (known && !isStep(known.status, status)) return;

		const { settings } = this.context;
		const isNew = !known && this.history.isNew(record);
		// An old push that has ended and was forgotten.
		if (!known && !isNew && isFinal(status)) return;
		const changes = [isNew && CREATED, (known || isNew) && changeTo(status)];
		const wanted = changes.filter(
			(change): change is string =>
				Boolean(change) && settings.changes.includes(String(change)) && passes(record, settings),
		);
		const waits = settings.includeReport && wanted.includes(FINISHED);
		for (const change of wanted) if (!waits || change !== FINISHED) this.give(record, change);
		this.history.note(record, waits ? AWAITS_REPORT : status);
		if (waits) this.await(record);
	}

	/** A finished push whose report has to come; what has become of it since is found after that. */
	private seeAwaited(record: PushRecord): void {
		const { settings } = this.context;
		if (!settings.changes.includes(FINISHED) || !passes(record, settings)) {
			this.history.note(record, FINISHED_STATUS);
		} else if (settings.includeReport) {
			this.await(record);
		} else {
			this.giveFinished(record);
		}
	}

	private giveFinished(record: PushRecord, report?: ReportFields): void {
		this.give(record, FINISHED, report);
		this.history.note(record, FINISHED_STATUS);
		this.awaited.delete(record.pushId);
	}

	private give(record: PushRecord, change: string, report?: ReportFields): void {
		const json = changeItem(record, change, this.context.settings.simplify, report);
		this.found.push({ record, json });
	}

	// State

	private store(): void {
		const { quota, trigger, logger } = this.context;
		const { forgotten, underWay } = this.history.forgetOldest();
		if (forgotten > 0) {
			logger.warn(
				`The TPNS Trigger remembers ${MOST_PUSHES} pushes at most and has forgotten the ${forgotten} oldest: their later changes start nothing. ${underWay} of them had not ended. Filters make it remember fewer`,
			);
		}
		this.state.history = this.history.store();
		this.state.calls = quota.store(trigger);
	}
}

/** Whether a report is asked for before another. */
function isBefore(a: Awaited, b: Awaited): boolean {
	return (a.failures - b.failures || compareAge(a.record, b.record)) < 0;
}

/** Compares pushes by age, those of one second by their IDs, which grow. */
function compareAge(a: PushRecord, b: PushRecord): number {
	return (
		createdAt(a) - createdAt(b) ||
		a.pushId.length - b.pushId.length ||
		(a.pushId < b.pushId ? -1 : Number(a.pushId > b.pushId))
	);
}
