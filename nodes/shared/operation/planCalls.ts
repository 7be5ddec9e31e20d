import type { Group, Slot } from './fold';
import { chunk, Folding } from './fold';
import type { Run } from './runTypes';
import type { FoldedOperation } from './types';

export type AnyFolded = FoldedOperation<unknown, unknown>;

/** What was made of an item: its members, or why it cannot be sent. */
export type ItemPlan = { slots: Slot[] } | { error: unknown };

/** A call, ready to be sent. */
export interface PlannedCall {
	group: Group;
	slots: Slot[];
	message: unknown;
}

export interface Plan {
	items: ItemPlan[];
	calls: PlannedCall[];
}

/** Reads all items, folds those with the same message, and builds the messages. Sends nothing. */
export function planCalls(run: Run, operation: AnyFolded): Plan {
	const { items, groups } = planItems(run, operation);
	const { audience } = operation;
	const fieldNames = operation.fields.map(({ name }) => name);
	const calls = groups.flatMap((group) => {
		try {
			const message = operation.build(run.reader.read(fieldNames, group.firstItem), run.context);
			const limit = typeof audience.limit === 'function' ? audience.limit(message) : audience.limit;
			const size = (slot: Slot) => audience.size?.(slot.member) ?? 1;
			return chunk(group.slots, limit, size).map((slots) => ({ group, slots, message }));
		} catch (error) {
			for (const slot of group.slots) {
				for (const index of slot.items) items[index] = { error };
			}
			return [];
		}
	});
	return { items, calls };
}

function planItems(run: Run, operation: AnyFolded): { items: ItemPlan[]; groups: Group[] } {
	const { audience } = operation;
	const fieldNames = operation.fields.map(({ name }) => name);
	const messageNames = run.reader.varying(
		fieldNames.filter((name) => !audience.fields.includes(name)),
	);
	const folding = new Folding();
	const items = run.items.map((_, index): ItemPlan => {
		try {
			const members = audience.read(run.reader.read(audience.fields, index), run.context);
			const groupKey = messageNames.length
				? JSON.stringify(run.reader.read(messageNames, index))
				: '';
			return { slots: folding.add(index, groupKey, members, audience.key, audience.merge) };
		} catch (error) {
			return { error };
		}
	});
	return { items, groups: folding.all() };
}
