const pattern = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/**
 * Reads `YYYY-MM-DD HH:MM:SS` in UTC as milliseconds; undefined when it is not such a time.
 * docs/api/push-service.md 3.g
 */
export function parseUtc(text: string): number | undefined {
	if (!pattern.test(text)) return undefined;
	const time = Date.parse(`${text.replace(' ', 'T')}Z`);
	return Number.isNaN(time) || formatUtc(time) !== text ? undefined : time;
}

/** Writes milliseconds as `YYYY-MM-DD HH:MM:SS` in UTC. */
export function formatUtc(time: number): string {
	return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
