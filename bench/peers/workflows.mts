import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../e2e/n8n/types.mts';
import { APP, CONTENT, TITLE } from './audience.mts';

/** The node that starts the workflows. */
export const TRIGGER = 'Start';

/** What a push says: the same to all, or with the person's name. */
export type Wording = 'same' | 'personal';

type Credential = { id: string; name: string };
type Step = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters'> & {
	credentials?: WorkflowNode['credentials'];
};

/** Contacts to pushes with this package's node. */
export function withTpns(
	people: number,
	wording: Wording,
	credential: Credential,
	options: Record<string, unknown> = {},
): Workflow {
	return chain('Tencent Push (TPNS)', people, [
		{
			name: 'Send',
			type: 'n8n-nodes-tencent-push.tpns',
			typeVersion: 1,
			credentials: { tpnsApi: credential },
			parameters: {
				resource: 'push',
				operation: 'sendToDevices',
				devices: '={{ $json.token }}',
				title: wording === 'same' ? TITLE : '=Hello {{ $json.name }}',
				content: CONTENT,
				options,
			},
		},
	]);
}

/** Contacts to pushes with a node that does nothing but send. */
export function withFloor(
	people: number,
	wording: Wording,
	credential: Credential,
	callsAtOnce: number,
): Workflow {
	return chain('Floor', people, [
		{
			name: 'Send',
			type: 'CUSTOM.floor',
			typeVersion: 1,
			credentials: { tpnsApi: credential },
			parameters: {
				title: wording === 'same' ? TITLE : '=Hello {{ $json.name }}',
				content: CONTENT,
				tokensPerCall: wording === 'same' ? 1_000 : 1,
				callsAtOnce,
			},
		},
	]);
}

/**
 * Contacts to pushes as people do it without this package: a Code node makes and signs the body of
 * each call, and the HTTP Request node sends it. n8n has to allow `crypto` in Code nodes for it
 * (`NODE_FUNCTION_ALLOW_BUILTIN`).
 */
export function withHttpRequest(people: number, wording: Wording, url: string): Workflow {
	const title = wording === 'same' ? JSON.stringify(TITLE) : "'Hello ' + json.name";
	const sign = `
const { createHmac } = require('crypto');
return $input.all().map(({ json }) => {
	const body = JSON.stringify({
		audience_type: 'token',
		token_list: [json.token],
		message_type: 'notify',
		message: { title: ${title}, content: ${JSON.stringify(CONTENT)} },
	});
	const timestamp = String(Math.floor(Date.now() / 1000));
	const hex = createHmac('sha256', '${APP.secretKey}')
		.update(timestamp + '${APP.accessId}' + body)
		.digest('hex');
	return { json: { body, timestamp, sign: Buffer.from(hex).toString('base64') } };
});`;
	const header = (name: string, value: string) => ({ name, value });
	return chain('Code and HTTP Request', people, [
		code('Sign', sign),
		{
			name: 'Send',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${url}/v3/push/app`,
				sendHeaders: true,
				headerParameters: {
					parameters: [
						header('AccessId', APP.accessId),
						header('TimeStamp', '={{ $json.timestamp }}'),
						header('Sign', '={{ $json.sign }}'),
					],
				},
				sendBody: true,
				contentType: 'raw',
				rawContentType: 'application/json',
				body: '={{ $json.body }}',
				options: {},
			},
		},
	]);
}

/** Contacts, and then the steps one after another. */
function chain(name: string, people: number, steps: Step[]): Workflow {
	const contacts = `
return Array.from({ length: ${people} }, (_, index) => ({
	json: { token: index.toString(16).padStart(36, '0'), name: 'Customer ' + index },
}));`;
	const start: Step = {
		name: TRIGGER,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	return linked(name, [start, code('Contacts', contacts), ...steps]);
}

/** A workflow of nodes that follow one another. */
export function linked(name: string, steps: Step[]): Workflow {
	return {
		name,
		nodes: steps.map((step, index) => ({
			id: randomUUID(),
			position: [index * 220, 0],
			...step,
		})),
		connections: Object.fromEntries(
			steps
				.slice(1)
				.map(({ name: next }, index) => [
					steps[index].name,
					{ main: [[{ node: next, type: 'main', index: 0 }]] },
				]),
		),
	};
}

function code(name: string, jsCode: string): Step {
	return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}
