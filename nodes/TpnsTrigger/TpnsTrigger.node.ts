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
		description:
			'Starts the workflow when a push of Tencent TPNS has finished or otherwise changed',
		defaults: { name: 'TPNS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'tpnsApi', required: true }],
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollPushes.call(this);
	}
}
