import type { INodeExecutionData } from 'n8n-workflow';
import { surroundings } from './perItem';
import type { Run } from './runTypes';
import type { WholeItems, WholeOperation } from './operation';

/** Carries out an operation that makes its results from all items at once. */
export async function runWhole(run: Run, operation: WholeOperation): Promise<INodeExecutionData[]> {
	const names = operation.fields.map(({ name }) => name);
	const items: WholeItems = {
		length: run.items.length,
		parameters: (index, some = names) => run.reader.read(some, index),
	};
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
