import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome, Status } from './operation';

/** The most remarks that are shown above the output. */
const MOST_WARNINGS = 10;

/**
 * Shows above the output what the API or the vendors will cut or ignore, each remark once. Remarks
 * that differ in figures and quotations only, as those of personal texts do, are counted.
 */
export function showWarnings(execution: IExecuteFunctions, warnings: Iterable<string>): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const remarks = likeOnes(new Set(warnings)).slice(0, MOST_WARNINGS);
	execution.addExecutionHints(
		...remarks.map((message) => ({
			message,
			location: 'outputPane' as const,
			type: 'warning' as const,
		})),
	);
}

function likeOnes(remarks: Iterable<string>): string[] {
	const kinds = new Map<string, string[]>();
	for (const remark of remarks) {
		const kind = remark.replace(/"[^"]*"|(?<=\s)\d+/g, '…');
		const same = kinds.get(kind);
		if (same) same.push(remark);
		else kinds.set(kind, [remark]);
	}
	return [...kinds.values()].map(([first, ...others]) =>
		others.length === 0 ? first : `${first} (and ${others.length} more like this)`,
	);
}

/** Shows above the output who gets the messages and what they could do better, in one remark. */
export function showAdvice(execution: IExecuteFunctions, advice: Iterable<string>): void {
	const remarks = [...new Set(advice)].slice(0, MOST_WARNINGS);
	if (remarks.length === 0 || typeof execution.addExecutionHints !== 'function') return;
	execution.addExecutionHints({
		message: remarks.map((remark) => remark.replace(/\.?$/, '.')).join(' '),
		location: 'outputPane',
		type: 'info',
	});
}

/**
 * Shows above the output how many requests were made and what happened to the recipients.
 *
 * @param plural how recipients are called
 * @param failedBefore items that failed before a request was made
 */
export function summarize(
	execution: IExecuteFunctions,
	plural: string,
	requests: number,
	outcomes: Array<Outcome | undefined>,
	failedBefore: number,
): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const counts: Partial<Record<Status, number>> = {};
	const known = outcomes.filter((outcome) => outcome !== undefined);
	if (known.length + failedBefore < 2) return;
	for (const { status } of known) counts[status] = (counts[status] ?? 0) + 1;
	const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
	const sentences = [
		...(known.length > 0
			? [
					`${countOf(known.length, plural)} in ${countOf(requests, 'requests')}: ${parts.join(', ')}`,
				]
			: []),
		...(failedBefore > 0 ? [`${itemCount(failedBefore)} failed before sending`] : []),
	];
	execution.addExecutionHints({
		message: sentences.join('. '),
		location: 'outputPane',
		type: counts.failed || counts.unknown || failedBefore ? 'warning' : 'info',
	});
}

/**
 * Says above the output of a preview that nothing was sent, how many messages and requests it has,
 * and how many items have errors.
 */
export function showPreviewHint(
	execution: IExecuteFunctions,
	rows: readonly INodeExecutionData[],
	failed: number,
): void {
	if (typeof execution.addExecutionHints !== 'function') return;
	const rest =
		failed === 1 ? 'has an error, which its row explains' : 'have errors, which their rows explain';
	const requestCounts = rows.flatMap(({ json }) => (json.requestCount as number | undefined) ?? []);
	const requests = requestCounts.reduce((sum, count) => sum + count, 0);
	const sentences = [
		'Preview: nothing was sent',
		...(requests > 0
			? [`${countOf(requestCounts.length, 'messages')} in ${countOf(requests, 'requests')}`]
			: []),
		...(failed > 0 ? [`${itemCount(failed)} ${rest}`] : []),
	];
	execution.addExecutionHints({
		message: sentences.join('. '),
		location: 'outputPane',
		type: failed > 0 ? 'warning' : 'info',
	});
}

/** A number of items in words, e.g. `1 item`. */
export function itemCount(items: number): string {
	return countOf(items, 'items');
}

/** A number of what `plural` names, e.g. `1 push`. */
export function countOf(count: number, plural: string): string {
	return `${count} ${count === 1 ? plural.replace(/(?<=sh)es$|s$/, '') : plural}`;
}
