import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { pollPushes } from './poll';
import { properties } from './properties';

export class TpnsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TPNS Trigger',
		name: 'tpnsTrigger',
		icon: { light: 'file:../../icons/tpns.svg', dark: 'file:../../icons/tpns.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["changes"].join(", ") }}',
		// n8n shows this text for the sending node of the same name too.
		description:
			'Send mobile pushes with Tencent TPNS, and start workflows when one was created, finished, failed or otherwise changed',
		activationMessage:
			'TPNS Trigger now polls for changed pushes. The first poll only notes the pushes that exist. Later changes start the workflow.',
		defaults: { name: 'TPNS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'Polls: TPNS has no webhook and does not report clicks of individual devices. Use it to go on when a push has finished or failed.',
		},
		credentials: [{ name: 'tpnsApi', required: true }],
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollPushes.call(this);
	}
}
