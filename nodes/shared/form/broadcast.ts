import type { INodeProperties } from 'n8n-workflow';
import { FieldError } from '../fields/fieldError';
import type { OperationContext, Parameters } from '../run/operation';

/** The switches without which nothing goes to everybody. */
export const broadcastFields: INodeProperties[] = [
	{
		displayName: 'Send to Everybody',
		name: 'confirmBroadcast',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether the push may go to every device of the app. It cannot be taken back; try Preview Only first.',
	},
	{
		displayName: 'Allow AI Agents',
		name: 'allowToolBroadcast',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether an AI agent that uses this node as a tool may send to everybody on its own decision',
		displayOptions: { show: { confirmBroadcast: [true] } },
	},
];

/**
 * Refuses a push to everybody that the form does not allow. A preview is always allowed.
 *
 * @throws FieldError that names the switch
 */
export function checkBroadcast(parameters: Parameters, context: OperationContext): void {
	if (context.isPreview) return;
	if (parameters.confirmBroadcast !== true) {
		throw new FieldError(
			'Send to Everybody',
			'is switched off, so nothing was sent',
			'Switch it on in the node to send this push to every device of the app',
		);
	}
	if (context.isTool && parameters.allowToolBroadcast !== true) {
		throw new FieldError(
			'Allow AI Agents',
			'is switched off, so nothing was sent to everybody',
			'A person has to switch it on in the node before an AI agent may send to everybody',
		);
	}
}
