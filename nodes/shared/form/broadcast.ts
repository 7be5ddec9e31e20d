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
			allowToolBroadcast: shownWhen(
				{ confirmBroadcast: [true] },
				field({
					displayName: 'Allow AI Agents',
					name: 'allowToolBroadcast',
					type: 'boolean',
					noDataExpression: true,
					default: false,
					builderHint: {
						propertyHint: 'Leave it off: a person switches it on.',
					},
					description:
						'Whether an AI agent that uses this node as a tool may send a broadcast without asking a person',
				}),
			),
		},
		({ confirmBroadcast, allowToolBroadcast }, context) =>
			() => {
				if (context.isPreview) return;
				if (!confirmBroadcast) {
					throw new FieldError(
						'Confirm Broadcast',
						'is switched off, so nothing was sent',
						`Switch it on in the node to send this push to ${audience}`,
					);
				}
				if (context.isTool && !allowToolBroadcast) {
					throw new FieldError(
						'Allow AI Agents',
						'is switched off, so nothing was sent',
						'A person has to switch it on in the node before an AI agent can send a broadcast',
					);
				}
			},
	);
}
