import type { ApiField } from '../../shared/fields/apiFields';
import type { JsonObject } from '../../shared/fields/json';

/**
 * Lets each member get a push of its own, with its own push ID, as TPNS's single pushes.
 * Source: docs/api/tpns.md 1.1, `audience_type`.
 *
 * @param member what a member is called in the form
 */
export function singlePush(audienceType: 'token' | 'account', member: string): ApiField {
	return {
		api: 'audience_type',
		read: (value) => (value === true || value === 'true' ? audienceType : undefined),
		property: {
			displayName: 'One Push Each',
			name: 'onePushEach',
			type: 'boolean',
			default: true,
			description: `Whether each ${member} gets a push of its own, with its own push ID, in a call of its own. Slower, and rarely needed.`,
		},
	};
}

/** Whether a push goes to one member at a time. */
export function isSinglePush(push: JsonObject): boolean {
	return push.audience_type === 'token' || push.audience_type === 'account';
}
