import type { ApiField } from '../../shared/fields/apiFields';
import { readTruth } from '../../shared/fields/byType';
import type { JsonObject } from '../../shared/fields/json';

/**
 * Lets each recipient get a push of its own, with its own push ID, as TPNS's single pushes.
 * Source: docs/api/tpns.md 1.1, `audience_type`.
 */
export function singlePush(audienceType: 'token' | 'account'): ApiField {
	return {
		api: 'audience_type',
		read: (value, name) => (readTruth(value, name) ? audienceType : undefined),
		property: {
			displayName: 'One Push Each',
			name: 'onePushEach',
			type: 'boolean',
			default: false,
			description: `Whether each ${audienceType} gets a push of its own, with its own push ID and its own request. Slower, and rarely needed.`,
		},
	};
}

/** Whether a push goes to one recipient at a time. */
export function isSinglePush(push: JsonObject): boolean {
	return push.audience_type === 'token' || push.audience_type === 'account';
}
