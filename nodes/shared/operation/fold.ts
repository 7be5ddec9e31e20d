/** Items that share a message. */
export interface Group {
	/** Tells this message from others. */
	key: string;
	/** Index of the first item, from which the message is read. */
	firstItem: number;
	/** Positions of the members that its items name, each once, in the order of their first item. */
	positions: number[];
}

/**
 * Folds items with the same message into groups. A member that some items of a group name has one
 * position, and everything that is known of it stands in lists by position, because an object for
 * each of many members costs more than all else (docs/benchmarks.md).
 */
export class Folding {
	/** By position. */
	readonly members: unknown[] = [];

	private readonly byKey = new Map<string, { group: Group; known: Map<string, number> }>();

	/**
	 * Notes that an item names a member.
	 *
	 * @param groupKey text that is the same exactly for items with the same message
	 * @param key text that is the same exactly for the same member
	 * @param merge makes one of two members with the same key; without it the first one stays
	 * @returns the member's position
	 */
	add(
		index: number,
		groupKey: string,
		member: unknown,
		key: string,
		merge?: (one: unknown, other: unknown) => unknown,
	): number {
		let entry = this.byKey.get(groupKey);
		if (!entry) {
			const group = { key: groupKey, firstItem: index, positions: [] };
			entry = { group, known: new Map() };
			this.byKey.set(groupKey, entry);
		}
		const { group, known } = entry;
		const before = known.get(key);
		if (before === undefined) {
			const position = this.members.push(member) - 1;
			known.set(key, position);
			group.positions.push(position);
			return position;
		}
		if (merge) this.members[before] = merge(this.members[before], member);
		return before;
	}

	/** Groups in the order of their first items. */
	groups(): Group[] {
		return Array.from(this.byKey.values(), ({ group }) => group);
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
