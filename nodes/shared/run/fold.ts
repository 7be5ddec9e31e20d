/** Items that share a message. */
export interface Group {
	/** Tells this message from others. */
	key: string;
	/** Index of the first item, from which the message is read. */
	firstItem: number;
	/** Positions of the members that its items name, in the order of their first item. */
	positions: number[];
}

/**
 * Folds items with the same message into groups. What is known of members stands in lists by
 * position, because an object for each of many members costs more than all else
 * (docs/benchmarks.md).
 */
export class Folding {
	/** By position. */
	readonly members: unknown[] = [];

	private readonly byKey = new Map<string, Group>();

	/**
	 * Notes that an item names a member.
	 *
	 * @param groupKey text that is the same exactly for items with the same message
	 * @returns the member's position, unless `unite` finds that it was named before
	 */
	add(index: number, groupKey: string, member: unknown): number {
		let group = this.byKey.get(groupKey);
		if (!group) {
			group = { key: groupKey, firstItem: index, positions: [] };
			this.byKey.set(groupKey, group);
		}
		const position = this.members.push(member) - 1;
		group.positions.push(position);
		return position;
	}

	/**
	 * Makes one of members that a group has several times. They are looked for at the end and all
	 * at once, which takes half as long, and mostly there are none.
	 *
	 * @param keyOf text that is the same exactly for the same member
	 * @param merge makes one of two members with the same key; without it the first one stays
	 * @returns by position of a member that was named before: the position which stands for it
	 */
	unite(
		keyOf: (member: unknown) => string,
		merge: (one: unknown, other: unknown) => unknown = (one) => one,
	): Map<number, number> {
		const { members } = this;
		const repeats = new Map<number, number>();
		for (const group of this.byKey.values()) {
			if (group.positions.length === 1) continue;
			const keys = group.positions.map((position) => keyOf(members[position]));
			if (new Set(keys).size === keys.length) continue;
			const first = new Map<string, number>();
			group.positions = group.positions.filter((position, at) => {
				const before = first.get(keys[at]);
				if (before === undefined) {
					first.set(keys[at], position);
					return true;
				}
				members[before] = merge(members[before], members[position]);
				repeats.set(position, before);
				return false;
			});
		}
		return repeats;
	}

	/** Groups in the order of their first items. */
	groups(): Group[] {
		return [...this.byKey.values()];
	}
}

/** Splits members into calls of at most `limit` units, in order. */
export function chunk<T>(members: readonly T[], limit: number, size: (member: T) => number): T[][] {
	const calls: T[][] = [];
	let start = 0;
	let filled = 0;
	members.forEach((member, index) => {
		const units = size(member);
		if (index > start && filled + units > limit) {
			calls.push(members.slice(start, index));
			start = index;
			filled = 0;
		}
		filled += units;
	});
	if (start < members.length) calls.push(members.slice(start));
	return calls;
}
