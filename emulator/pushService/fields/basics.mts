import { Type } from 'typebox';

/** A whole number that Tencent writes as `uint32`. */
export const uint32 = () => Type.Integer({ minimum: 0, maximum: 4_294_967_295 });

/** Text of at most `limit` bytes in UTF-8. */
export function textUpTo(limit: number) {
	return Type.Refine(
		Type.String(),
		(value) => Buffer.byteLength(value) <= limit,
		() => `must not be longer than ${limit} bytes`,
	);
}

/** Text that is JSON itself, e.g. `Ext`. */
export function jsonText() {
	return Type.Refine(
		Type.String(),
		isJsonObject,
		() => 'must be a JSON object written as a string',
	);
}

export const flag = () => Type.Enum([0, 1]);

export const anyObject = () => Type.Record(Type.String(), Type.Unknown());

export const httpsUrl = () => Type.String({ pattern: '^https://' });

function isJsonObject(value: string): boolean {
	try {
		const parsed = JSON.parse(value);
		return typeof parsed === 'object' && parsed !== null;
	} catch {
		return false;
	}
}
