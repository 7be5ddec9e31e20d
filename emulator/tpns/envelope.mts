/** How an endpoint words its code and message (docs/api/tpns.md 1, I5, I6). */
export interface Envelope {
	/** The text of a success; it differs from endpoint to endpoint and means nothing. */
	success: string;
	wrap(code: number, message: string, fields: Record<string, unknown>): object;
}

/** `ret_code`, `err_msg`: push, task control, device/tag, account/batchoperate. */
export function snakeEnvelope(success: string): Envelope {
	return {
		success,
		wrap: (code, message, fields) => ({ ...fields, ret_code: code, err_msg: message }),
	};
}

/** `retCode`, `errMsg`: everything else but the plan. */
export function camelEnvelope(success: string): Envelope {
	return {
		success,
		wrap: (code, message, fields) => ({ retCode: code, errMsg: message, ...fields }),
	};
}

/** `retCode`, `ErrMsg`: the plan's sample. */
export const planEnvelope: Envelope = {
	success: 'success',
	wrap: (code, message, fields) => ({ retCode: code, ErrMsg: message, ...fields }),
};

/** An integer too long for a JavaScript number, written into JSON digit by digit. */
export function wireInteger(digits: string): unknown {
	return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);
}
