import type { JsonObject } from '../fields/json';

/** A vendor with the request fields of which one classifies a push. */
export type VendorCategory = readonly [vendor: string, ...fields: string[]];

/**
 * Advice for a push without a category or channel at some vendors: a sentence that names them, or
 * none. Source: docs/api/tpns.md 4.8 S8.
 *
 * @param section of the form that has the fields
 */
export function categoryAdvice(
	vendors: readonly VendorCategory[],
	android: JsonObject,
	section: string,
): string[] {
	const without = vendors.filter(([, ...fields]) => !fields.some((api) => api in android));
	if (without.length === 0) return [];
	const names = without.map(([vendor]) => vendor).join(', ');
	return [
		`'${section}' has no channel or category for ${names}. Vendors may limit such a push or show it silently.`,
	];
}

/** Advice for a notification that iOS shows without a sound. Source: docs/api/tpns.md 4.8 S4. */
export const MUTE_ON_IOS = "iOS shows the notification without a sound: add 'Sound'";
