import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';

import { callbackUrl, signCallback } from '../../emulator/callbacks/query.mts';
import { memoryMb } from '../support/memory.mts';
import {
	CALLBACK_TOKEN,
	type ListeningTrigger,
	manyEvents,
	SDK_APP_ID,
	TriggerN8n,
} from './triggerN8n.mts';

const COMMAND = 'Push.AllMemberPush';
/** Memory that n8n may take more after an attack, in MB. */
const MOST_GROWTH_MB = 250;

let n8n: TriggerN8n;
let trigger: ListeningTrigger;
before(async () => {
	// Otherwise n8n makes an expression engine for each request, whose memory would be measured here.
	n8n = await TriggerN8n.start('attack', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
	trigger = await n8n.publish('attack', { options: { combineWindow: 0 } });
});
after(() => n8n?.instance.stop());

const memoryOfN8n = () => memoryMb(n8n.instance.pid);
const now = () => Math.floor(Date.now() / 1000);

/** The address of a callback as Tencent calls it, with some of the query changed or added. */
function address(change: Record<string, string | undefined> = {}, added = ''): string {
	const url = callbackUrl(trigger.url, {
		sdkAppId: SDK_APP_ID,
		command: COMMAND,
		token: CALLBACK_TOKEN,
		requestTime: now(),
	});
	for (const [name, value] of Object.entries(change)) {
		if (value === undefined) url.searchParams.delete(name);
		else url.searchParams.set(name, value);
	}
	return `${url.href}${added}`;
}

let task = 0;
/** A body that nobody has sent before. */
const body = (events: unknown = manyEvents(1, `attack ${++task}`)) =>
	JSON.stringify({ CallbackCommand: COMMAND, Events: events });

async function post(
	url: string,
	text: string = body(),
	headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<number> {
	const response = await fetch(url, { method: 'POST', body: text, headers });
	await response.arrayBuffer();
	return response.status;
}

const executions = async () => (await n8n.executions(trigger.workflowId)).length;

/** Checks that a callback is refused, or taken without an execution. */
async function without(attack: () => Promise<number>, statuses: number[]): Promise<void> {
	const before = await executions();
	const status = await attack();
	assert.ok(statuses.includes(status), `answered ${status} instead of ${statuses.join(' or ')}`);
	assert.equal(await executions(), before, 'an execution was started');
}

test('what Tencent sends is taken', async () => {
	const before = await executions();
	assert.equal(await post(address()), 200);
	assert.equal(await executions(), before + 1);
});

const forged: Record<string, () => string> = {
	'no signature': () => address({ Sign: undefined }),
	'no time': () => address({ RequestTime: undefined }),
	'an empty signature': () => address({ Sign: '' }),
	'a signature of another token': () => address({ Sign: signCallback('other', now()) }),
	'a signature of another time': () => address({ RequestTime: String(now() + 1) }),
	'an old signature': () => {
		const old = now() - 3_600;
		return address({ RequestTime: String(old), Sign: signCallback(CALLBACK_TOKEN, old) });
	},
	'a signature of the future': () => {
		const soon = now() + 3_600;
		return address({ RequestTime: String(soon), Sign: signCallback(CALLBACK_TOKEN, soon) });
	},
	'a time that is no number': () =>
		address({ RequestTime: 'NaN', Sign: signCallback(CALLBACK_TOKEN, 'NaN' as never) }),
	'another SDKAppID': () => address({ SdkAppid: '1400000002' }),
	'no SDKAppID': () => address({ SdkAppid: undefined }),
	'the SDKAppID twice': () => address({}, `&SdkAppid=${SDK_APP_ID}`),
	'the SDKAppID as a list': () => address({ SdkAppid: undefined }, `&SdkAppid[]=${SDK_APP_ID}`),
	'the SDKAppID as an object': () => address({ SdkAppid: undefined }, '&SdkAppid[toString]=1'),
	'the signature twice': () => address({}, `&Sign=${signCallback(CALLBACK_TOKEN, now())}`),
	'the time twice': () => address({}, `&RequestTime=${now()}`),
	'a signature in the name': () => address({ Sign: undefined }, '&__proto__[Sign]=x&Sign%00=x'),
	'nothing at all': () => trigger.url,
};
for (const [name, url] of Object.entries(forged)) {
	test(`a forged callback is refused: ${name}`, async () => {
		await without(async () => await post(url()), [401, 403]);
	});
}

test('a callback that is replayed within its time starts nothing more', async () => {
	const [url, text] = [address(), body()];
	assert.equal(await post(url, text), 200);
	await without(async () => await post(url, text), [200]);
});

const hostile: Record<string, { text: string; statuses: number[]; type?: string }> = {
	'2 MB': { text: body([{ a: 'x'.repeat(2 * 1024 * 1024) }]), statuses: [400] },
	'20 MB': { text: body([{ a: 'x'.repeat(20 * 1024 * 1024) }]), statuses: [400, 413, 500] },
	'101 events': { text: body(manyEvents(101)), statuses: [400] },
	'no events': { text: body([]), statuses: [400] },
	'events that are none': { text: body([1, null, 'x']), statuses: [400] },
	'broken JSON': { text: '{"Events":[', statuses: [400, 422] },
	'deep JSON': { text: `{"Events":${'['.repeat(50_000)}`, statuses: [400, 422] },
	'no body': { text: '', statuses: [400] },
	'a form': { text: 'Events=1', statuses: [400], type: 'application/x-www-form-urlencoded' },
};
for (const [name, { text, statuses, type = 'application/json' }] of Object.entries(hostile)) {
	test(`a signed body is refused: ${name}`, async () => {
		await without(async () => await post(address(), text, { 'content-type': type }), statuses);
	});
}

test('hostile values in a signed callback are passed on as values, and break nothing', async () => {
	const odd = { toString: 1, valueOf: 2, __proto__x: 1 };
	const texts = [
		{ CallbackCommand: 'constructor', PushStage: 'constructor', TaskId: odd },
		{ CallbackCommand: '__proto__', EventTime: odd, ErrCode: odd, DataId: odd },
		{ CallbackCommand: COMMAND, PushPlatform: 'hasOwnProperty', EventType: odd, TaskTime: 1e300 },
	];
	for (const event of texts) assert.equal(await post(address(), body([event])), 200);
	const polluting = '{"Events":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"p":1}}}]}';
	assert.equal(await post(address(), polluting), 200);
	const injected = '&CallbackCommand[toString]=x&ClientIP=%0d%0aX-Injected:%201&a[__proto__][b]=1';
	assert.equal(await post(address({ CallbackCommand: undefined }, injected)), 200);
	const all = await n8n.executions(trigger.workflowId);
	assert.deepEqual(new Set(all.map(({ status }) => status)), new Set(['success']));
});

test('headers decide nothing', async () => {
	const headers = {
		'content-type': 'application/json',
		'x-forwarded-for': '127.0.0.1',
		'x-http-method-override': 'GET',
		sign: signCallback(CALLBACK_TOKEN, now()),
		authorization: `Bearer ${CALLBACK_TOKEN}`,
	};
	await without(async () => await post(address({ Sign: undefined }), body(), headers), [401]);
});

test('thousands of forged callbacks start nothing, and their memory is given back', async () => {
	const started = await executions();
	const forge = async (count: number) => {
		let next = 0;
		const work = async () => {
			while (next++ < count) await post(address({ Sign: 'f'.repeat(64) }), body(manyEvents(50)));
		};
		await Promise.all(Array.from({ length: 32 }, work));
	};
	// What n8n grows to under load at all.
	await forge(6_000);
	const before = memoryOfN8n();
	await forge(6_000);
	assert.equal(await executions(), started);
	const growth = memoryOfN8n() - before;
	assert.ok(growth < MOST_GROWTH_MB, `${before} MB grew by ${growth} MB`);
	assert.equal(await post(address()), 200);
});

test('200 connections that send nothing keep nobody from being answered', async () => {
	const before = memoryOfN8n();
	const { port } = new URL(trigger.url);
	const sockets = await Promise.all(
		Array.from({ length: 200 }, async (_, index) => {
			const socket = connect(Number(port), '127.0.0.1');
			socket.on('error', () => undefined);
			await new Promise((connected) => socket.once('connect', connected));
			// Half of them begin a request that never goes on.
			if (index % 2)
				socket.write('POST /webhook/attack HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n');
			return socket;
		}),
	);
	assert.equal(await post(address()), 200);
	assert.ok(memoryOfN8n() - before < MOST_GROWTH_MB, `${before} MB became ${memoryOfN8n()} MB`);
	for (const socket of sockets as Socket[]) socket.destroy();
});
