import { responseNumber } from '../../../shared/transport/response';

/** Kinds of account that an attribute is for. Source: docs/api/push-service.md 3.d, `AttrTypes`. */
export const ACCOUNT_TYPES: ReadonlyArray<[value: number, name: string]> = [
	[1, 'Registration ID'],
	[0, 'UserID'],
];

/** Name of a kind of account. */
export function accountTypeName(value: unknown): string | undefined {
	return ACCOUNT_TYPES.find(([number]) => number === responseNumber(value, NaN))?.[1];
}
