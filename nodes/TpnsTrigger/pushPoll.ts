import type { IDataObject, INodeExecutionData, Logger } from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';
import { CallFailure } from '../shared/transport/failure';
import type { Call } from '../shared/transport/request';
import { fetchPage, fetchRecord, MOST_RECORDS } from '../Tpns/pushRecord/fetch';
import type { PushRecord } from '../Tpns/pushRecord/record';
import { isFinal } from '../Tpns/pushRecord/record';
import { areBadDates, isQuotaSpent } from '../Tpns/refusals';
import { CREATED, FINISHED, FINISHED_STATUS, changeTo, isStep } from './change';
import { nextOfRound } from './followRound';
import { createdAt, History, MOST_PUSHES, REPORT_PENDING, startOfDay } from './history';
import type { ReportFields } from './item';
import { changeItem, reportFields } from './item';
import type { ListDays } from './listDays';
import { listDays } from './listDays';
import type { CallKind, HourlyQuota } from './quota';
import { attempt, isRefusedForGood, isUnknownPush } from './refusal';
import { fetchReport } from './report';
import type { TriggerSettings } from './settings';
import { passes, requestFilter } from './settings';
import type { State } from './state';

/** Polls in which a report may fail before its push is given out without it. */
const MOST_FAILURES = 3;
/** Records that are kept for reports to come. */
const MOST_PENDING_REPORTS = 200;

/** What n8n's log says of requests that could not be made. */
const WAITING: Readonly<Record<CallKind, string>> = {
	list: 'the rest of the list waits',
	follow: 'pushes outside the list wait',
	report: 'reports wait',
};
const KINDS: readonly CallKind[] = ['list', 'follow', 'report'];

/** A finished push whose report has to come yet. */
interface PendingReport {
	record: PushRecord;
	/** Polls in which the report failed. */
	failures: number;
}

/**
 * Records of the oldest finished pushes that wait for their reports, by trigger. Lost with the
 * process: the next list has them again.
 */
const pendingByTrigger = new BoundedMap<string, Map<string, PendingReport>>(20);

/** What a poll needs. */
export interface PollContext {
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
export class PushPoll {
	private readonly context: PollContext;

	private readonly state: State;

	private readonly history: History;

	private readonly pendingReports: Map<string, PendingReport>;

	private readonly now = Date.now();

	private readonly found: Array<{ record: PushRecord; json: IDataObject }> = [];

	/** Kinds of requests that have come to an end in this poll. */
	private readonly ended = new Set<CallKind>();

	private days: ListDays;

	private datesWereRefused = false;

	private unlisted: string[] | undefined;

	constructor(context: PollContext, state: State) {
		this.context = context;
		this.state = state;
		if (!state.history) state.initialSync = true;
		this.history = new History(state.history);
		const pending = state.history ? pendingByTrigger.get(context.trigger) : undefined;
		this.pendingReports = pending ?? new Map<string, PendingReport>();
		pendingByTrigger.set(context.trigger, this.pendingReports);
		this.days = this.listDays();
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
		if (this.state.initialSync) return false;
		if (kind === 'report') return this.nextPendingReport() !== undefined;
		const { pushId, round } = this.nextFollowed();
		if (pushId === undefined) this.state.followRound = round;
		return pushId !== undefined;
	}

	/** Makes the next request of a kind; gives what went wrong. */
	private async request(kind: CallKind): Promise<CallFailure | undefined> {
		if (kind === 'list') return await this.readPage();
		if (kind === 'follow') return await this.follow();
		const pending = this.nextPendingReport();
		return pending && (await this.report(pending));
	}

	// The list

	private async readPage(): Promise<CallFailure | undefined> {
		const { call, settings } = this.context;
		const cursor = this.state.listCursor ?? { ...this.days, offset: 0, startedAt: this.now };
		const { startDate, endDate, offset } = cursor;
		const query = { startDate, endDate, ...requestFilter(settings) };
		const page = await attempt(fetchPage(call, query, offset, MOST_RECORDS));
		if (page instanceof CallFailure) {
			return areBadDates(page) ? this.changeDates(page, offset) : page;
		}
		for (const record of page.records) this.history.observe(record);
		// An initial sync by a clock that was far ahead has seen nothing: it is made again.
		if (offset === 0 && this.history.isAheadOf(this.now / 1_000)) this.state.initialSync = true;
		for (const record of page.records) this.handle(record);

		this.state.listCursor = { ...cursor, offset: offset + page.records.length };
		if (page.records.length === 0 || offset + page.records.length >= page.count) this.endList();
		return undefined;
	}

	/**
	 * Begins the list anew when TPNS refuses its dates, once in a poll: the list was begun long ago,
	 * or TPNS takes none that ends in the future.
	 */
	private changeDates(failure: CallFailure, offset: number): CallFailure | undefined {
		delete this.state.listCursor;
		if (this.datesWereRefused) {
			delete this.state.futureRefusedAt;
			return failure;
		}
		this.datesWereRefused = true;
		if (offset === 0) this.state.futureRefusedAt = this.now;
		this.days = this.listDays();
		return undefined;
	}

	private endList(): void {
		const { listCursor, initialSync, futureRefusedAt } = this.state;
		if (!listCursor) return;
		if (initialSync) {
			// Everything of the list's days is known now. Pushes of later days are not, where TPNS
			// does not list them: those that are older than this list are no news.
			this.history.watermark =
				futureRefusedAt === undefined
					? startOfDay(listCursor.startDate)
					: Math.floor(listCursor.startedAt / 1_000);
			delete this.state.initialSync;
		}
		this.history.forgetEnded(listCursor.startDate);
		this.state.listedAt = listCursor.startedAt;
		delete this.state.listCursor;
		this.ended.add('list');
		this.unlisted = undefined;
	}

	private listDays(): ListDays {
		const { listedAt, futureRefusedAt } = this.state;
		const newest = this.history.newest * 1_000;
		const { isCut, ...days } = listDays({ now: this.now, newest, listedAt, futureRefusedAt });
		if (isCut) {
			this.context.logger.warn(
				`TPNS Trigger: TPNS lists the last month only, so changes of pushes before ${days.startDate} are not seen`,
			);
		}
		return days;
	}

	// Pushes by ID

	/** The next push that will change and that the list does not show, and the round with it. */
	private nextFollowed() {
		const { startDate, endDate } = this.state.listCursor ?? this.days;
		this.unlisted ??= this.history.notListed(startDate, endDate);
		const pushIds = this.unlisted.filter((pushId) => !this.pendingReports.has(pushId));
		return nextOfRound(this.state.followRound, pushIds, this.now);
	}

	private async follow(): Promise<CallFailure | undefined> {
		const { pushId, round } = this.nextFollowed();
		// The round goes on first: a push that cannot be read does not hold up the others.
		this.state.followRound = round;
		if (pushId === undefined) return undefined;
		const record = await attempt(fetchRecord(this.context.call, pushId));
		if (record instanceof CallFailure) {
			if (isUnknownPush(record)) this.history.forget(pushId);
			return isRefusedForGood(record) ? undefined : record;
		}
		if (record) this.handle(record);
		else if (this.history.isGone(pushId)) this.history.forget(pushId);
		return undefined;
	}

	// Reports

	/** The oldest push whose report has to come; those whose reports have failed come last. */
	private nextPendingReport(): PendingReport | undefined {
		const { includeReport, changes } = this.context.settings;
		if (!includeReport || !changes.includes(FINISHED)) return undefined;
		let next: PendingReport | undefined;
		for (const [pushId, pending] of this.pendingReports) {
			if (this.history.get(pushId)?.status !== REPORT_PENDING) this.pendingReports.delete(pushId);
			else if (!next || isBefore(pending, next)) next = pending;
		}
		return next;
	}

	private queueReport(record: PushRecord): void {
		const failures = this.pendingReports.get(record.pushId)?.failures ?? 0;
		this.pendingReports.set(record.pushId, { record, failures });
		if (this.pendingReports.size <= MOST_PENDING_REPORTS) return;
		const last = [...this.pendingReports.values()].reduce((a, b) => (isBefore(a, b) ? b : a));
		this.pendingReports.delete(last.record.pushId);
	}

	private async report(pending: PendingReport): Promise<CallFailure | undefined> {
		const { record } = pending;
		const report = await attempt(fetchReport(this.context.call, record.pushId));
		if (report instanceof CallFailure && !isRefusedForGood(report)) {
			if (isQuotaSpent(report) || ++pending.failures < MOST_FAILURES) return report;
		}
		this.emitFinished(record, reportFields(report));
		return undefined;
	}

	// Changes

	private handle(record: PushRecord): void {
		const { pushId, status } = record;
		if (!/^\w+$/.test(pushId)) return;
		const known = this.history.get(pushId);
		if (this.state.initialSync) {
			// What changes meanwhile is found once the initial sync is complete.
			if (!known) this.history.remember(record, status);
			return;
		}
		if (known?.status === REPORT_PENDING) return this.handleReportPending(record);
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
		for (const change of wanted) if (!waits || change !== FINISHED) this.emit(record, change);
		this.history.remember(record, waits ? REPORT_PENDING : status);
		if (waits) this.queueReport(record);
	}

	/** A finished push whose report has to come; what has become of it since is found after that. */
	private handleReportPending(record: PushRecord): void {
		const { settings } = this.context;
		if (!settings.changes.includes(FINISHED) || !passes(record, settings)) {
			this.history.remember(record, FINISHED_STATUS);
		} else if (settings.includeReport) {
			this.queueReport(record);
		} else {
			this.emitFinished(record);
		}
	}

	private emitFinished(record: PushRecord, report?: ReportFields): void {
		this.emit(record, FINISHED, report);
		this.history.remember(record, FINISHED_STATUS);
		this.pendingReports.delete(record.pushId);
	}

	private emit(record: PushRecord, change: string, report?: ReportFields): void {
		const { simplify, timezone } = this.context.settings;
		const json = changeItem(record, change, simplify, report, timezone);
		this.found.push({ record, json });
	}

	// State

	private store(): void {
		const { quota, trigger, logger } = this.context;
		const { forgotten, underWay } = this.history.forgetOldest();
		if (forgotten > 0) {
			logger.warn(
				`The TPNS Trigger remembers ${MOST_PUSHES} pushes at most and has forgotten the ${forgotten} oldest: their later changes start no workflow. ${underWay} of them had not ended. Add filters, so that it has fewer to remember`,
			);
		}
		this.state.history = this.history.store();
		this.state.calls = quota.store(trigger);
	}
}

/** Whether a report is asked for before another. */
function isBefore(a: PendingReport, b: PendingReport): boolean {
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
