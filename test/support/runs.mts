/** A property test that runs nightly tries so many times the cases. */
const NIGHTLY = 100;

/** In `npm run test:reliability`: jest.reliability.config.js runs all files that name this one. */
const THOROUGH = 5;

function factor(): number {
	if (process.env.NIGHTLY) return NIGHTLY;
	return process.env.THOROUGH ? THOROUGH : 1;
}

/**
 * How many random cases a property test tries: few in `npm test`, five times as many in
 * `npm run test:reliability`, a hundred times as many in the nightly run.
 *
 * @param few that take a second or two
 */
export function runs(few: number): number {
	return factor() * few;
}

/**
 * The cases of a test that has very many: all of them in `npm run test:reliability`, and some, evenly
 * spread from the first to the last, in `npm test`.
 *
 * @param most cases in `npm test`
 */
export function someOf<T>(cases: readonly T[], most: number): T[] {
	if (factor() > 1 || cases.length <= most) return [...cases];
	return Array.from(
		{ length: most },
		(_, at) => cases[Math.round((at * (cases.length - 1)) / (most - 1))],
	);
}
