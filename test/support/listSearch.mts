import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INodeListSearchResult,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { credentialsHelper, loadPackage, nodeTypesOf, PACKAGE } from './workflowEngine.mts';

export interface ListSearch {
	/** E.g. `tpns`. */
	node: string;
	/** E.g. `searchPushes`. */
	method: string;
	/** Decrypted, by type; none when the node has no credential yet. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What the form holds. */
	parameters?: INodeParameters;
	filter?: string;
	page?: string;
}

/** Fills a list of the form as n8n does for the editor. */
export async function searchList(search: ListSearch): Promise<INodeListSearchResult> {
	const { method, credentials, parameters = {}, filter, page } = search;
	const loader = await loadPackage();
	const node = {
		id: '1',
		name: 'Node',
		type: `${PACKAGE}.${search.node}`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: '1', name }]),
		),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		settings: { timezone: 'Europe/Berlin' },
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf(loader, {}),
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(loader, credentials),
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const { type } = loader.getNode(search.node);
	const found = 'methods' in type ? type.methods?.listSearch?.[method] : undefined;
	if (!found) throw new Error(`${search.node} has no list ${method}`);
	return await found.call(context, filter, page);
}
