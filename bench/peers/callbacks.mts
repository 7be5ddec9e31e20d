import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { callbackUrl } from '../../emulator/callbacks/query.mts';
import type { N8nRest } from '../../e2e/n8n/rest.mts';
import { linked } from './workflows.mts';

const APP = { sdkAppId: 1400000001, callbackToken: 'xxxxyyyy' };
const COMMAND = 'Push.AllMemberPush';

/** The app as a credential of the package. */
export function chatCredential() {
	return {
		name: 'Chat',
		type: 'tencentChatApi',
		data: {
			sdkAppId: String(APP.sdkAppId),
			secretKey: randomBytes(16).toString('hex'),
			identifier: 'administrator',
			region: 'china',
			callbackToken: APP.callbackToken,
		},
	};
}

/** What takes the callbacks in n8n. */
export const receivers = {
	/** This package's trigger, with its defaults but for what is asked for. */
	trigger: {
		name: 'Trigger',
		type: 'n8n-nodes-tencent-push.tencentPushTrigger',
		typeVersion: 2,
		parameters: {},
	},
	/** What people use without it; a Split Out node follows. */
	webhook: {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path: 'webhook', httpMethod: 'POST', options: {} },
	},
	/** A trigger that only folds callbacks and gives their events on. */
	floor: { name: 'Floor', type: 'CUSTOM.floorTrigger', typeVersion: 2, parameters: {} },
} as const;

export type Receiver = keyof typeof receivers;

const splitOut = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.Events', options: {} },
};

/** Where a receiver is told how many events go into one execution. */
function withMostEvents(receiver: Receiver, mostEvents: number): Record<string, unknown> {
	if (receiver === 'trigger') return { options: { combineEvents: mostEvents } };
	return receiver === 'floor' ? { mostEvents } : {};
}

/**
 * Publishes the workflow of a receiver, waits until it listens, and gives the workflow's ID.
 *
 * @param mostEvents that go into one execution of the receivers that combine callbacks
 */
export async function publish(
	rest: N8nRest,
	receiver: Receiver,
	credential: { id: string; name: string },
	mostEvents?: number,
): Promise<string> {
	const { parameters, ...type } = receivers[receiver];
	const node = {
		...type,
		parameters: {
			...parameters,
			...(mostEvents === undefined ? {} : withMostEvents(receiver, mostEvents)),
		},
		webhookId: `bench-${receiver}`,
		...(receiver === 'trigger' ? { credentials: { tencentChatApi: credential } } : {}),
	};
	const workflow = linked(node.name, receiver === 'webhook' ? [node, splitOut] : [node]);
	const { id } = await rest.createWorkflow(workflow);
	await rest.activateWorkflow(id);
	while ((await fetch(addressOf(rest.url, receiver), { method: 'POST' })).status === 404) {
		await sleep(100);
	}
	return id;
}

function addressOf(n8n: string, receiver: Receiver): string {
	// The default path of the trigger.
	return `${n8n}/webhook/${receiver === 'trigger' ? 'tencent-push' : receiver}`;
}

export interface Load {
	n8n: string;
	receiver: Receiver;
	connections: number;
	/** How long callbacks are started. */
	seconds: number;
	eventsPerCallback: number;
	/** Names the run in its events. */
	run: string;
}

export interface LoadResult {
	/** Callbacks that were acknowledged, a second. */
	rate: number;
	/** Milliseconds in which 99 of 100 callbacks were answered. */
	p99: number;
	/** Numbers of the callbacks that were acknowledged. */
	acknowledged: number[];
	refused: number;
}

/** Name of the recipient of an event; no other event has it. */
export function recipientOf(run: string, callback: number, event: number): string {
	return `${run}-${callback}-${event}`;
}

/** Sends callbacks as fast as the connections carry them. */
export async function loadWith(load: Load): Promise<LoadResult> {
	const { connections, seconds, eventsPerCallback, run } = load;
	const pool = new Pool(load.n8n, { connections, pipelining: 1 });
	const acknowledged: number[] = [];
	const latencies: number[] = [];
	let [next, refused] = [0, 0];
	const start = performance.now();
	const worker = async () => {
		while (performance.now() - start < seconds * 1000) {
			const callback = next++;
			const events = Array.from({ length: eventsPerCallback }, (_, event) => ({
				CallbackCommand: COMMAND,
				EventType: 1,
				TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
				TaskTime: 1_700_000_000,
				EventTime: 1_700_000_001,
				To_Account: recipientOf(run, callback, event),
				PushPlatform: 1,
				DeviceType: 0,
				PushStage: 3,
				ErrCode: 0,
				ErrInfo: '',
			}));
			const { pathname, search } = callbackUrl(addressOf(load.n8n, load.receiver), {
				sdkAppId: APP.sdkAppId,
				command: COMMAND,
				token: APP.callbackToken,
				requestTime: Math.floor(Date.now() / 1000),
			});
			const sentAt = performance.now();
			const { statusCode, body } = await pool.request({
				method: 'POST',
				path: pathname + search,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ Events: events }),
			});
			await body.dump();
			latencies.push(performance.now() - sentAt);
			if (statusCode === 200) acknowledged.push(callback);
			else refused++;
		}
	};
	await Promise.all(Array.from({ length: connections }, worker));
	const tookS = (performance.now() - start) / 1000;
	await pool.close();
	latencies.sort((one, other) => one - other);
	return {
		rate: acknowledged.length / tookS,
		p99: latencies[Math.floor(latencies.length * 0.99)],
		acknowledged,
		refused,
	};
}
