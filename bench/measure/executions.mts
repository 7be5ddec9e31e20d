import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFlatted } from '../../e2e/n8n/flatted.mts';
import { itemsOf, type Execution, type Item } from '../../e2e/n8n/types.mts';

/** n8n's own records, read from its database, because there are thousands of them. */
export class Executions {
	readonly #database: DatabaseSync;

	constructor(userFolder: string) {
		const file = join(userFolder, '.n8n', 'database.sqlite');
		this.#database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
	}

	/** Waits until no execution of the workflow is under way, so that the next load meets a free n8n. */
	async settled(workflowId: string): Promise<void> {
		const query = this.#database.prepare(
			"select count(*) as open from execution_entity where workflowId = ? and status in ('new', 'running', 'waiting')",
		);
		while (Number(query.get(workflowId)?.open) > 0) await sleep(250);
	}

	/** Number of the last execution. */
	last(): number {
		return Number(this.#database.prepare('select max(id) as id from execution_entity').get()?.id);
	}

	/** Items that a node gave out in a workflow's executions after the given one, one after another. */
	*items(workflowId: string, node: string, after: number): Generator<Item> {
		const query = this.#database.prepare(
			'select d.data as data from execution_entity e join execution_data d on d.executionId = e.id where e.workflowId = ? and e.id > ?',
		);
		for (const { data } of query.iterate(workflowId, after)) {
			const { resultData } = readFlatted(String(data)) as Execution['data'];
			yield* itemsOf(resultData.runData, node);
		}
	}

	close(): void {
		this.#database.close();
	}
}
