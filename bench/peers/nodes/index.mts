import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';

const require = createRequire(import.meta.url);

/** Folder of the floor nodes; n8n loads them from here as `CUSTOM.copy` and `CUSTOM.floor`. */
export const floorNodesFolder = import.meta.dirname;

/** The floor nodes for n8n's engine in this process. */
export function floorNodes(): Record<string, INodeType> {
	const { Copy } = require('./Copy.node.js');
	const { Floor } = require('./Floor.node.js');
	const { FloorUpload } = require('./FloorUpload.node.js');
	return { copy: new Copy(), floor: new Floor(), floorUpload: new FloorUpload() };
}
