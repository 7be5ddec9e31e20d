import type { N8nRest } from '../n8n/rest.mts';

/** The parts of a property's description that the tests look at. */
export interface Property {
	displayName: string;
	name: string;
	type: string;
	required?: boolean;
	default?: unknown;
	options?: Array<{ name: string; value: string }>;
	displayOptions?: {
		show?: Record<string, unknown[]>;
		hide?: Record<string, unknown[]>;
	};
}

export interface NodeType {
	name: string;
	displayName: string;
	version: number | number[];
	properties: Property[];
}

export const PACKAGE = 'n8n-nodes-tencent-push';

/** The description of one of our nodes as n8n hands it to the editor. */
export async function nodeTypeOf(rest: N8nRest, node: string): Promise<NodeType> {
	const types = (await rest.nodeTypes()) as NodeType[];
	const found = types.find(({ name }) => name === `${PACKAGE}.${node}`);
	if (!found) throw new Error(`n8n has not loaded ${PACKAGE}.${node}`);
	return found;
}

/** The entry that n8n itself adds to resources and operations. */
export const CUSTOM_API_CALL = { name: 'Custom API Call', value: '__CUSTOM_API_CALL__' };

/** The options of a dropdown, without the one that n8n adds. */
export function optionsOf(property: Property): Array<{ name: string; value: string }> {
	return (property.options ?? []).filter(({ value }) => value !== CUSTOM_API_CALL.value);
}
