/** The result codes that the emulator gives on its own (docs/api/tpns.md 1.17, 4.3). */
export const codes = {
	ok: 0,
	parseError: 1008001,
	missingParameter: 1008002,
	authFailure: 1008003,
	internalCallFailed: 1008004,
	invalidParameter: 1008007,
	fileUploadFailed: 1008011,
	emptyFile: 1008012,
	pushIdNotFound: 1008015,
	dateFormat: 1008016,
	batchPartiallyFailed: 1008026,
	batchCompletelyFailed: 1008027,
	rateLimit: 1008028,
	tokenNotValid: 1008029,
	wrongAccessId: 1008035,
	targetNotFound: 10010005,
	illegalPushTime: 10010012,
	repeatedPush: 10010018,
	tokenOrAccountNotFound: 10110008,
} as const;

/** Per-item result of a batch: an unknown token in a tag or account operation. */
export const invalidToken = 1008006;

/** Thrown by an endpoint to refuse a request; the endpoint's envelope words it. */
export class Refusal extends Error {
	readonly code: number;

	constructor(code: number, message: string) {
		super(message);
		this.name = 'Refusal';
		this.code = code;
	}
}

export function missing(field: string): Refusal {
	return new Refusal(codes.missingParameter, `missing parameter: ${field}`);
}

export function invalid(field: string, why = 'is not correct'): Refusal {
	return new Refusal(codes.invalidParameter, `${field} ${why}`);
}
