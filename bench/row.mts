import type { Spread } from './measure/spread.mts';

/** One line of the table. */
export interface Comparison {
	/** What is measured, e.g. `node time, HTTP Request + Code ÷ this node`. */
	what: string;
	measured: Spread;
	/** Unit of what is measured; a ratio has none. */
	unit?: string;
	/** Left out where the number only explains another one. */
	target?: { atLeast: number } | { atMost: number };
	/** What a person should know to judge it, e.g. the two times. */
	note?: string;
	/**
	 * The least that n8n itself takes for the same, where the target lies below it: the same run
	 * with a node that does nothing more than it must.
	 */
	floor?: { what: string; ratio: Spread };
}

/** How a run of the benchmarks goes about it. */
export interface RowSettings {
	/** Smaller sizes and fewer pairs, to see that it works; its numbers prove nothing. */
	quick: boolean;
	/** Pairs that are measured. */
	pairs: number;
}

/** One piece of work of the table. */
export interface Row {
	id: string;
	title: string;
	measure(settings: RowSettings, report: (line: string) => void): Promise<Comparison[]>;
}

/** The most that the node may take of the floor. */
export const FLOOR_LIMIT = 1.15;

/** What the median says. */
export function verdictOf({ measured, target, floor }: Comparison): string {
	if (!target) return 'for comparison';
	const reached =
		'atLeast' in target ? measured.median >= target.atLeast : measured.median <= target.atMost;
	if (reached) return 'reached';
	if (!floor) return 'not reached';
	return floor.ratio.median <= FLOOR_LIMIT ? 'at n8n’s floor' : 'not reached';
}

/** A row with its result. */
export interface Measured extends Pick<Row, 'id' | 'title'> {
	comparisons: Comparison[];
	/** What measuring took. */
	seconds: number;
	/** Processes that wanted to run, on average over the last minute. */
	load: number;
}
