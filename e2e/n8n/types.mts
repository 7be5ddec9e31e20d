/** The parts of n8n's data that the harness names. */

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[setting: string]: unknown;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
	active: boolean;
}

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** One run of a node: its items by output, or its error. */
export interface NodeRun {
	executionStatus: string;
	executionTime: number;
	data?: { main?: Array<Item[] | null> };
	error?: { message: string; description?: string };
	hints?: unknown[];
}

/** The runs of each node, by the node's name. */
export type RunData = Record<string, NodeRun[]>;

export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
	finished: boolean;
	workflowId: string;
	startedAt: string;
	stoppedAt: string | null;
}

export interface Execution extends ExecutionSummary {
	data: {
		resultData: {
			runData: RunData;
			error?: { message: string; description?: string };
			lastNodeExecuted?: string;
		};
	};
}

/** What the editor sends along when it fills a "From List" or a dropdown. */
export interface ParameterQuery {
	nodeTypeAndVersion: { name: string; version: number };
	/** The parameter's path, e.g. `parameters.tag`. */
	path: string;
	methodName: string;
	currentNodeParameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

/** The items of a node's first run at one of its outputs. */
export function itemsOf(runData: RunData, nodeName: string, output = 0): Item[] {
	return runData[nodeName]?.[0]?.data?.main?.[output] ?? [];
}
