/** Text or number of an API's answer as text; empty for everything else. */
export function responseText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Number of an API's answer, which may be text; `otherwise` for everything that is none. */
export function responseNumber(value: unknown, otherwise = 0): number {
	const words = responseText(value);
	return words === '' || Number.isNaN(Number(words)) ? otherwise : Number(words);
}
