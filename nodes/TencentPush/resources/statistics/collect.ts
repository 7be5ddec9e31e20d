import type { JsonObject } from '../../../shared/fields/json';
import { isObject } from '../../../shared/fields/json';
import { inParallel } from '../../../shared/run/concurrency';
import { chunk } from '../../../shared/run/fold';
import type { Call } from '../../../shared/transport/request';
import type { Period } from './period';
import { responseText } from '../../../shared/transport/response';

/** Pushes in a call. Source: docs/api/push-service.md 3.h. */
const TASKS_PER_CALL = 5;

/** Calls that wait for their turn at once; the API takes one a second. */
const CALLS_AT_ONCE = 3;

/** What an item asks for: some pushes, or without any all of them together. */
export interface Asked {
	period: Period;
	taskIds: string[];
}

/** Figures by task ID; under an empty one those of all pushes together. */
export type Figures = Map<string, JsonObject>;

/**
 * Reads the figures that some items ask for. Items that ask for the same period share calls.
 *
 * @param path of the report or the loss analysis
 * @returns the figures of each item, or what kept them from being read
 */
export async function collect(
	call: Call,
	path: string,
	asked: Asked[],
): Promise<Array<Figures | { error: unknown }>> {
	const calls = planCalls(asked);
	const answers = new Map<string, Figures | { error: unknown }>();
	await inParallel(calls, CALLS_AT_ONCE, async ({ period, taskIds }) => {
		const answer = await ask(call, path, period, taskIds);
		for (const taskId of taskIds.length > 0 ? taskIds : ['']) {
			answers.set(nameOf(period, taskId), answer);
		}
	});
	return asked.map(({ period, taskIds }) => {
		const figures: Figures = new Map();
		for (const taskId of taskIds.length > 0 ? taskIds : ['']) {
			const answer = answers.get(nameOf(period, taskId));
			if (answer && 'error' in answer) return answer;
			const found = answer?.get(taskId);
			if (found) figures.set(taskId, found);
		}
		return figures;
	});
}

function planCalls(asked: Asked[]): Asked[] {
	const periods = new Map<string, Asked & { all: boolean }>();
	for (const { period, taskIds } of asked) {
		const name = nameOf(period, '');
		const known = periods.get(name) ?? { period, taskIds: [], all: false };
		periods.set(name, {
			period,
			taskIds: [...new Set([...known.taskIds, ...taskIds])],
			all: known.all || taskIds.length === 0,
		});
	}
	return [...periods.values()].flatMap(({ period, taskIds, all }) => [
		...(all ? [{ period, taskIds: [] }] : []),
		...chunk(taskIds, TASKS_PER_CALL, () => 1).map((part) => ({ period, taskIds: part })),
	]);
}

async function ask(
	call: Call,
	path: string,
	{ start, end }: Period,
	taskIds: string[],
): Promise<Figures | { error: unknown }> {
	try {
		const { body } = await call({
			path,
			body: {
				StartTime: start,
				EndTime: end,
				...(taskIds.length > 0 ? { TaskID: taskIds } : {}),
			},
		});
		// Figures of Chat pushes stand in the answer itself. Source: docs/api/push-service.md 3.h.
		const results = Array.isArray(body.Results) ? body.Results.filter(isObject) : [body];
		return new Map(
			results.map((result) => [taskIds.length > 0 ? responseText(result.TaskID) : '', result]),
		);
	} catch (error) {
		return { error };
	}
}

function nameOf({ start, end }: Period, taskId: string): string {
	return JSON.stringify([start, end, taskId]);
}
