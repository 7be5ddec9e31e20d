import { FieldError } from './fieldError';
import type { JsonObject } from './json';
import { quoted } from './text';

/**
 * Refuses what has no field in the form: it would be left out without a word.
 *
 * @param known names of the fields that exist
 * @throws FieldError that proposes the field that may be meant
 */
export function checkNames(given: JsonObject, known: readonly string[], field: string): void {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown === undefined) return;
	throw new FieldError(
		field,
		`has ${quoted(unknown)}, which does not exist`,
		`Did you mean "${nearest(unknown, known)}"? Allowed: ${[...new Set(known)].sort().join(', ')}`,
	);
}

/** More letters than any name has: comparing millions of them would take minutes. */
const MOST_LETTERS = 100;

/** The known name with the fewest letters that differ. */
function nearest(name: string, known: readonly string[]): string {
	const wanted = letters(name.slice(0, MOST_LETTERS));
	const distances = known.map((each) => distance(wanted, letters(each)));
	return known[distances.indexOf(Math.min(...distances))];
}

function letters(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to add, take away or change to make one text the other. */
function distance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let at = 1; at <= from.length; at++) {
		const next = [at];
		for (let other = 1; other <= to.length; other++) {
			const changed = row[other - 1] + (from[at - 1] === to[other - 1] ? 0 : 1);
			next.push(Math.min(changed, row[other] + 1, next[other - 1] + 1));
		}
		row = next;
	}
	return row[to.length];
}
