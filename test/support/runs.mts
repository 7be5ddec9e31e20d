/**
 * How many random cases a property test tries: few in `npm test`, twenty times as many in the
 * nightly run.
 *
 * @param few that take a few seconds
 */
export function runs(few: number): number {
	return process.env.NIGHTLY ? 20 * few : few;
}
