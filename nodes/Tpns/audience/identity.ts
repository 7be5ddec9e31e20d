import { canonicalJson } from '../../shared/fields/json';
import type { JsonObject } from '../../shared/fields/json';

/**
 * Names an audience for the campaign key. The devices of an app that was signed for development are
 * others than those of production, whose name stays without the word.
 * Source: docs/api/tpns.md 1.1, `environment`.
 */
export function audienceOf({ environment }: JsonObject, audience: unknown): unknown {
	return environment === 'dev' ? { environment, audience } : audience;
}

/** Names an account for the campaign key: its name counts within its type. */
export function accountIdentity(push: JsonObject, account: string): string {
	return canonicalJson(audienceOf(push, [push.account_type, account]));
}
