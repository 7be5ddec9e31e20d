import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { loadPackage } from '../support/engine.mts';

let descriptions: Record<string, INodeTypeDescription>;

beforeAll(async () => {
	const { nodeTypes } = await loadPackage();
	descriptions = Object.fromEntries(
		Object.entries(nodeTypes).map(([name, { type }]) => [
			name,
			NodeHelpers.getVersionedNodeType(type).description,
		]),
	);
});

/** Parts of a send's form, in the order in which a person thinks of a push. */
const PARTS = [
	{ part: 'app', names: /^(platform|environment)$/ },
	{
		part: 'audience',
		names:
			/^(devices|accounts|accountType.*|sendTo|users?|groupId|uploadId|package.*|tag.*|joinRules|attributes(Any|All)|audience|confirmBroadcast|allowToolBroadcast|scheduledPushId|change)$/,
	},
	{
		part: 'what is shown',
		names:
			/^(chat(Message|Text|Data|Element).*|messageType|template.*|inApp.*|title|content|message|responseType|approvalOptions|urlKey)$/,
	},
	{ part: 'tap', names: /^(onTap|tapNotice|deepLink|activity|webPage)$/ },
	{ part: 'when', names: /^(send(When|Time)|loop.*|timeZone)$/ },
	{ part: 'preview', names: /^previewOnly$/ },
];

/** What the editor shows for these choices. */
function shownFields({ node, resource, operation }: SampledOperation, choices: INodeParameters) {
	const { properties } = descriptions[node];
	const version = { typeVersion: 1 };
	const given = { resource: resource.value, operation: operation.value, ...choices };
	const values = NodeHelpers.getNodeParameters(properties, given, true, false, version, null);
	return properties.filter((property) =>
		NodeHelpers.displayParameter(values as INodeParameters, property, version, null),
	);
}

const CHOICES: Record<string, INodeParameters[]> = {
	tpns: [
		{},
		{ platform: 'ios' },
		{ platform: 'ios', messageType: 'message' },
		{ messageType: 'message' },
		{ onTap: 'webPage', sendWhen: 'at' },
		{ onTap: 'page', sendWhen: 'loop' },
		{ onTap: 'deepLink' },
	],
	tencentPush: [
		{},
		{ messageType: 'message' },
		{ messageType: 'template' },
		{ change: 'both', audience: 'tags' },
	],
};

const sends = sampledOperations
	.filter(({ operation }) => operation.isSend)
	.flatMap((sampled) =>
		CHOICES[sampled.node].map((choices) => [sampled.node, sampled.key, choices, sampled] as const),
	);

test.each(sends)(
	'%s %s %j: app, audience, message, tap, time, Preview Only, and then the rest',
	(_node, _key, choices, sampled) => {
		const names = shownFields(sampled, choices)
			.map(({ name }) => name)
			.filter((name) => name !== 'resource' && name !== 'operation');
		const places = names.map((name) =>
			// All that an in-app message of the Push Service is.
			name === 'customContent' && names.indexOf(name) < names.indexOf('previewOnly')
				? PARTS.findIndex(({ part }) => part === 'what is shown')
				: PARTS.findIndex(({ names: own }) => own.test(name)),
		);
		const until = names.indexOf('previewOnly') + 1;
		expect(until).toBeGreaterThan(0);
		const before = places.slice(0, until);
		expect({ names, before }).toEqual({ names, before: [...before].sort((a, b) => a - b) });
		expect(before).not.toContain(-1);
	},
);

const isBox = ({ type, required }: INodeProperties) =>
	(type === 'collection' || type === 'fixedCollection') && required !== true;

/** Boxes that are the audience or the message itself. */
const OWN_BOXES = /^(attributes(Any|All)|approvalOptions|templateValues)$/;

test.each(sends)('%s %s %j: at most two boxes are empty', (_node, _key, choices, sampled) => {
	const boxes = shownFields(sampled, choices)
		.filter(isBox)
		.map(({ name }) => name)
		.filter((name) => !OWN_BOXES.test(name));
	expect(boxes.length).toBeLessThanOrEqual(2);
	expect(boxes.filter((name) => name !== 'customContent')).toEqual(['options']);
});

test.each(sends)('%s %s %j: says what a tap does', (_node, _key, choices, sampled) => {
	const names = shownFields(sampled, choices).map(({ name }) => name);
	const isAsking = names.includes('responseType');
	const isShown = names.includes('title') || names.includes('templateId');
	const isSilent = sampled.node === 'tpns' && choices.messageType === 'message';
	const says = names.includes('onTap') || names.includes('tapNotice');
	expect({ names, says }).toEqual({ names, says: isShown && !isSilent && !isAsking });
});
