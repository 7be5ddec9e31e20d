import type { INodeExecutionData } from 'n8n-workflow';
import { surroundings } from './runPerItem';
import type { Run } from './runTypes';
import type { WholeItems, WholeOperation } from './types';

/** Carries out an operation that makes its results from all items at once. */
export async function runWhole(run: Run, operation: WholeOperation): Promise<INodeExecutionData[]> {
	const names = operation.fields.map(({ name }) => name);
	const items = new ReadItems(run, names);
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

class ReadItems implements WholeItems {
	private readonly run: Run;

	private readonly allNames: readonly string[];

	constructor(run: Run, allNames: readonly string[]) {
		this.run = run;
		this.allNames = allNames;
	}

	get length(): number {
		return this.run.items.length;
	}

	*[Symbol.iterator]() {
		const { reader } = this.run;
		for (let index = 0; index < this.length; index++) {
			yield {
				index,
				parameters: (names: readonly string[] = this.allNames) => reader.read(names, index),
			};
		}
	}
}
