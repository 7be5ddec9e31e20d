import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { itemsOf, type Execution, type Item } from '../../e2e/n8n/types.mts';

/** What n8n stores of an execution, with the nodes that are still to run and what they are given. */
type StoredData = Execution['data'] & {
	executionData?: {
		nodeExecutionStack: Array<{ node: { name: string }; data: { main: Item[][] } }>;
	};
};

/** n8n's own records, read from its database, because there are thousands of them. */
export class Executions {
	readonly #database: DatabaseSync;

	constructor(userFolder: string) {
		const file = join(userFolder, '.n8n', 'database.sqlite');
		this.#database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
	}

	/**
	 * Waits until no execution of the workflow is under way, so that the next load meets a free n8n.
	 * Where n8n does not save executions that succeed, it marks them as deleted when they have
	 * succeeded, and leaves all else in them as it was at their start.
	 */
	async settled(workflowId: string): Promise<void> {
		const query = this.#database.prepare(
			"select count(*) as open from execution_entity where workflowId = ? and deletedAt is null and status in ('new', 'running', 'waiting')",
		);
		while (Number(query.get(workflowId)?.open) > 0) await sleep(250);
	}

	/** Number of the last execution. */
	last(): number {
		return Number(this.#database.prepare('select max(id) as id from execution_entity').get()?.id);
	}

	/**
	 * Items that a trigger gave out in those of a workflow's executions after one and up to another
	 * that succeeded, one after another. They are read from what n8n stored at the end or, where it
	 * does not save executions that succeed, at the start.
	 */
	*items(
		workflowId: string,
		trigger: string,
		{ after, until }: { after: number; until: number },
	): Generator<Item> {
		const query = this.#database.prepare(
			"select d.data as data from execution_entity e join execution_data d on d.executionId = e.id where e.workflowId = ? and e.id > ? and e.id <= ? and (e.status = 'success' or e.deletedAt is not null)",
		);
		for (const { data } of query.iterate(workflowId, after, until)) {
			const { resultData, executionData } = parse(String(data)) as StoredData;
			yield* itemsOf(resultData.runData, trigger);
			for (const { node, data: given } of executionData?.nodeExecutionStack ?? []) {
				if (node.name === trigger) yield* given.main[0];
			}
		}
	}

	close(): void {
		this.#database.close();
	}
}
