/** Smallest, middle and largest of some measurements. */
export interface Spread {
	min: number;
	median: number;
	max: number;
	count: number;
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	return {
		min: sorted[0],
		median: medianOf(values),
		max: sorted[sorted.length - 1],
		count: sorted.length,
	};
}

/** @param values at least one */
export function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * How cost grows with size: the exponent of `cost = a * size ^ exponent`, by least squares over the
 * logarithms. 1 when the cost of an item stays the same, less when it falls.
 */
export function growthExponent(points: ReadonlyArray<{ size: number; cost: number }>): number {
	const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)]);
	const mean = (index: number) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
	const [meanX, meanY] = [mean(0), mean(1)];
	const slope = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	return slope / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
