import { Type } from 'typebox';
import { Refusal } from '../errors.mts';

/** A Chat message. Its elements are named here and checked by `checkMessageBody`. */
export function messageBody() {
	return Type.Array(Type.Unsafe<unknown>({ properties: { MsgType: {}, MsgContent: {} } }));
}

/**
 * Refuses a Chat message that is empty or has an element without a `MsgType` (90002), or without
 * an object as `MsgContent` (90010). docs/api/push-service.md 3.a and 6
 */
export function checkMessageBody(elements: readonly unknown[]): void {
	if (elements.length === 0) throw new Refusal(90002, 'MsgBody is empty');
	elements.forEach((element, index) => {
		if (!isObject(element) || typeof element.MsgType !== 'string' || element.MsgType === '') {
			throw new Refusal(90002, `Invalid format of MsgBody.${index}.MsgType`);
		}
		if (!isObject(element.MsgContent)) {
			throw new Refusal(90010, `Invalid format of MsgBody.${index}.MsgContent`);
		}
	});
}

/** The text of a message's first text element; empty when it has none. */
export function textOf(elements: readonly unknown[]): string {
	for (const element of elements) {
		if (!isObject(element) || element.MsgType !== 'TIMTextElem') continue;
		const { MsgContent } = element;
		if (isObject(MsgContent) && typeof MsgContent.Text === 'string') return MsgContent.Text;
	}
	return '';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
