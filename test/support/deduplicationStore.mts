import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

interface Row {
	mode: string;
	data: string[];
}

/**
 * n8n's deduplication store as it behaves (n8n 2.41, measured): a row for each node and one for each
 * workflow, read and written as a whole without a lock, so that two calls at the same moment lose
 * each other's entries, and two first calls violate the row's key.
 */
export class DeduplicationStore implements IDataDeduplicator {
	readonly rows = new Map<string, Row>();

	/** What a database takes; a test can make it longer, or let it end the process. */
	pause: () => Promise<unknown> = async () => await setImmediate();

	/** Forgets everything. */
	clear(): void {
		this.rows.clear();
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	) {
		const { name, row } = await this.read(scope, context);
		if (row && row.mode !== options.mode) throw new Error('Incompatible "Keep Items Where"');
		const hashes = items.map(hashOf);
		const data = row?.data ?? [];
		const known = new Set(data);
		const isNew = (_item: DeduplicationItemTypes, index: number) => !known.has(hashes[index]);
		const added = items.map((_, index) => index).filter((index) => !known.has(hashes[index]));
		data.push(...added.map((index) => hashes[index]));
		if (options.maxEntries) data.splice(0, data.length - options.maxEntries);
		await this.pause();
		if (!row && this.rows.has(name)) throw new Error('UNIQUE constraint failed');
		this.rows.set(name, { mode: options.mode, data });
		await this.pause();
		return {
			new: items.filter(isNew),
			processed: items.filter((item, index) => !isNew(item, index)),
		};
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	) {
		const { name, row } = await this.read(scope, context);
		if (!row) return;
		for (const hash of items.map(hashOf)) {
			const index = row.data.indexOf(hash);
			if (index >= 0) row.data.splice(index, 1);
		}
		await this.pause();
		this.rows.set(name, row);
		await this.pause();
	}

	async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		const { name } = await this.read(scope, context);
		this.rows.delete(name);
	}

	async getProcessedDataCount(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		const { row } = await this.read(scope, context);
		return row?.data.length ?? 0;
	}

	/** A copy of a row, as a database gives it. */
	private async read(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData) {
		const name = scope === 'node' ? `${workflow.id} n:${node?.id}` : workflow.id;
		await this.pause();
		const row = this.rows.get(name);
		return { name, row: row && { ...row, data: [...row.data] } };
	}
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}
