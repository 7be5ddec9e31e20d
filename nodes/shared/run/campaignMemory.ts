import type { IExecuteFunctions } from 'n8n-workflow';
import { FieldError } from '../fields/fieldError';
import type { NoteRow } from './noteRow';
import { MOST_NOTES, noteRow } from './noteRow';

/**
 * Recipients in a wave. After a crash those of one wave are not confirmed; each wave reads and writes
 * all notes of the node.
 */
const WAVE = 20_000;

/** The smallest wave, when the memory is nearly full. */
const SMALLEST_WAVE = 1_000;

/** Parts of all recipients of which one is marked while a wave with its recipients is in flight. */
const BUCKETS = 16_384;

const FIELD = 'Campaign Key';

/** What a wave may do with its recipients. */
export interface Claim {
	/** To send to now. */
	mine: ReadonlySet<string>;
	/** Noted before: whether the wave that did so was settled, which proves that they got the push. */
	noted: ReadonlyMap<string, { isProved: boolean }>;
	/** In flight in another execution of this process: to be claimed again when they are `freed`. */
	busy: ReadonlySet<string>;
	freed: Promise<unknown>;
	/**
	 * Ends the wave.
	 *
	 * @param unsent those of `mine` that certainly did not get the push; they are forgotten
	 * @param unconfirmed those of which nobody can tell; they stay marked
	 */
	settle(unsent: readonly string[], unconfirmed: readonly string[]): Promise<void>;
}

/** Keys that executions of this process have claimed. */
const claimed = new Map<string, { freed: Promise<void>; free(): void }>();

/** Marks that executions of this process hold. `isOld`: it was there before, from a run that broke off. */
const held = new Map<string, { holders: number; isOld: Promise<boolean> }>();

/**
 * The memory of who got a push under a campaign key, in n8n's deduplication store.
 *
 * A recipient is noted before its wave is sent, so that a crash sends nothing twice, and what turns
 * out not to be sent is taken back. While a wave is in flight, marks stand in a second, small row: a
 * recipient that is noted and not marked was settled, and one that is still marked after a crash is
 * not confirmed.
 */
export class CampaignMemory {
	private readonly notes: NoteRow;

	private readonly flights: NoteRow;

	/** Tells this node from others of the process. */
	private readonly node: string;

	/** By campaign key of this run: whether it was new when the run began. */
	private readonly isNew = new Map<string, boolean>();

	/** The most recipients of the next wave. */
	wave = SMALLEST_WAVE;

	/** Why nothing more can be noted. */
	private refusal: FieldError | undefined;

	private readonly execution: IExecuteFunctions;

	private readonly app: string;

	private readonly limit: number;

	/**
	 * @param app tells one app from another
	 * @param limit recipients that the node remembers
	 * @throws FieldError when the workflow was not saved
	 */
	constructor(execution: IExecuteFunctions, app: string, limit: number) {
		this.execution = execution;
		this.app = app;
		this.limit = limit;
		const { id } = execution.getWorkflow();
		if (typeof execution.helpers.checkProcessedAndRecord !== 'function' || !id) {
			throw new FieldError(
				FIELD,
				'needs a saved workflow, because n8n keeps with it what was sent',
				'Save the workflow and run it again',
			);
		}
		this.notes = noteRow('node', execution);
		this.flights = noteRow('workflow', execution);
		this.node = JSON.stringify([id, execution.getNode().id]);
	}

	/** Names a recipient under a campaign key: this app sends one push for each name. */
	keyOf(campaignKey: string, recipient: string): string {
		return JSON.stringify([this.app, campaignKey, recipient]);
	}

	/**
	 * Looks whether the memory can hold a run.
	 *
	 * @throws FieldError when the run has more recipients than the node remembers
	 */
	async open(recipients: number): Promise<void> {
		if (recipients > this.limit) throw this.tooSmall(recipients);
		const size = await (recipients > SMALLEST_WAVE
			? this.notes.count(this.execution)
			: this.notes.knownSize(this.execution));
		this.wave = Math.min(WAVE, Math.max(SMALLEST_WAVE, this.limit - size));
	}

	/**
	 * Claims recipients: notes those who were not noted before. When it throws, nothing was claimed.
	 *
	 * @param wanted campaign keys by the keys of the recipients
	 * @throws FieldError when the memory cannot hold them without forgetting others of the same key
	 */
	async claim(wanted: ReadonlyMap<string, string>): Promise<Claim> {
		if (this.refusal) throw this.refusal;
		const keys = [...wanted.keys()];
		const name = (key: string) => this.node + key;
		const busy = new Set(keys.filter((key) => claimed.has(name(key))));
		const free = keys.filter((key) => !busy.has(key));
		const freed = Promise.all([...busy].map(async (key) => await claimed.get(name(key))?.freed));
		for (const key of free) claimed.set(name(key), releasable());
		const release = (released: Iterable<string>) => {
			for (const key of released) {
				claimed.get(name(key))?.free();
				claimed.delete(name(key));
			}
		};
		let isClaimed = false;
		try {
			const marks = [...new Set(free.map((key) => this.markOf(key)))];
			const old = await this.mark(marks);
			const existing = await this.note(free, wanted).catch(async (error: unknown) => {
				await this.unmark(marks);
				throw error;
			});
			const isProved = (key: string) => old !== undefined && !old.has(this.markOf(key));
			const noted = new Map(
				free.filter((key) => existing.has(key)).map((key) => [key, { isProved: isProved(key) }]),
			);
			const mine = new Set(free.filter((key) => !noted.has(key)));
			const needed = new Set([...mine].map((key) => this.markOf(key)));
			await this.unmark(marks.filter((mark) => !needed.has(mark)));
			release(noted.keys());
			isClaimed = true;
			// Those who are noted take no place in a memory that is nearly full.
			if (mine.size === 0) this.wave = Math.min(WAVE, this.wave * 2);
			return {
				mine,
				noted,
				busy,
				freed,
				settle: async (unsent, unconfirmed) => {
					try {
						await this.notes.remove(this.execution, unsent);
						await this.unmark([...needed], new Set(unconfirmed.map((key) => this.markOf(key))));
					} finally {
						release(mine);
					}
				},
			};
		} finally {
			if (!isClaimed) release(free);
		}
	}

	/**
	 * Notes keys. The first note of a campaign key is older than all others of it, and the oldest notes
	 * are dropped first: while it stands, no recipient of its key was forgotten.
	 *
	 * @returns those that were noted before
	 */
	private async note(
		keys: readonly string[],
		wanted: ReadonlyMap<string, string>,
	): Promise<ReadonlySet<string>> {
		const campaignKeys = [...new Set(keys.map((key) => wanted.get(key) ?? ''))];
		const firstOf = (campaignKey: string) => JSON.stringify([this.app, campaignKey]);
		const existing = await this.notes.add(this.execution, [...campaignKeys.map(firstOf), ...keys]);
		const added = keys.filter((key) => !existing.has(key));
		const withNoted = new Set(
			keys.filter((key) => existing.has(key)).map((key) => wanted.get(key)),
		);
		const forgotten = campaignKeys.find(
			(campaignKey) =>
				!existing.has(firstOf(campaignKey)) &&
				(this.isNew.has(campaignKey) || withNoted.has(campaignKey)),
		);
		for (const campaignKey of campaignKeys) {
			if (this.isNew.has(campaignKey)) continue;
			this.isNew.set(campaignKey, !existing.has(firstOf(campaignKey)));
		}
		const refuse = async (refusal: FieldError, more: string[] = []) => {
			this.refusal = refusal;
			await this.notes.remove(this.execution, [...more, ...added]);
			throw refusal;
		};
		if (forgotten !== undefined) await refuse(someForgotten(forgotten), [firstOf(forgotten)]);
		const bound = this.limit + this.isNew.size;
		const size = await this.notes.knownSize(this.execution);
		if (size <= bound || added.length === 0) return existing;
		const onlyNewKeys = campaignKeys.every((campaignKey) => this.isNew.get(campaignKey));
		if (onlyNewKeys) await this.notes.trim(this.execution, bound);
		else await refuse(this.tooSmall(size));
		return existing;
	}

	private tooSmall(needed: number): FieldError {
		return new FieldError(
			'Recipients Remembered',
			`is ${this.limit}, which is not enough for this run, so nothing more was sent`,
			needed > MOST_NOTES
				? `The node remembers at most ${MOST_NOTES} recipients: split the list over several nodes, or use the recipe with PostgreSQL`
				: `Enter at least ${needed}`,
		);
	}

	private markOf(key: string): string {
		return `${this.node} in flight ${bucketOf(key)}`;
	}

	/**
	 * Sets marks.
	 *
	 * @returns those that a run left which broke off; undefined when the row belongs to another kind of
	 *   node, so that nothing can be marked
	 */
	private async mark(marks: readonly string[]): Promise<ReadonlySet<string> | undefined> {
		const fresh = marks.filter((mark) => !held.has(mark));
		const adding = fresh.length > 0 ? this.flights.add(this.execution, fresh) : undefined;
		for (const mark of fresh) {
			const isOld = adding?.then((existing) => existing.has(mark)) ?? Promise.resolve(false);
			isOld.catch(() => undefined);
			held.set(mark, { holders: 0, isOld });
		}
		const old = new Set<string>();
		for (const mark of marks) {
			const entry = held.get(mark);
			if (entry) entry.holders++;
		}
		try {
			for (const mark of marks) if (await held.get(mark)?.isOld) old.add(mark);
			return old;
		} catch {
			return undefined;
		}
	}

	/**
	 * Lets marks go, and takes those off that nobody else holds.
	 *
	 * @param staying marks of recipients that are not confirmed: from now on they are old ones
	 */
	private async unmark(
		marks: readonly string[],
		staying: ReadonlySet<string> = new Set(),
	): Promise<void> {
		const over: string[] = [];
		for (const mark of marks) {
			const entry = held.get(mark);
			if (!entry) continue;
			if (staying.has(mark)) entry.isOld = Promise.resolve(true);
			entry.holders--;
			if (entry.holders > 0) continue;
			held.delete(mark);
			if (!(await entry.isOld.catch(() => true))) over.push(mark);
		}
		await this.flights.remove(this.execution, over);
	}
}

/** The part of all recipients that a key belongs to. A wave of few parts sets few marks. */
export function bucketOf(key: string): number {
	let hash = 0;
	for (let at = 0; at < key.length; at++) hash = (hash * 31 + key.charCodeAt(at)) | 0;
	return (hash >>> 0) % BUCKETS;
}

function someForgotten(campaignKey: string): FieldError {
	return new FieldError(
		FIELD,
		`"${campaignKey}" was used before, and the node has forgotten some of its recipients since`,
		'Use another campaign key for those who have not got the push',
	);
}

function releasable(): { freed: Promise<void>; free(): void } {
	let free = () => {};
	const freed = new Promise<void>((resolve) => {
		free = resolve;
	});
	return { freed, free };
}
