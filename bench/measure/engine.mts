import './commonJs.mts';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CONTENT, TITLE, tpnsCredential } from '../peers/audience.mts';
import { floorNodes } from '../peers/nodes/index.mts';

// After the hook above, which has to be there first.
const { runNode, startExpressionEngine, stopExpressionEngine } =
	await import('../../test/support/engine.mts');

export { startExpressionEngine, stopExpressionEngine };

const types = floorNodes();

/** Parameters by node for one message to the tokens in the items. */
const parameters: Record<string, INodeParameters> = {
	tpns: {
		resource: 'push',
		operation: 'sendToDevices',
		devices: '={{ $json.token }}',
		title: TITLE,
		content: CONTENT,
	},
	floor: { devices: '={{ $json.token }}', title: TITLE, content: CONTENT },
	floorThatKnows: { title: TITLE, content: CONTENT },
	copy: {},
};

/** Names of the floor nodes that go by another name here. */
const typeOf: Record<string, string> = { floorThatKnows: 'floor' };

/** Runs the items through a node in n8n's engine. Throws unless an item comes out for each. */
export async function runInEngine(
	node: keyof typeof parameters,
	items: IDataObject[],
	url: string,
): Promise<void> {
	const { output, error } = await runNode({
		node: typeOf[node] ?? node,
		parameters: parameters[node],
		items,
		types,
		credentials: node === 'copy' ? {} : { tpnsApi: tpnsCredential(url) },
	});
	if (error) throw error;
	if (output.length !== items.length) {
		throw new Error(`${node} gave ${output.length} items for ${items.length}`);
	}
}
