/** Text or number of an API's response as text; empty for everything else. */
export function responseText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Number of an API's response, which may be text; `otherwise` for everything that is none. */
export function responseNumber(value: unknown, otherwise = 0): number {
	const words = responseText(value);
	return words === '' || Number.isNaN(Number(words)) ? otherwise : Number(words);
}

/** What an API's response says in all endpoints. */
export interface Envelope {
	/** The code as text; undefined when there is none, or none that can be relied on. */
	code: string | undefined;
	/** The API's own words; empty when there are none. */
	message: string;
	/** Values that contradict each other, so that none of them counts. */
	contradiction?: string[];
	/** The ID of what was accepted; empty when there is none. */
	id: string;
}

/** Where a product's responses hold code, message and status. */
export interface EnvelopeFields {
	/** Names of the code. */
	code: readonly string[];
	/** Names of the message; the first that holds text counts. */
	message: readonly string[];
	/** A field that repeats in words whether the code is 0. */
	status?: { name: string; success: string; failure: readonly string[] };
	/** Names of the ID that only what was accepted has. */
	id: readonly string[];
}

/**
 * Reads code and message of a response, whatever the capitals of their names. A response is a
 * success when its code is 0, never because of its text. Codes that are no integers, that differ
 * from each other or from the status, or that are given twice under one name, say nothing. Source:
 * docs/api/tpns.md 1.18 I5, I6.
 *
 * @param repeated names that the JSON text gives more than once
 */
export function readEnvelope(
	body: Record<string, unknown>,
	{ code, message, status, id: ids }: EnvelopeFields,
	repeated: readonly string[] = [],
): Envelope {
	const fields = Object.entries(body).map(([name, value]) => ({ name: name.toLowerCase(), value }));
	const valuesOf = (names: readonly string[]) =>
		names.flatMap((name) =>
			fields.filter((field) => field.name === name.toLowerCase()).map(({ value }) => value),
		);
	const said = valuesOf(code).filter((value) => !isNothing(value));
	const codes = [...new Set(said.map(codeOf))];
	const words = valuesOf(message).find((value) => typeof value === 'string' && value !== '');
	const id = valuesOf(ids)
		.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
		.map(responseText)
		.find((value) => !/^0*$/.test(value));
	const envelope = {
		code: codes[0],
		message: typeof words === 'string' ? words : '',
		id: id ?? '',
	};

	const outcome = status ? responseText(valuesOf([status.name])[0]).toUpperCase() : '';
	const isContrary =
		(outcome === status?.success && codes.some((each) => each !== '0')) ||
		(status?.failure.includes(outcome) === true && codes.includes('0'));
	const isRepeated = repeated.some((name) =>
		[...code, status?.name].some((own) => own?.toLowerCase() === name.toLowerCase()),
	);
	if (codes.length <= 1 && !isContrary && !isRepeated) return envelope;
	return {
		...envelope,
		code: undefined,
		contradiction: [...said.map(String), ...(outcome ? [outcome] : [])],
	};
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** A code as text; undefined for what is no integer. */
function codeOf(value: unknown): string | undefined {
	const words = responseText(value).trim();
	return /^-?\d{1,15}$/.test(words) ? String(Number(words)) : undefined;
}
