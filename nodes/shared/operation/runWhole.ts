import type { INodeExecutionData } from 'n8n-workflow';
import { surroundings } from './runPerItem';
import type { Run } from './runTypes';
import type { WholeItem, WholeOperation } from './types';

/** Carries out an operation that makes its results from all items at once. */
export async function runWhole(run: Run, operation: WholeOperation): Promise<INodeExecutionData[]> {
	const names = operation.fields.map(({ name }) => name);
	const items = run.items.map((_, index) => new ReadItem(run, names, index));
	let results;
	try {
		results = await operation.run(items, surroundings(run));
	} catch (error) {
		return run.items.map((_, index) => run.fail(error, index));
	}
	return results.map(({ items: sources, failure, ...result }) => ({
		...(failure ? run.fail(failure, sources[0] ?? 0, result.json) : result),
		pairedItem: sources.length === 1 ? { item: sources[0] } : sources.map((item) => ({ item })),
	}));
}

/** A class, because there may be a million of them. */
class ReadItem implements WholeItem {
	private readonly source: Run;

	private readonly allNames: readonly string[];

	readonly index: number;

	constructor(source: Run, allNames: readonly string[], index: number) {
		this.source = source;
		this.allNames = allNames;
		this.index = index;
	}

	parameters(names: readonly string[] = this.allNames) {
		return this.source.reader.read(names, this.index);
	}
}
