import type { Outcome } from './types';

/** Items that share a message. */
export interface Group {
	/** Tells this message from others. */
	key: string;
	/** Index of the first item, from which the message is read. */
	firstItem: number;
	/** Members in the order of their first item, each once, with the items that named them. */
	slots: Slot[];
}

/** A member, the items that named it, and what became of it. */
export interface Slot {
	key: string;
	member: unknown;
	items: number[];
	/** Set when its call has ended. On the slot, because a map of them would cost as much as all else. */
	outcome: Outcome | undefined;
}

/** Collects the members of items into groups with the same message. */
export class Folding {
	private readonly groups = new Map<string, { group: Group; places: Map<string, number> }>();

	/**
	 * @param groupKey text that is the same exactly for items with the same message
	 * @param merge makes one of two members with the same key; without it the first one stays
	 */
	add(
		index: number,
		groupKey: string,
		members: readonly unknown[],
		keyOf: (member: unknown) => string,
		merge?: (one: unknown, other: unknown) => unknown,
	): Slot[] {
		let entry = this.groups.get(groupKey);
		if (!entry) {
			entry = { group: { key: groupKey, firstItem: index, slots: [] }, places: new Map() };
			this.groups.set(groupKey, entry);
		}
		// A map of numbers takes half the time that a map of slots takes.
		const { places, group } = entry;
		return members.map((member) => {
			const key = keyOf(member);
			const place = places.get(key);
			if (place === undefined) {
				const added: Slot = { key, member, items: [index], outcome: undefined };
				places.set(key, group.slots.length);
				group.slots.push(added);
				return added;
			}
			const slot = group.slots[place];
			if (merge) slot.member = merge(slot.member, member);
			if (slot.items[slot.items.length - 1] !== index) slot.items.push(index);
			return slot;
		});
	}

	/** Groups in the order of their first items. */
	all(): Group[] {
		return [...this.groups.values()].map(({ group }) => group);
	}
}

/** Splits members into calls of at most `limit` units, in order. */
export function chunk<T>(members: readonly T[], limit: number, size: (member: T) => number): T[][] {
	const calls: T[][] = [];
	let filled = Infinity;
	for (const member of members) {
		const units = size(member);
		if (filled + units > limit) {
			calls.push([]);
			filled = 0;
		}
		calls[calls.length - 1].push(member);
		filled += units;
	}
	return calls;
}
