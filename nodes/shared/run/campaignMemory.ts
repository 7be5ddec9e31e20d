import type { IExecuteFunctions } from 'n8n-workflow';
import { FieldError } from '../fields/fieldError';
import { settled } from './concurrency';
import type { Added, NoteRow } from './noteRow';
import { MOST_NOTES, noteRow } from './noteRow';

/**
 * Recipients in a wave: so many, or this part of a run's recipients where that is more. After a crash
 * those of one wave are not confirmed; each wave reads and writes all notes of the node.
 */
const WAVE = 20_000;
const WAVE_PART = 1 / 20;

/** The smallest wave, when the memory is nearly full. */
const SMALLEST_WAVE = 1_000;

/** Parts of all recipients of which one is marked while a wave with its recipients is in flight. */
const BUCKETS = 16_384;

const FIELD = 'Campaign Key';

/** A recipient under a campaign key, as the memory knows it. */
export interface Note {
	/** This app sends one push for each. */
	key: string;
	campaignKey: string;
	bucket: number;
}

/** Of a wanted note: to be sent to now; noted before, which the end of its wave proves; or in flight. */
export type Verdict = 'mine' | 'sent' | 'unproved' | 'busy';

/** What a wave may do with its recipients. */
export interface Claim {
	/** Of what was wanted, in its order. */
	verdicts: readonly Verdict[];
	/** When those that are busy in other waves may be claimed again. */
	freed: Promise<unknown>;
	/**
	 * Ends the wave. When it throws, those who could not be forgotten stay marked.
	 *
	 * @param unsent those to be sent to that certainly did not get the push; they are forgotten
	 * @param unconfirmed those of which nobody can tell; they stay marked
	 */
	settle(unsent: readonly Note[], unconfirmed: readonly Note[]): Promise<void>;
}

interface Mark {
	holders: number;
	/** Stays when nobody holds it: it was there before, from a run that broke off. */
	isOld: boolean;
	/** When it is set and `isOld` is known. */
	set: Promise<void>;
}

/** What executions of this process have in flight from a node. */
interface InFlight {
	waves: Set<{ keys: ReadonlySet<string>; ended: Promise<void> }>;
	marks: Map<number, Mark>;
}

/** By node. */
const inFlight = new Map<string, InFlight>();

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

	private readonly inFlight: InFlight;

	/** By campaign key of this run: whether it was new when the run began. */
	private readonly isNew = new Map<string, boolean>();

	/** The most recipients of the next wave. */
	wave = SMALLEST_WAVE;

	private mostInWave = WAVE;

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
				'needs a saved workflow, because n8n stores the recipients with it',
				'Save the workflow and run it again',
			);
		}
		this.notes = noteRow('node', execution);
		this.flights = noteRow('workflow', execution);
		this.node = JSON.stringify([id, execution.getNode().id]);
		this.inFlight = inFlight.get(this.node) ?? { waves: new Set(), marks: new Map() };
		inFlight.set(this.node, this.inFlight);
	}

	noteOf(campaignKey: string, recipient: string): Note {
		const key = JSON.stringify([this.app, campaignKey, recipient]);
		return { key, campaignKey, bucket: bucketOf(key) };
	}

	/**
	 * Looks whether the memory can hold a run.
	 *
	 * @throws FieldError when the run has more recipients than the node remembers
	 */
	async open(notes: readonly Note[]): Promise<void> {
		const isMany = notes.length > this.limit;
		const recipients = isMany ? new Set(notes.map(({ key }) => key)).size : notes.length;
		if (recipients > this.limit) throw this.tooSmall(recipients);
		const size = await (recipients > SMALLEST_WAVE
			? this.notes.count(this.execution)
			: this.notes.knownSize(this.execution));
		this.mostInWave = Math.max(WAVE, Math.ceil(recipients * WAVE_PART));
		this.wave = Math.min(this.mostInWave, Math.max(SMALLEST_WAVE, this.limit - size));
	}

	/**
	 * Claims recipients: notes those who were not noted before. Of a person with two messages under one
	 * key, the first is claimed and the second busy. When it throws, nothing was claimed, and who may
	 * be noted nevertheless stays marked.
	 *
	 * @throws FieldError when the memory cannot hold them without forgetting others of the same key
	 */
	async claim(wanted: readonly Note[]): Promise<Claim> {
		if (this.refusal) throw this.refusal;
		const { waves } = this.inFlight;
		const otherWaves = [...waves];
		const keys = new Set<string>();
		const busy = new Set<Promise<void>>();
		const isFree = wanted.map(({ key }) => {
			const other = otherWaves.find((wave) => wave.keys.has(key));
			if (other) busy.add(other.ended);
			if (other || keys.has(key)) return false;
			keys.add(key);
			return true;
		});
		const free = wanted.filter((_, index) => isFree[index]);
		let resolveEnded = () => {};
		const ended = new Promise<void>((resolve) => {
			resolveEnded = resolve;
		});
		const wave = { keys, ended };
		waves.add(wave);
		const end = () => {
			waves.delete(wave);
			resolveEnded();
		};
		let isClaimed = false;
		try {
			const marks = marksOf(free);
			const old = await this.mark(marks);
			const { existing, isCertain } = await this.note(free).catch(async (error: unknown) => {
				// A refusal of ours has taken back what was noted; of the store's, nobody can tell.
				await this.release(marks, old, error === this.refusal ? [] : free);
				throw error;
			});
			const verdicts = wanted.map(({ key, bucket }, index): Verdict => {
				if (!isFree[index]) return 'busy';
				if (!existing.has(key)) return 'mine';
				return old === undefined || !isCertain || old.has(bucket) ? 'unproved' : 'sent';
			});
			const mine = free.filter(({ key }) => !existing.has(key));
			const doubtful = isCertain ? [] : free.filter(({ key }) => existing.has(key));
			const needed = marksOf(mine);
			const others = [...marks].filter((mark) => !needed.has(mark));
			// Marks that cannot be taken off only prove less.
			await settled(this.release(others, old, doubtful));
			isClaimed = true;
			// Those who are noted take no place in a memory that is nearly full.
			if (mine.length === 0) this.wave = Math.min(this.mostInWave, this.wave * 2);
			return {
				verdicts,
				freed: Promise.all(busy),
				settle: async (unsent, unconfirmed) => {
					try {
						const removed = await settled(this.notes.remove(this.execution, keysOf(unsent)));
						const stillNoted = 'error' in removed ? unsent : [];
						await this.release(needed, old, [...unconfirmed, ...doubtful, ...stillNoted]);
						if ('error' in removed) throw removed.error;
					} finally {
						end();
					}
				},
			};
		} finally {
			if (!isClaimed) end();
		}
	}

	/**
	 * Notes recipients. The first note of a campaign key is older than all others of it, and the oldest
	 * notes are dropped first: while it stands, no recipient of its key was forgotten.
	 *
	 * @returns keys that were noted before
	 */
	private async note(notes: readonly Note[]): Promise<Added> {
		if (notes.length === 0) return { existing: new Set(), isCertain: true };
		const campaignKeys = [...campaignKeysOf(notes)];
		const keys = keysOf(notes);
		const firstOf = (campaignKey: string) => JSON.stringify([this.app, campaignKey]);
		const added = await this.notes.add(this.execution, [...campaignKeys.map(firstOf), ...keys]);
		const { existing } = added;
		const withNoted = campaignKeysOf(notes.filter(({ key }) => existing.has(key)));
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
			const own = keys.filter((key) => !existing.has(key));
			await this.notes.remove(this.execution, [...more, ...own]);
			throw refusal;
		};
		if (forgotten !== undefined) await refuse(someForgotten(forgotten), [firstOf(forgotten)]);
		const bound = this.limit + this.isNew.size;
		const size = await this.notes.knownSize(this.execution);
		if (size <= bound || keys.every((key) => existing.has(key))) return added;
		const onlyNewKeys = campaignKeys.every((campaignKey) => this.isNew.get(campaignKey));
		if (onlyNewKeys) await this.notes.trim(this.execution, bound);
		else await refuse(this.tooSmall(size));
		return added;
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

	/**
	 * Sets marks.
	 *
	 * @returns those that a run left which broke off; undefined when nothing can be marked, e.g.
	 *   because the row belongs to another kind of node
	 */
	private async mark(marks: ReadonlySet<number>): Promise<ReadonlySet<number> | undefined> {
		const held = this.inFlight.marks;
		const fresh = [...marks].filter((mark) => !held.has(mark));
		if (fresh.length > 0) {
			const set = this.flights.add(this.execution, fresh.map(this.nameOf)).then(({ existing }) => {
				for (const mark of fresh) {
					const entry = held.get(mark);
					if (entry) entry.isOld = existing.has(this.nameOf(mark));
				}
			});
			for (const mark of fresh) held.set(mark, { holders: 0, isOld: true, set });
		}
		const entries = [...marks].flatMap((mark) => held.get(mark) ?? []);
		for (const entry of entries) entry.holders++;
		try {
			await Promise.all(new Set(entries.map(({ set }) => set)));
		} catch {
			return undefined;
		}
		return new Set([...marks].filter((mark) => held.get(mark)?.isOld));
	}

	/**
	 * Lets marks go, but those of recipients that may be noted and are not confirmed: they stay, and
	 * are set now if they could not be set before.
	 *
	 * @param old what `mark` said of the marks
	 */
	private async release(
		marks: Iterable<number>,
		old: ReadonlySet<number> | undefined,
		unconfirmed: readonly Note[],
	): Promise<void> {
		const staying = marksOf(unconfirmed);
		await this.unmark(marks, staying);
		if (old === undefined && staying.size > 0) {
			await this.flights.add(this.execution, [...staying].map(this.nameOf));
		}
	}

	/**
	 * Lets marks go, and takes those off that nobody else holds.
	 *
	 * @param staying marks of recipients that are not confirmed: from now on they are old ones
	 */
	private async unmark(
		marks: Iterable<number>,
		staying: ReadonlySet<number> = new Set(),
	): Promise<void> {
		const held = this.inFlight.marks;
		const over: number[] = [];
		// No await between letting a mark go and its removal: whoever sets it next comes after both.
		for (const mark of marks) {
			const entry = held.get(mark);
			if (!entry) continue;
			if (staying.has(mark)) entry.isOld = true;
			entry.holders--;
			if (entry.holders > 0) continue;
			held.delete(mark);
			if (!entry.isOld) over.push(mark);
		}
		await this.flights.remove(this.execution, over.map(this.nameOf));
	}

	private readonly nameOf = (mark: number) => `${this.node} in flight ${mark}`;
}

/** The part of all recipients that a key belongs to. A wave of few parts sets few marks. */
function bucketOf(key: string): number {
	let hash = 0;
	for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
	return (hash >>> 0) % BUCKETS;
}

const keysOf = (notes: readonly Note[]) => notes.map(({ key }) => key);

const campaignKeysOf = (notes: readonly Note[]) =>
	new Set(notes.map(({ campaignKey }) => campaignKey));

const marksOf = (notes: readonly Note[]) => new Set(notes.map(({ bucket }) => bucket));

function someForgotten(campaignKey: string): FieldError {
	return new FieldError(
		FIELD,
		`"${campaignKey}" was used before, and the node no longer remembers all of its recipients`,
		'Use another campaign key for recipients who have not got the push',
	);
}
