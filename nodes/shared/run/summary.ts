import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome, Status } from './operation';

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

/** Shows above the output what the messages could do better, all of it in one remark. */
export function showAdvice(execution: IExecuteFunctions, advice: Iterable<string>): void {
	const remarks = [...new Set(advice)].slice(0, MOST_WARNINGS);
	if (remarks.length === 0 || typeof execution.addExecutionHints !== 'function') return;
	execution.addExecutionHints({
		message: remarks.join(' '),
		location: 'outputPane',
		type: 'info',
	});
}

/**
 * Shows above the output how many requests were made and what happened to the recipients.
 *
 * @param plural how recipients are called
 */
export function summarize(
	execution: IExecuteFunctions,
	plural: string,
	requests: number,
	outcomes: Array<Outcome | undefined>,
): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const counts: Partial<Record<Status, number>> = {};
	const known = outcomes.filter((outcome) => outcome !== undefined);
	if (known.length < 2) return;
	for (const { status } of known) counts[status] = (counts[status] ?? 0) + 1;
	const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
	execution.addExecutionHints({
		message: `${known.length} ${plural} in ${requests} ${requests === 1 ? 'call' : 'calls'}: ${parts.join(', ')}`,
		location: 'outputPane',
		type: counts.failed || counts.unknown ? 'warning' : 'info',
	});
}
