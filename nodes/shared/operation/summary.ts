import type { IExecuteFunctions } from 'n8n-workflow';
import type { PlannedCall } from './planCalls';
import type { FoldedOperation, Status } from './types';

/** The most remarks that are shown above the output. */
const MOST_WARNINGS = 10;

/** Shows above the output what the API or the vendors will cut or ignore, each remark once. */
export function showWarnings(execution: IExecuteFunctions, warnings: Iterable<string>): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const remarks = [...new Set(warnings)].slice(0, MOST_WARNINGS);
	execution.addExecutionHints(
		...remarks.map((message) => ({
			message,
			location: 'outputPane' as const,
			type: 'warning' as const,
		})),
	);
}

/** Shows above the output how many calls were made and what became of the members. */
export function summarise(
	execution: IExecuteFunctions,
	operation: Pick<FoldedOperation, 'audience'>,
	calls: PlannedCall[],
): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const counts = new Map<Status, number>();
	let members = 0;
	for (const { slots } of calls) {
		for (const { outcome } of slots) {
			if (!outcome) continue;
			members++;
			counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
		}
	}
	if (members < 2) return;
	const parts = [...counts].map(([status, count]) => `${count} ${status}`);
	execution.addExecutionHints({
		message: `${members} ${operation.audience.plural} in ${calls.length} ${calls.length === 1 ? 'call' : 'calls'}: ${parts.join(', ')}`,
		location: 'outputPane',
		type: counts.has('failed') || counts.has('unknown') ? 'warning' : 'info',
	});
}
