import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Field, Fields, ValuesOf } from '../../../shared/fields/field';
import { field, namesOf, propertiesOf, valuesReader } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { readList } from '../../../shared/fields/list';
import { timeoutOnly } from '../../../shared/form/settings';
import type { ItemResult, Operation, OperationTexts, Run } from '../../../shared/run/operation';
import type { Asked } from './collect';
import { collect } from './collect';
import { describePeriod, periodField } from './period';

/** Figures of one push, or of all together under an empty task ID. */
export interface PushFigures extends Asked {
	figures: JsonObject;
}

interface FiguresOperation<F extends Fields> extends OperationTexts {
	path: string;
	/** The longest period. Source: docs/api/push-service.md 3.h. */
	mostDays: number;
	/** Task IDs of the pushes. */
	pushes: Field<string[]>;
	/** Fields below those of pushes and period. */
	fields: F;
	/** The results of a push. */
	describe(
		push: PushFigures,
		values: ValuesOf<F>,
		execution: IExecuteFunctions,
	): Promise<ItemResult[]> | ItemResult[];
}

/** Single pushes, or all together. */
export const namedPushes = field(
	{
		displayName: 'Task IDs',
		name: 'taskIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.taskId }}',
		description:
			'Task ID that Send to All, Send by Tags or Send by Attributes gave, or a list of them. Leave empty for all pushes together. Items with the same period are read in batches of up to 5 pushes.',
	},
	(value, name) => {
		const taskIds = [...new Set(readList(value, name))];
		return taskIds.length > 0 ? taskIds : [''];
	},
);

/** All pushes together: Chat pushes are counted in no other way. */
export const allPushes: Field<string[]> = { properties: [], read: () => [''] };

/** An operation that reads figures of pushes. Items with the same period share requests. */
export function defineFigures<F extends Fields>({
	path,
	mostDays,
	pushes,
	fields,
	describe,
	...texts
}: FiguresOperation<F>): Operation {
	const askedFields = { pushes, period: periodField(mostDays) };
	const all = { ...askedFields, ...fields, options: timeoutOnly };
	const names = namesOf(all);
	const askedOf = valuesReader(askedFields);
	const valuesOf = valuesReader(fields);

	function readItem({ reader, context }: Run, index: number) {
		const parameters = reader.read(names, index);
		const { pushes: taskIds, period } = askedOf(parameters, context);
		const values = { ...valuesOf(parameters, context) };
		return { values, asked: taskIds.map((taskId) => ({ taskId, period })) };
	}

	return {
		...texts,
		properties: propertiesOf(all),
		async run(run) {
			const plans = run.items.map((_, index) => {
				try {
					run.settingsOf(index);
					return readItem(run, index);
				} catch (error) {
					return { failed: run.failItem(error, index) };
				}
			});
			const asked = plans.flatMap((plan) => ('failed' in plan ? [] : plan.asked));
			const figuresOf = await collect(run.call, path, asked);
			const resultsOf = async (push: Asked, values: ValuesOf<F>) => {
				const figures = await figuresOf(push);
				return figures
					? await describe({ ...push, figures }, values, run.execution)
					: [{ json: { taskId: push.taskId, ...describePeriod(push.period), found: false } }];
			};
			const output: INodeExecutionData[] = [];
			for (const [index, plan] of plans.entries()) {
				if ('failed' in plan) {
					output.push(plan.failed);
					continue;
				}
				try {
					const results = await Promise.all(
						plan.asked.map(async (push) => await resultsOf(push, plan.values)),
					);
					output.push(...results.flat().map((one) => ({ ...one, pairedItem: { item: index } })));
				} catch (error) {
					output.push(run.failItem(error, index));
				}
			}
			return output;
		},
	};
}
