import { randomInt } from 'node:crypto';

/**
 * A port outside the range from which the system serves those who ask for any port. A server that
 * refuses connections for a while finds its port free again: nobody else has been given it.
 */
export function ownPort(): number {
	return randomInt(20_000, 30_000);
}
