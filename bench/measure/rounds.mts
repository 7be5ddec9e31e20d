/**
 * Measures some works side by side: in each round all of them, one after another, so that what
 * else the machine does meets all alike. Every other round goes through them backwards, so that
 * none has always the place after another's garbage. A first round warms up and is not kept.
 *
 * @returns the measurements of the rounds, by the works' names
 */
export async function measureRounds<Name extends string, Measured>(
	works: Record<Name, () => Promise<Measured>>,
	rounds: number,
	{ warmUp = true } = {},
): Promise<Array<Record<Name, Measured>>> {
	const names = Object.keys(works) as Name[];
	const kept: Array<Record<Name, Measured>> = [];
	for (let round = warmUp ? -1 : 0; round < rounds; round++) {
		const measured = {} as Record<Name, Measured>;
		for (const name of round % 2 ? [...names].reverse() : names) {
			measured[name] = await works[name]();
		}
		if (round >= 0) kept.push(measured);
	}
	return kept;
}
