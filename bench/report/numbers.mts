import type { Comparison } from '../row.mts';

/** A number with as many digits as are of use. */
export function digits(value: number): string {
	if (value >= 100) return Math.round(value).toLocaleString('en');
	return value.toPrecision(value >= 10 ? 3 : 2);
}

/** E.g. `at most 1.3`; nothing where there is no target. */
export function targetOf({ target, unit }: Comparison): string {
	if (!target) return '';
	const [words, value] =
		'atLeast' in target ? ['at least', target.atLeast] : ['at most', target.atMost];
	return `${words} ${value.toLocaleString('en')}${unit ? ` ${unit}` : ''}`;
}

/** E.g. `floor (a node that only sends): 1.1 times it (1.0 to 1.2)`. */
export function floorOf({ floor }: Comparison): string {
	if (!floor) return '';
	const { min, median, max } = floor.ratio;
	return `${digits(median)} (${digits(min)} to ${digits(max)}) times the floor: ${floor.what}`;
}
