import type { IExecuteFunctions } from 'n8n-workflow';
import type { Plan } from './planCalls';
import type { FoldedOperation, Status } from './operation';

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
export function summarize(
	execution: IExecuteFunctions,
	{ audience }: Pick<FoldedOperation, 'audience'>,
	{ calls, outcomes }: Pick<Plan, 'calls' | 'outcomes'>,
): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const counts: Partial<Record<Status, number>> = {};
	let members = 0;
	outcomes.forEach((outcome) => {
		if (!outcome) return;
		members++;
		counts[outcome.status] = (counts[outcome.status] ?? 0) + 1;
	});
	if (members < 2) return;
	const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
	execution.addExecutionHints({
		message: `${members} ${audience.plural} in ${calls.length} ${calls.length === 1 ? 'call' : 'calls'}: ${parts.join(', ')}`,
		location: 'outputPane',
		type: counts.failed || counts.unknown ? 'warning' : 'info',
	});
}
