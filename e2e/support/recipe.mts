import assert from 'node:assert/strict';

import type { WorkflowNode } from '../n8n/types.mts';
import { placed, readExample } from './examples.mts';
import type { Stage } from './stage.mts';

/** The examples that `recipes.test.mts` runs, with audiences and changes of their own. */
export const RECIPES = [
	'ab-test',
	'ai-campaign-assistant',
	'announce-and-remind',
	'audience-from-file',
	'fallback-channel',
	'followers-of-a-topic',
	'frequency-cap',
	'local-morning',
	'members-by-city',
	'send-in-waves',
	'wait-for-click',
];

/** Changes of parameters, by the name of the node; for a node with assignments, of their values. */
export type Changes = Record<string, Record<string, unknown>>;

interface Assignments {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

/**
 * Stores a recipe as a user imports it: with the stage's credentials and the changes that its note
 * asks for.
 *
 * @param othersUrl stands for the systems that the recipe speaks of
 * @returns the ID of the workflow
 */
export async function storeRecipe(
	stage: Stage,
	name: string,
	othersUrl: string,
	changes: Changes = {},
	credentials: Record<string, WorkflowNode['credentials']> = {},
): Promise<string> {
	const example = await readExample(`${name}.json`);
	assert.ok(
		example.nodes.some(({ type }) => type.endsWith('.stickyNote')),
		'there is no note',
	);
	for (const node of example.nodes) {
		assert.equal(node.credentials, undefined, `"${node.name}" names a credential`);
	}
	const workflow = placed(example, { ...stage, othersUrl });
	for (const node of workflow.nodes) node.credentials ??= credentials[node.type];
	for (const [nodeName, values] of Object.entries(changes)) {
		const node = workflow.nodes.find((one) => one.name === nodeName);
		assert.ok(node, `there is no node "${nodeName}"`);
		change(node, values);
	}
	const { id } = await stage.rest.createWorkflow(workflow);
	return id;
}

function change({ type, parameters }: WorkflowNode, values: Record<string, unknown>): void {
	if (!type.endsWith('.set')) {
		Object.assign(parameters, values);
		return;
	}
	const { assignments } = parameters as unknown as Assignments;
	for (const [name, value] of Object.entries(values)) {
		const setting = assignments.assignments.find((one) => one.name === name);
		assert.ok(setting, `there is no setting "${name}"`);
		setting.value = value;
	}
}
