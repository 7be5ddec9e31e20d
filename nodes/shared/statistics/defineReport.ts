import type { INodeExecutionData } from 'n8n-workflow';
import type { Field, Fields, ValuesOf } from '../fields/field';
import { field, namesOf, propertiesOf, readAll } from '../fields/field';
import { canonicalJson } from '../fields/json';
import type { ItemResult, Operation, OperationTexts, Run } from '../run/operation';

/** Whether items share a report. */
export const combineItems = field({
	displayName: 'Combine Items',
	name: 'combineItems',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		'Whether to add up the pushes of all items in one report. Items that differ in another field get a report each. Off: one report per item.',
});

/** Every item gets a report of its own. */
export const reportPerItem: Field<boolean> = { properties: [], read: () => false };

/** Items that get a report together, and the pushes that it is about. */
export interface ReportGroup<V> {
	/** Values of the form, the same for all its items. */
	values: V;
	/** IDs of the pushes, each once. */
	pushes: string[];
	/** Indexes of the items. */
	items: number[];
	/** How many of the items name no push. */
	itemsWithoutPush: number;
}

/** Fields of a report. */
type ReportFields = Fields & { pushes: Field<string[]>; combineItems: Field<boolean> };

interface ReportOperation<F extends ReportFields> extends OperationTexts {
	/** `pushes` reads the IDs of an item, none where it names none. */
	fields: F;
	/** Prepares the reports of all groups; gives what makes the results of one. */
	open(
		run: Run,
		groups: ReadonlyArray<ReportGroup<ValuesOf<F>>>,
	): Promise<(group: ReportGroup<ValuesOf<F>>) => Promise<ItemResult[]>>;
}

/**
 * An operation that reports on the pushes of several items together. Everything is read before the
 * first request. Results are paired with all items that they are about.
 */
export function defineReport<F extends ReportFields>({
	fields,
	open,
	...texts
}: ReportOperation<F>): Operation {
	const names = namesOf(fields);

	function groupItems(run: Run) {
		type Gathered = Omit<ReportGroup<ValuesOf<F>>, 'pushes'> & { pushes: Set<string> };
		const groups = new Map<string, Gathered>();
		const outputs: Array<{ at: number; output: INodeExecutionData[] }> = [];
		run.items.forEach((_, index) => {
			try {
				run.settingsOf(index);
				// Read as a whole, so that nothing is refused after the first request.
				const values = readAll(fields, run.reader.read(names, index), run.context);
				const { pushes, ...shared } = values;
				const key = values.combineItems ? canonicalJson(shared) : String(index);
				const group = groups.get(key) ?? {
					values,
					pushes: new Set<string>(),
					items: [],
					itemsWithoutPush: 0,
				};
				groups.set(key, group);
				group.items.push(index);
				for (const push of pushes) group.pushes.add(push);
				if (pushes.length === 0) group.itemsWithoutPush++;
			} catch (error) {
				outputs.push({ at: index, output: [run.failItem(error, index)] });
			}
		});
		return {
			groups: [...groups.values()].map((group) => ({ ...group, pushes: [...group.pushes] })),
			outputs,
		};
	}

	return {
		...texts,
		properties: propertiesOf(fields),
		async run(run) {
			const { groups, outputs } = groupItems(run);
			const report = await open(run, groups);
			for (const group of groups) {
				const output: INodeExecutionData[] = [];
				try {
					const pairs = group.items.map((item) => ({ item }));
					const pairedItem = pairs.length === 1 ? pairs[0] : pairs;
					for (const result of await report(group)) output.push({ ...result, pairedItem });
				} catch (error) {
					for (const index of group.items) output.push(run.failItem(error, index));
				}
				outputs.push({ at: group.items[0], output });
			}
			return outputs.sort((a, b) => a.at - b.at).flatMap(({ output }) => output);
		},
	};
}
