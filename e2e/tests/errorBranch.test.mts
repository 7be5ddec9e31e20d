import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { itemsOf, type WorkflowNode } from '../n8n/types.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, codeNode, manualTrigger, nodeOf, ourNode, START } from '../support/workflows.mts';

let stage: Stage;

before(async () => {
	stage = await openStage('error-branch');
	for (const token of ['good-1', 'good-2', 'good-3']) stage.emulator.tpns.addDevice({ token });
});

after(() => stage?.close());

const UNKNOWN = 'unknown-token';

/** Writes the person of the source item, which is found by n8n's linking alone. */
function sourceNode(name: string): WorkflowNode {
	return nodeOf(
		'n8n-nodes-base.set',
		name,
		{
			assignments: {
				assignments: [
					{ id: '1', name: 'source', type: 'string', value: "={{ $('People').item.json.person }}" },
				],
			},
			includeOtherFields: true,
			options: {},
		},
		{ typeVersion: 3.4 },
	);
}

async function sendTo(people: Array<{ person: string; token?: string; group?: string }>) {
	const push = ourNode(
		stage,
		'tpns',
		'Push',
		{
			devices: '={{ $json.token }}',
			title: 'Hello',
			content: '=For {{ $json.group ?? "all" }}',
		},
		{ onError: 'continueErrorOutput' },
	);
	const workflow = chain(
		'Branches',
		manualTrigger(),
		codeNode('People', `return ${JSON.stringify(people)}.map((json) => ({ json }));`),
		push,
		sourceNode('Sent'),
	);
	workflow.nodes.push(sourceNode('Not sent'));
	workflow.connections.Push = {
		main: ['Sent', 'Not sent'].map((node) => [{ node, type: 'main', index: 0 }]),
	};
	const { id } = await stage.rest.createWorkflow(workflow);
	const { status, data } = await stage.rest.runWorkflow(id, START);
	assert.equal(status, 'success', data.resultData.error?.message);
	const { runData } = data.resultData;
	const itemsAt = (name: string) => itemsOf(runData, name).map(({ json }) => json);
	return { sent: itemsAt('Sent'), notSent: itemsAt('Not sent') };
}

test('only the items that were not carried out are on the error branch, linked to their source', async () => {
	const { sent, notSent } = await sendTo([
		{ person: 'Ann', token: 'good-1' },
		{ person: 'Bob', token: UNKNOWN },
		{ person: 'Cleo', token: 'good-2' },
		{ person: 'Dan' },
		{ person: 'Eve', token: 'good-3' },
	]);
	assert.deepEqual(
		sent.map(({ source, status, removeFromList }) => [source, status, removeFromList]),
		[
			['Ann', 'accepted', false],
			['Cleo', 'accepted', false],
			['Eve', 'accepted', false],
		],
	);
	assert.deepEqual(
		notSent.map(({ source, person, details }) => [
			source,
			person,
			(details as Record<string, unknown>).status,
			(details as Record<string, unknown>).removeFromList,
		]),
		[
			['Bob', 'Bob', 'invalid', true],
			['Dan', 'Dan', 'failed', false],
		],
	);
	assert.match(String(notSent[1].error), /^'Device Tokens' /);
});

test('a call that the cloud refuses fails its own items and no others', async () => {
	stage.emulator.control.addFault({
		kind: 'code',
		code: 1008007,
		path: '/v3/push/app',
		times: 1,
	});
	const { sent, notSent } = await sendTo([
		{ person: 'Ann', token: 'good-1', group: 'a' },
		{ person: 'Bob', token: 'good-2', group: 'b' },
	]);
	assert.deepEqual([sent.length, notSent.length], [1, 1]);
	assert.deepEqual([...sent, ...notSent].map(({ source }) => source).sort(), ['Ann', 'Bob']);
	const [{ details, source, person }] = notSent;
	assert.equal((details as Record<string, unknown>).code, '1008007');
	assert.equal(source, person);
});

test('a call whose outcome is unclear is not repeated and says so on the error branch', async () => {
	stage.emulator.control.clearRequests();
	stage.emulator.control.addFault({
		kind: 'resetAfterAcceptance',
		path: '/v3/push/app',
		times: 1,
	});
	const { sent, notSent } = await sendTo([
		{ person: 'Ann', token: 'good-1' },
		{ person: 'Bob', token: 'good-2' },
	]);
	assert.deepEqual([sent.length, notSent.length], [0, 2]);
	assert.equal(stage.emulator.control.requests('/v3/push/app').length, 1);
	for (const { details } of notSent as Array<{ details: Record<string, unknown> }>) {
		assert.equal(details.status, 'unknown');
	}
});
