/**
 * Reads code and message of an answer, whatever the capitals of their names. An answer is a
 * success when its code is 0, never because of its text. Source: docs/api/tpns.md 1.18 I5, I6.
 *
 * @param codeFields names of the code, the first that is there counts
 * @param messageFields names of the message, the first that holds text counts
 */
export function readEnvelope(
	body: Record<string, unknown>,
	codeFields: readonly string[],
	messageFields: readonly string[],
): { code: string | undefined; message: string } {
	const fields = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
	const all = (names: readonly string[]) => names.map((name) => fields.get(name.toLowerCase()));
	const code = all(codeFields).find(
		(value) =>
			Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d{1,15}$/.test(value)),
	);
	const message = all(messageFields).find((value) => typeof value === 'string' && value !== '');
	return {
		code: code === undefined ? undefined : String(Number(code)),
		message: typeof message === 'string' ? message : '',
	};
}
