import type { INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { CallFailure } from '../transport/failure';
import { previewItem } from './preview';
import type { Run } from './runTypes';
import type { ItemOperation } from './operation';

/** Carries out an operation for one item after another. */
export async function runPerItem(
	run: Run,
	operation: ItemOperation,
): Promise<INodeExecutionData[]> {
	const names = operation.fields.map(({ name }) => name);
	const output: INodeExecutionData[] = [];
	for (let index = 0; index < run.items.length; index++) {
		try {
			const parameters = run.reader.read(names, index);
			if (run.settings.previewOnly && operation.preview) {
				const request = operation.preview(parameters, run.context);
				output.push(
					previewItem({
						request,
						call: index + 1,
						calls: run.items.length,
						recipients: 1,
						recipientsInAll: run.items.length,
						warnings: [],
						items: [index],
					}),
				);
				continue;
			}
			const results = await operation.run(parameters, {
				...surroundings(run),
				itemIndex: index,
				call: async (request) =>
					await run.call({
						...request,
						idempotencyKey: () => `${index} ${request.path} ${JSON.stringify(request.body)}`,
					}),
			});
			output.push(...results.map((result) => ({ ...result, pairedItem: { item: index } })));
		} catch (error) {
			output.push(run.fail(error, index));
			if (error instanceof CallFailure && error.kind === 'cancelled') break;
		}
	}
	return output;
}

/** What an operation gets to work with. */
export function surroundings(run: Run) {
	return {
		call: run.call,
		context: run.context,
		execution: run.execution,
		pause: async (ms: number) => {
			const end = Date.now() + ms;
			while (Date.now() < end) {
				if (run.execution.getExecutionCancelSignal()?.aborted) {
					throw new CallFailure('cancelled', 'The execution was cancelled while it waited', {
						fix: 'Run it again to go on waiting',
					});
				}
				await sleep(Math.min(500, end - Date.now()));
			}
		},
	};
}
