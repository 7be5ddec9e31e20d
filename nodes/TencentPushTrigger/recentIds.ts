import { hash } from 'node:crypto';

/** Words of 32 bits in an ID. */
const ID_WORDS = 4;

/** A slot holds an ID and the number that was set for it. */
const SLOT_WORDS = ID_WORDS + 1;

/** How much of a table is in use at most: looking takes ever longer beyond. */
const MOST_USED = 0.5;

/** IDs of 128 bits, as words one after another. */
export type IdWords = Int32Array;

/**
 * IDs as words.
 *
 * @param scope tells the IDs of one owner from the same IDs of another
 * @param ids hashes of 32 hexadecimal digits
 */
export function idWords(scope: string, ids: readonly string[]): IdWords {
	const words = new Int32Array(ids.length * ID_WORDS);
	Buffer.from(words.buffer).write(ids.join(''), 'hex');
	const mark = new Int32Array(ID_WORDS);
	Buffer.from(mark.buffer).write(hash('sha256', scope), 'hex');
	return words.map((word, index) => word ^ mark[index % ID_WORDS]);
}

/**
 * Numbers by ID in one block of memory, in which each ID stands in the first free slot from where
 * its first word points. Looking one up touches one place, and there is nothing for the garbage
 * collector to visit; a Map of texts takes three times as long. Nothing is ever taken out.
 */
class Table {
	private readonly slots: Int32Array;

	private readonly mask: number;

	private readonly most: number;

	private used = 0;

	constructor(most: number) {
		const count = 2 ** Math.ceil(Math.log2(most / MOST_USED));
		this.most = most;
		this.mask = count - 1;
		this.slots = new Int32Array(count * SLOT_WORDS);
	}

	get isFull(): boolean {
		return this.used >= this.most;
	}

	get(words: IdWords, index: number): number {
		return this.slots[this.slotOf(words, index) + ID_WORDS];
	}

	set(words: IdWords, index: number, value: number): void {
		const slot = this.slotOf(words, index);
		if (this.slots[slot + ID_WORDS] === 0) this.used++;
		const id = index * ID_WORDS;
		for (let word = 0; word < ID_WORDS; word++) this.slots[slot + word] = words[id + word];
		this.slots[slot + ID_WORDS] = value;
	}

	clear(): void {
		this.slots.fill(0);
		this.used = 0;
	}

	/** Where an ID stands, or the free slot for it. */
	private slotOf(words: IdWords, index: number): number {
		const { slots, mask } = this;
		const id = index * ID_WORDS;
		for (let place = words[id] & mask; ; place = (place + 1) & mask) {
			const slot = place * SLOT_WORDS;
			if (slots[slot + ID_WORDS] === 0 || isSame(slots, slot, words, id)) return slot;
		}
	}
}

function isSame(slots: Int32Array, slot: number, words: IdWords, id: number): boolean {
	return (
		slots[slot] === words[id] &&
		slots[slot + 1] === words[id + 1] &&
		slots[slot + 2] === words[id + 2] &&
		slots[slot + 3] === words[id + 3]
	);
}

/**
 * A number for each of the newest IDs. They stand in two tables: when the newer one is full, the
 * older one is emptied and takes its place.
 */
export class RecentIds {
	private newer: Table;

	private older: Table;

	/** @param least IDs that are held; at most twice as many are. Each takes 40 to 80 bytes. */
	constructor(least: number) {
		this.newer = new Table(least);
		this.older = new Table(least);
	}

	/** The number of the ID at an index; 0 when it is not held. */
	get(words: IdWords, index: number): number {
		return this.newer.get(words, index) || this.older.get(words, index);
	}

	/** @param value any integer of 32 bits but 0 */
	set(words: IdWords, index: number, value: number): void {
		if (this.newer.isFull) {
			[this.newer, this.older] = [this.older, this.newer];
			this.newer.clear();
		}
		this.newer.set(words, index, value);
	}
}
