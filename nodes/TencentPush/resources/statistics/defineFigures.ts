import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { readList } from '../../../shared/fields/list';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { defineWholeOperation } from '../../../shared/run/defineOperation';
import { outcomeOf } from '../../../shared/run/failures';
import type {
	ItemResult,
	Operation,
	OperationContext,
	Parameters,
	WholeResult,
} from '../../../shared/run/operation';
import type { Asked } from './collect';
import { collect } from './collect';
import type { Period } from './period';
import { describePeriod, periodFields, readPeriod } from './period';

/** Figures of one push, or of all together under an empty task ID. */
export interface PushFigures {
	taskId: string;
	period: Period;
	figures: JsonObject;
}

interface FiguresOperation {
	value: string;
	name: string;
	action: string;
	description: string;
	path: string;
	/** The longest period. Source: docs/api/push-service.md 3.h. */
	mostDays: number;
	/** Whether it is asked for single pushes; Chat pushes are only counted together. */
	byTask: boolean;
	/** Fields below those of pushes and period. */
	fields: INodeProperties[];
	/** The output items of a push. */
	describe(
		push: PushFigures,
		parameters: Parameters,
		execution: IExecuteFunctions,
	): Promise<ItemResult[]> | ItemResult[];
}

const taskIds: INodeProperties = {
	displayName: 'Task IDs',
	name: 'taskIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.taskId }}',
	description:
		'Task ID that Send to All, Send by Tags or Send by Attributes gave, or a list of them. Empty asks for all pushes together; items with the same period share calls of up to 5 pushes.',
};

/** An operation that reads the figures of pushes; items that ask for the same period share calls. */
export function defineFigures(operation: FiguresOperation): Operation {
	const { path, mostDays, byTask, fields, describe, ...texts } = operation;
	return defineWholeOperation({
		...texts,
		fields: [...(byTask ? [taskIds] : []), ...periodFields(mostDays), ...fields, callOnlyOptions],
		async run(items, { call, context, execution }) {
			const read = Array.from({ length: items.length }, (_, index) =>
				readItem(() => items.parameters(index), context, operation),
			);
			const asked = read.flatMap((one) => ('error' in one ? [] : [one]));
			const figures = await collect(call, path, asked);
			const results: WholeResult[] = [];
			for (const [index, one] of read.entries()) {
				const found = 'error' in one ? one : figures[asked.indexOf(one)];
				if ('error' in one || 'error' in found) {
					results.push(failed(index, 'error' in found ? found.error : undefined));
					continue;
				}
				for (const taskId of one.taskIds.length > 0 ? one.taskIds : ['']) {
					const push = { taskId, period: one.period, figures: found.get(taskId) };
					const described =
						push.figures === undefined
							? [{ json: { taskId, ...describePeriod(one.period), found: false } }]
							: await describe({ ...push, figures: push.figures }, one.parameters, execution);
					results.push(...described.map((result) => ({ ...result, items: [index] })));
				}
			}
			return results;
		},
	});
}

function readItem(
	readParameters: () => Parameters,
	context: OperationContext,
	{ mostDays, byTask }: FiguresOperation,
): (Asked & { parameters: Parameters }) | { error: unknown } {
	try {
		const parameters = readParameters();
		return {
			parameters,
			period: readPeriod(parameters, context, mostDays),
			taskIds: byTask ? [...new Set(readList(parameters.taskIds, 'Task IDs'))] : [],
		};
	} catch (error) {
		return { error };
	}
}

function failed(index: number, error: unknown): WholeResult {
	return {
		items: [index],
		json: { ...outcomeOf(error) },
		failure: error instanceof Error ? error : new Error(String(error)),
	};
}
