import type { DeduplicationScope, ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { settled } from './concurrency';
import { chunk } from './plan';

/** The most notes that n8n's row of a node may hold: 27 bytes each, read and written as a whole. */
export const MOST_NOTES = 2_000_000;

/**
 * Comparisons that `removeProcessed` makes in one call at the most. n8n looks each key up from the
 * front of the list, some 5 ns an entry, and blocks the process meanwhile.
 */
const COMPARISONS_PER_CALL = 20_000_000;

/** n8n's first two calls for a row may collide; the second finds the row of the first. */
const ATTEMPTS = 4;

/** What adding keys has found. */
export interface Added {
	/** Keys that were there before. */
	existing: ReadonlySet<string>;
	/** False after an attempt that n8n broke off: it may have added the keys before it did. */
	isCertain: boolean;
}

interface Job {
	isAdding: boolean;
	keys: readonly string[];
	limit: number;
	done(added: Added): void;
	failed(error: unknown): void;
}

/**
 * A row of n8n's deduplication store, which outlives the execution and the process. n8n reads and
 * writes a row as a whole and without a lock, so all executions of this process take turns here, and
 * what waits at the same time is done in one call.
 */
export class NoteRow {
	/** Notes in the row, as far as this process knows; undefined until it has counted them. */
	private size: number | undefined;

	private readonly jobs: Job[] = [];

	private isWorking = false;

	/**
	 * What the last call added. Another process that wrote the row at the same time has dropped all
	 * of it or nothing, so that the next call notices by one of the keys, and puts them back.
	 */
	private added: readonly string[] = [];

	private readonly scope: DeduplicationScope;

	constructor(scope: DeduplicationScope) {
		this.scope = scope;
	}

	/**
	 * Adds keys.
	 *
	 * @param limit notes that the row keeps; the oldest go beyond it
	 * @returns those that were there before
	 */
	async add(
		execution: IExecuteFunctions,
		keys: readonly string[],
		limit = MOST_NOTES,
	): Promise<Added> {
		return await this.queue(execution, true, keys, limit);
	}

	/** Removes keys, in parts small enough to leave the event loop free in between. */
	async remove(execution: IExecuteFunctions, keys: readonly string[]): Promise<void> {
		if (keys.length > 0) await this.queue(execution, false, keys, MOST_NOTES);
	}

	/** Counts the notes in the row. */
	async count({ helpers }: IExecuteFunctions): Promise<number> {
		this.size = await helpers.getProcessedDataCount(this.scope, optionsOf(MOST_NOTES));
		return this.size;
	}

	/** Notes in the row, counted once and from then on by what this process adds and removes. */
	async knownSize(execution: IExecuteFunctions): Promise<number> {
		return this.size ?? (await this.count(execution));
	}

	/** Drops the oldest notes beyond the limit. */
	async trim(execution: IExecuteFunctions, limit: number): Promise<void> {
		await this.add(execution, [], limit);
		this.size = Math.min(this.size ?? limit, limit);
	}

	private async queue(
		execution: IExecuteFunctions,
		isAdding: boolean,
		keys: readonly string[],
		limit: number,
	): Promise<Added> {
		return await new Promise((done, failed) => {
			this.jobs.push({ isAdding, keys, limit, done, failed });
			if (!this.isWorking) void this.work(execution);
		});
	}

	/** Does the jobs in their order, those of one kind that wait one after another in one call. */
	private async work(execution: IExecuteFunctions): Promise<void> {
		this.isWorking = true;
		while (this.jobs.length > 0) {
			const [{ isAdding }] = this.jobs;
			const next = this.jobs.findIndex((job) => job.isAdding !== isAdding);
			const some = this.jobs.splice(0, next < 0 ? this.jobs.length : next);
			const keys = some.length > 1 ? [...new Set(some.flatMap((job) => job.keys))] : some[0].keys;
			const limit = Math.max(...some.map((job) => job.limit));
			try {
				const added = isAdding
					? await this.record(execution, keys, limit)
					: await this.erase(execution, keys);
				for (const { done } of some) done(added);
			} catch (error) {
				for (const { failed } of some) failed(error);
			}
		}
		this.isWorking = false;
	}

	private async record(
		execution: IExecuteFunctions,
		keys: readonly string[],
		limit: number,
	): Promise<Added> {
		const [sentinel] = this.added;
		const asked = sentinel === undefined || keys.includes(sentinel) ? keys : [sentinel, ...keys];
		const added = await this.call(execution, asked, limit);
		const { existing, isCertain } = added;
		if (sentinel !== undefined && !existing.has(sentinel)) {
			await this.call(execution, this.added, limit);
			if (keys.includes(sentinel)) return await this.record(execution, keys, limit);
		}
		this.added = isCertain ? keys.filter((key) => !existing.has(key)) : keys;
		if (!isCertain) this.size = undefined;
		else if (this.size !== undefined) this.size += this.added.length;
		return added;
	}

	private async call(
		execution: IExecuteFunctions,
		keys: readonly string[],
		limit: number,
	): Promise<Added> {
		return await tried(async (attempt) => {
			const { processed } = await execution.helpers.checkProcessedAndRecord(
				[...keys],
				this.scope,
				optionsOf(limit),
			);
			return { existing: new Set(processed.map(String)), isCertain: attempt === 1 };
		});
	}

	private async erase(execution: IExecuteFunctions, keys: readonly string[]): Promise<Added> {
		const erased = new Set(keys);
		this.added = this.added.filter((key) => !erased.has(key));
		const size = await this.knownSize(execution);
		const most = Math.max(1, Math.floor(COMPARISONS_PER_CALL / Math.max(1, size)));
		for (const part of chunk(keys, most)) {
			await tried(
				async () =>
					await execution.helpers.removeProcessed(part, this.scope, optionsOf(MOST_NOTES)),
			);
		}
		this.size = size - keys.length;
		return { existing: erased, isCertain: true };
	}
}

/** Calls n8n's store until it does what is asked, a few times. */
async function tried<T>(call: (attempt: number) => Promise<T>, attempt = 1): Promise<T> {
	if (attempt === ATTEMPTS) return await call(attempt);
	const ended = await settled(call(attempt));
	if ('value' in ended) return ended.value;
	await sleep(10 * attempt);
	return await tried(call, attempt + 1);
}

function optionsOf(maxEntries: number): ICheckProcessedOptions {
	return { mode: 'entries', maxEntries };
}

const rows = new Map<string, NoteRow>();

/** The row of the workflow or of a node in it, one object for all executions of this process. */
export function noteRow(scope: DeduplicationScope, execution: IExecuteFunctions): NoteRow {
	const node = scope === 'node' ? execution.getNode().id : '';
	const name = JSON.stringify([execution.getWorkflow().id, node]);
	const row = rows.get(name) ?? new NoteRow(scope);
	rows.set(name, row);
	return row;
}
