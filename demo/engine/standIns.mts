import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/**
 * Stand-ins for the nodes of n8n's own that the examples use, by type. The real ones are in
 * `n8n-nodes-base`, which comes with the whole of n8n. These read the same parameters and leave the
 * work to n8n's engine: requests, filter conditions, the deduplication store.
 */
export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': standIn('Manual Trigger', [], async function () {
		return [this.getInputData()];
	}),
	'n8n-nodes-base.httpRequest': standIn(
		'HTTP Request',
		[{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
		async function () {
			const url = this.getNodeParameter('url', 0) as string;
			const rows = (await this.helpers.httpRequest({ url, json: true })) as IDataObject[];
			return [rows.map((json) => ({ json, pairedItem: { item: 0 } }))];
		},
	),
	'n8n-nodes-base.filter': standIn(
		'Filter',
		[{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} }],
		async function () {
			return [
				linked(this.getInputData()).filter((_item, index) =>
					this.getNodeParameter('conditions', index, false, { extractValue: true }),
				),
			];
		},
	),
	'n8n-nodes-base.removeDuplicates': standIn(
		'Remove Duplicates',
		[{ displayName: 'Value', name: 'dedupeValue', type: 'string', default: '' }],
		async function () {
			const items = linked(this.getInputData());
			const valueOf = (index: number) => String(this.getNodeParameter('dedupeValue', index));
			const first = new Map(items.map((item, index) => [valueOf(index), item] as const).reverse());
			const seen = await this.helpers.checkProcessedAndRecord([...first.keys()], 'node', {
				mode: 'entries',
			});
			return [items.filter((item) => seen.new.some((value) => first.get(String(value)) === item))];
		},
	),
};

function linked(items: INodeExecutionData[]): INodeExecutionData[] {
	return items.map((item, index) => ({ ...item, pairedItem: { item: index } }));
}

function standIn(displayName: string, properties: INodeProperties[], execute: Execute): INodeType {
	const description: INodeTypeDescription = {
		displayName,
		name: displayName,
		group: ['transform'],
		version: [1, 2, 2.2, 4.2],
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties,
	};
	return { description, execute };
}
