import { verdictOf, type Measured } from '../row.mts';
import { digits, floorOf, targetOf } from './numbers.mts';

/** A row's result for the terminal. */
export function tableFor({ id, title, comparisons, seconds }: Measured): string {
	const lines = comparisons.flatMap((comparison) => {
		const { what, measured, unit = '', note } = comparison;
		const { min, median, max, count } = measured;
		return [
			`    ${what}`,
			`      ${digits(median)} ${unit} (${digits(min)} to ${digits(max)}, ${count} pairs), ${[targetOf(comparison), verdictOf(comparison)].filter(Boolean).join(': ')}`,
			...[note, floorOf(comparison)].filter(Boolean).map((line) => `      ${line}`),
		];
	});
	return [`${id}  ${title} (${seconds} s)`, ...lines, ''].join('\n');
}
