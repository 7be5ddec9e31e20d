import type { Group } from './fold';
import { chunk, Folding } from './fold';
import type { Run } from './runTypes';
import type { FoldedOperation, Outcome } from './operation';

export type AnyFolded = FoldedOperation<unknown, unknown>;

/** A call, ready to be sent. */
export interface PlannedCall {
	group: Group;
	/** Positions of its members. */
	positions: number[];
	message: unknown;
}

/** What was made of the items. Members stand in lists by their position. */
export interface Plan {
	/** By item: the position of the member that it names, or those of several. */
	named: Array<number | number[]>;
	/** Whether members are named several times. */
	hasRepeats: boolean;
	/** By item: why it cannot be sent. */
	errors: Map<number, unknown>;
	members: unknown[];
	/** Set when the member's call has ended. */
	outcomes: Array<Outcome | undefined>;
	calls: PlannedCall[];
}

/** Reads all items, folds those with the same message, and builds the messages. Sends nothing. */
export function planCalls(run: Run, operation: AnyFolded): Plan {
	const { audience } = operation;
	const fieldNames = operation.fields.map(({ name }) => name);
	const { folding, ...folded } = foldItems(run, operation, fieldNames);
	const { named, errors } = folded;
	const { members } = folding;
	const unsent = new Map<number, unknown>();
	const calls = folding.groups().flatMap((group) => {
		try {
			const message = operation.build(run.reader.read(fieldNames, group.firstItem), run.context);
			const limit = typeof audience.limit === 'function' ? audience.limit(message) : audience.limit;
			const size = (position: number) => audience.size?.(members[position]) ?? 1;
			return chunk(group.positions, limit, size).map((positions) => ({
				group,
				positions,
				message,
			}));
		} catch (error) {
			for (const position of group.positions) unsent.set(position, error);
			return [];
		}
	});
	if (unsent.size > 0) {
		eachNamed(named, (position, index) => {
			if (unsent.has(position)) errors.set(index, unsent.get(position));
		});
	}
	const outcomes = new Array<Outcome | undefined>(members.length);
	return { ...folded, members, outcomes, calls };
}

function foldItems(
	{ items, reader, context }: Run,
	{ audience }: AnyFolded,
	fieldNames: string[],
): Pick<Plan, 'named' | 'hasRepeats' | 'errors'> & { folding: Folding } {
	const messageNames = reader.varying(fieldNames.filter((name) => !audience.fields.includes(name)));
	const folding = new Folding();
	const errors: Plan['errors'] = new Map();
	const addAll = (members: unknown[], groupKey: string, index: number) =>
		members.map((member) => folding.add(index, groupKey, member));
	const named = items.map((_, index) => {
		try {
			const members = audience.read(reader.read(audience.fields, index), context);
			const groupKey = messageNames.length ? JSON.stringify(reader.read(messageNames, index)) : '';
			return members.length === 1
				? folding.add(index, groupKey, members[0])
				: addAll(members, groupKey, index);
		} catch (error) {
			errors.set(index, error);
			return [];
		}
	});
	const repeats = folding.unite(audience.key, audience.merge);
	const hasRepeats = repeats.size > 0;
	const united = (position: number) => repeats.get(position) ?? position;
	return {
		folding,
		named: hasRepeats
			? named.map((one) => (typeof one === 'number' ? united(one) : one.map(united)))
			: named,
		hasRepeats,
		errors,
	};
}

/** The members of a call. */
export function membersOf({ members }: Plan, { positions }: PlannedCall): unknown[] {
	return positions.map((position) => members[position]);
}

/** Visits each member that an item names, in the order of the items. */
export function eachNamed(
	named: Plan['named'],
	visit: (position: number, index: number) => void,
): void {
	named.forEach((positions, index) => {
		if (typeof positions === 'number') visit(positions, index);
		else for (const position of positions) visit(position, index);
	});
}

/** By position: index of the first item that names the member. */
export function firstItems({ named, members }: Plan): Int32Array {
	const first = new Int32Array(members.length).fill(-1);
	eachNamed(named, (position, index) => {
		if (first[position] < 0) first[position] = index;
	});
	return first;
}
