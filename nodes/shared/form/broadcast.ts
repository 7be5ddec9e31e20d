import { field, group, shownWhen } from '../fields/field';
import { FieldError } from '../fields/fieldError';

/**
 * The switches of a push that goes to all recipients of an app, or to all but some. Their value is a
 * check that refuses what the form does not allow; a preview is always allowed.
 *
 * The check throws FieldError that names the switch.
 *
 * @param audience whom the push reaches, e.g. `every device of the app`
 * @param description of the first switch
 */
export function broadcastSwitches(audience: string, description: string) {
	return group(
		{
			confirmBroadcast: field({
				displayName: 'Confirm Broadcast',
				name: 'confirmBroadcast',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				builderHint: {
					propertyHint:
						'Leave it off unless the user asked for a push to all recipients: it cannot be taken back.',
				},
				description,
			}),
			checkAgent: shownWhen(
				{ confirmBroadcast: [true] },
				agentSwitch(
					'send a broadcast',
					'Whether an AI agent that uses this node as a tool may send a broadcast without asking a person',
				),
			),
		},
		({ confirmBroadcast, checkAgent }, context) =>
			() => {
				if (context.isPreview) return;
				if (!confirmBroadcast) {
					throw new FieldError(
						'Confirm Broadcast',
						'is switched off, so nothing was sent',
						`Switch it on in the node to send this push to ${audience}`,
					);
				}
				checkAgent();
			},
	);
}

/**
 * The switch of what an AI agent may do to all recipients of an app only if a person allows it. Its
 * value is a check as that of `broadcastSwitches`.
 *
 * @param deed what the agent would do, e.g. `send a broadcast`
 * @param description of the switch
 */
export function agentSwitch(deed: string, description: string) {
	return group(
		{
			allowToolBroadcast: field({
				displayName: 'Allow AI Agents',
				name: 'allowToolBroadcast',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				builderHint: {
					propertyHint: 'Leave it off: a person switches it on.',
				},
				description,
			}),
		},
		({ allowToolBroadcast }, context) =>
			() => {
				if (context.isPreview || !context.isTool || allowToolBroadcast) return;
				throw new FieldError(
					'Allow AI Agents',
					'is switched off, so nothing was sent',
					`A person has to switch it on in the node before an AI agent can ${deed}`,
				);
			},
	);
}
