import type { IExecuteFunctions } from 'n8n-workflow';
import type { Field, Fields, ValuesOf } from '../../../shared/fields/field';
import { field, group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import type { JsonObject } from '../../../shared/fields/json';
import { readList } from '../../../shared/fields/list';
import { settled } from '../../../shared/run/concurrency';
import { outcomeOf } from '../../../shared/run/failures';
import type { ItemResult, Operation, OperationTexts } from '../../../shared/run/operation';
import { defineReport } from '../../../shared/statistics/defineReport';
import { CallFailure } from '../../../shared/transport/failure';
import { collect } from './collect';
import type { Period } from './period';
import { periodField } from './period';

/** The task ID under which the figures of all pushes together stand. */
export const ALL_PUSHES = '';

/** Figures of one push, or of all together. */
export interface PushFigures {
	taskId: string;
	figures: JsonObject;
}

/** A push without figures. */
export interface MissingFigures {
	taskId: string;
	reason: string;
	fix?: string;
}

/** What a report is made of. */
export interface FiguresGroup {
	period: Period;
	found: PushFigures[];
	missing: MissingFigures[];
	/** Items that name no push. */
	itemsWithoutPush: number;
}

interface FiguresOperation<F extends Fields> extends OperationTexts {
	path: string;
	/** The longest period. Source: docs/api/push-service.md 3.h. */
	mostDays: number;
	/** Task IDs of the pushes; none where an item names none. */
	pushes: Field<string[]>;
	/** Whether items share a report. */
	combineItems: Field<boolean>;
	/** Fields below those of pushes and period. */
	fields: F;
	/** The results of a report. */
	describe(
		group: FiguresGroup,
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
			'Task ID from Send to All Users, Send by Tags or Send by Attributes, or a list of them. Leave empty for all pushes together. Read in batches of up to 5 pushes.',
	},
	(value, name) => {
		if (value === undefined || value === null) return [];
		const taskIds = [...new Set(readList(value, name))];
		return taskIds.length > 0 ? taskIds : [ALL_PUSHES];
	},
);

/** All pushes together: Chat pushes are counted in no other way. */
export const allPushes: Field<string[]> = { properties: [], read: () => [ALL_PUSHES] };

/** An operation that reads figures of pushes. Items with the same period share requests. */
export function defineFigures<F extends Fields>({
	path,
	mostDays,
	pushes,
	combineItems,
	fields,
	describe,
	...texts
}: FiguresOperation<F>): Operation {
	return defineReport({
		...texts,
		fields: {
			pushes,
			isOfAll: isOfAll(pushes),
			combineItems,
			period: periodField(mostDays),
			own: group(fields, (values): ValuesOf<F> => ({ ...values })),
		},
		async open(run, groups) {
			const asked = groups.flatMap(({ pushes: taskIds, values: { period } }) =>
				taskIds.map((taskId) => ({ taskId, period })),
			);
			const figuresOf = await collect(run.call, path, asked);
			return async ({ pushes: taskIds, values, itemsWithoutPush }) => {
				const { period } = values;
				if (taskIds.length === 0) {
					throw new FieldError('Task IDs', 'has no value', 'Check its expression');
				}
				const found: PushFigures[] = [];
				const missing: MissingFigures[] = [];
				const failures: unknown[] = [];
				for (const taskId of taskIds) {
					const read = await settled(figuresOf({ taskId, period }));
					if ('error' in read) {
						failures.push(read.error);
						const { reason = '', fix } = outcomeOf(read.error);
						missing.push({ taskId, reason, fix });
					} else if (read.value) found.push({ taskId, figures: read.value });
					else missing.push({ taskId, ...NOT_FOUND });
				}
				const canceled = failures.find(isCanceled);
				if (canceled ?? failures.length === taskIds.length) {
					return await Promise.reject((canceled ?? failures[0]) as Error);
				}
				const figures = { period, found, missing, itemsWithoutPush };
				return await describe(figures, values.own, run.execution);
			};
		},
	});
}

/** Whether an item asks for all pushes together, which are never added to single ones. */
function isOfAll({ properties, read }: Field<string[]>): Field<boolean> {
	return {
		properties,
		read: (parameters, context) => read(parameters, context).includes(ALL_PUSHES),
	};
}

const NOT_FOUND = {
	reason: 'The API has no report for this push in this period',
	fix: "Check the task ID, 'From' and 'To'",
};

function isCanceled(error: unknown): boolean {
	return error instanceof CallFailure && error.kind === 'cancelled';
}
