import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as N8nWorkflow from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { contract, type NodeName, operationsOf } from '../contract.mts';
import { EditorPage } from '../editor/browser.mts';
import { NodePanel, type ShownField } from '../editor/nodePanel.mts';
import { signIn } from '../editor/session.mts';
import { type NodeType, nodeTypeOf, optionsOf, type Property } from '../support/nodeType.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, ourNode } from '../support/workflows.mts';

// Its ES modules name files without their endings, which Node does not take.
const { NodeHelpers } = createRequire(import.meta.url)('n8n-workflow') as typeof N8nWorkflow;

const FORM_TIMEOUT_MS = 10_000;

let stage: Stage;
let editor: EditorPage;

before(async () => {
	stage = await openStage('browser-forms');
	editor = await EditorPage.open();
	await signIn(editor, stage.n8n.url, stage.owner);
});

afterEach((context) => editor.keepFailure(context as TestContext));

after(async () => {
	await editor?.close();
	await stage?.close();
});

for (const node of Object.keys(contract) as NodeName[]) {
	describe(`the forms of the node ${node}`, () => {
		const opened: string[] = [];
		let type: NodeType;
		let panel: NodePanel;

		before(async () => {
			type = await nodeTypeOf(stage.rest, node);
			const push = ourNode(stage, node, 'Push');
			const { id } = await stage.rest.createWorkflow(chain(`Forms of ${node}`, push));
			panel = await NodePanel.open(editor, stage.n8n.url, id, push.id);
		});

		for (const [resource, operations] of Object.entries<readonly string[]>(contract[node])) {
			test(`${node} ${resource}: every operation opens with its fields`, async () => {
				const resources = optionsOf(ruledProperty(type, 'resource', {}));
				await panel.choose('resource', nameOf(resources, resource));
				const offered = optionsOf(ruledProperty(type, 'operation', { resource }));
				assert.deepEqual(
					await panel.optionsOf('operation'),
					offered.map(({ name }) => name),
				);
				assert.deepEqual(offered.map(({ value }) => value).sort(), [...operations].sort());
				for (const { name, value } of offered) {
					await panel.choose('operation', name);
					await checkForm(type, panel, resource, value);
					opened.push(`${resource}:${value}`);
				}
			});
		}

		test(`${node}: the forms that were opened are all of the contract`, () => {
			assert.deepEqual(opened.sort(), operationsOf(node).sort());
		});
	});
}

/** Compares the form with the description of the operation that is chosen in it. */
async function checkForm(type: NodeType, panel: NodePanel, resource: string, operation: string) {
	const where = `${resource}:${operation}`;
	const expected = expectedFields(type, resource, operation);
	let shown: ShownField[] = [];
	const names = () => shown.map(({ name }) => name).filter((name) => !selectors.includes(name));
	for (const end = Date.now() + FORM_TIMEOUT_MS; Date.now() < end; await sleep(50)) {
		shown = await panel.fields();
		if (String(names()) === String(expected.map(({ name }) => name))) break;
	}
	assert.deepEqual(
		names(),
		expected.map(({ name }) => name),
		`fields of ${where}`,
	);
	for (const { name, label } of shown) {
		if (selectors.includes(name)) continue;
		const { displayName } = expected.find((property) => property.name === name)!;
		assert.equal(label, displayName, `label of ${name} in ${where}`);
	}
	const marked = shown.filter(({ hasIssue }) => hasIssue).map(({ name }) => name);
	const missing = expected.filter(isMissing).map(({ name }) => name);
	assert.deepEqual(marked, missing, `fields of ${where} that are marked as missing`);
	assert.deepEqual(editor.takeComplaints(), [], `console of ${where}`);
}

const selectors = ['resource', 'operation'];

/** The fields that n8n shows before anything is entered, in their order, by n8n's own rules. */
function expectedFields(type: NodeType, resource: string, operation: string): Property[] {
	const properties = type.properties as INodeProperties[];
	const parameters = NodeHelpers.getNodeParameters(
		properties,
		{ resource, operation },
		true,
		false,
		null,
		null,
	) as INodeParameters;
	return type.properties.filter(
		(property) =>
			!selectors.includes(property.name) &&
			!['notice', 'hidden'].includes(property.type) &&
			NodeHelpers.displayParameter(parameters, property as INodeProperties, null, null),
	);
}

function isMissing({ required, default: value, type }: Property): boolean {
	if (!required) return false;
	if (type === 'resourceLocator') return !(value as { value?: unknown } | undefined)?.value;
	return value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The property of that name for a resource. */
function ruledProperty(type: NodeType, name: string, { resource }: { resource?: string }) {
	const found = type.properties.find(
		(property) =>
			property.name === name &&
			(!resource || property.displayOptions?.show?.resource?.includes(resource)),
	);
	assert.ok(found, `${type.name} has no ${name} for ${resource}`);
	return found;
}

function nameOf(options: Array<{ name: string; value: string }>, value: string): string {
	const found = options.find((option) => option.value === value);
	assert.ok(found, `there is no "${value}" among ${options.map((option) => option.value)}`);
	return found.name;
}
