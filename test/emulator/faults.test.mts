import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import type { FaultRequest } from '../../emulator/faults.mts';
import { ownPort } from '../support/ownPort.mts';
import { basic, emulatorForEachTest } from './client.mts';

const path = '/v3/push/plan/add_plan_push';

describe('faults', () => {
	const given = emulatorForEachTest({
		get port() {
			return ownPort();
		},
	});

	const send = (options: { signal?: AbortSignal } = {}) =>
		request(given.emulator.url + path, {
			method: 'POST',
			headers: { authorization: basic(), 'content-type': 'application/json' },
			body: JSON.stringify({ planName: 'a', planDescribe: 'b' }),
			...options,
		});
	const plans = () => given.emulator.tpns.app().plans.size;
	const counts = () => given.emulator.control.counts()[path];
	const arm = (fault: FaultRequest) => given.emulator.control.addFault(fault);
	const textOf = async (fault: FaultRequest) => {
		arm(fault);
		return (await send()).body.text();
	};

	it('resets before reading: the request is not acted on', async () => {
		arm({ kind: 'resetBeforeRead' });
		await expect(send()).rejects.toThrow(/reset|other side closed/i);
		expect(plans()).toBe(0);
		expect(counts()).toMatchObject({ received: 1, accepted: 0 });
	});

	it('resets after acceptance: the request is acted on, once', async () => {
		arm({ kind: 'resetAfterAcceptance' });
		await expect(send()).rejects.toThrow(/reset|other side closed/i);
		expect(plans()).toBe(1);
		expect(counts()).toMatchObject({ received: 1, accepted: 1 });
		expect((await send()).statusCode).toBe(200);
	});

	it('breaks the answer off in the middle', async () => {
		arm({ kind: 'resetDuringBody' });
		const response = await send();
		expect(response.statusCode).toBe(200);
		await expect(response.body.text()).rejects.toThrow();
		expect(plans()).toBe(1);
	});

	it.each([
		[undefined, 1],
		[false, 0],
	])('never answers; accepted: %s', async (accepted, made) => {
		arm({ kind: 'noAnswer', accepted });
		const abort = new AbortController();
		const sending = expect(send({ signal: abort.signal })).rejects.toThrow();
		while (counts()?.received !== 1 || plans() !== made) await pause(5);
		await pause(150);
		abort.abort();
		await sending;
		expect(plans()).toBe(made);
	});

	it('delays', async () => {
		arm({ kind: 'delay', ms: 120 });
		const before = performance.now();
		const response = await send();
		expect(performance.now() - before).toBeGreaterThanOrEqual(115);
		expect(await response.body.json()).toMatchObject({ retCode: 0 });
	});

	it('trickles', async () => {
		arm({ kind: 'slowBody', ms: 200 });
		const response = await send();
		const before = performance.now();
		expect(await response.body.json()).toMatchObject({ retCode: 0 });
		expect(performance.now() - before).toBeGreaterThan(100);
	});

	it('answers another HTTP status, with or without acting on the request', async () => {
		arm({ kind: 'status', accepted: false });
		const gateway = await send();
		expect(gateway.statusCode).toBe(502);
		expect(gateway.headers['content-type']).toContain('text/html');
		expect(await gateway.body.text()).toContain('Bad Gateway');
		expect(plans()).toBe(0);

		arm({ kind: 'status', status: 429, headers: { 'retry-after': '2' }, body: '{}' });
		const busy = await send();
		expect(busy.statusCode).toBe(429);
		expect(busy.headers['retry-after']).toBe('2');
		expect(plans()).toBe(1);
	});

	it("answers a code in the endpoint's own envelope, and does not act", async () => {
		arm({ kind: 'code', code: 1008028, message: 'busy' });
		expect(await (await send()).body.json()).toEqual({ retCode: 1008028, ErrMsg: 'busy' });
		arm({ kind: 'code', code: 1008004, path: '/v3/push/app' });
		const push = await given.tpns('/v3/push/app', {});
		expect(push.body).toMatchObject({ ret_code: 1008004 });
		expect(plans()).toBe(0);
	});

	it('answers what is not JSON', async () => {
		for (const kind of ['malformedJson', 'truncatedJson', 'emptyBody'] as const) {
			const text = await textOf({ kind });
			expect(() => JSON.parse(text)).toThrow();
		}
		expect(await textOf({ kind: 'emptyBody' })).toBe('');
		expect(plans()).toBe(4);
	});

	it('answers JSON of another shape', async () => {
		expect(await textOf({ kind: 'wrongShape' })).toBe('[]');
		expect(await textOf({ kind: 'wrongShape', shape: 'string' })).toBe('"ok"');
		expect(await textOf({ kind: 'wrongShape', shape: 'noCode' })).toBe('{}');
	});

	it('answers a huge body that is still the answer', async () => {
		const text = await textOf({ kind: 'hugeBody' });
		expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
		expect(JSON.parse(text)).toMatchObject({ retCode: 0 });
	});

	it('answers compressed', async () => {
		arm({ kind: 'gzip' });
		const response = await send();
		expect(response.headers['content-encoding']).toBe('gzip');
		const bytes = Buffer.from(await response.body.arrayBuffer());
		expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ retCode: 0 });
	});

	it('hits the paths and the number of requests it is meant for', async () => {
		arm({ kind: 'emptyBody', path: '/v3/device/*', times: 'always' });
		arm({ kind: 'emptyBody', path, times: 2 });
		const texts = [];
		for (let call = 0; call < 3; call++) texts.push(await (await send()).body.text());
		expect(texts.map((text) => text === '')).toEqual([true, true, false]);
		given.emulator.control.clearFaults();
		expect(given.emulator.context.faults.list()).toEqual([]);
	});

	it('happen to uploads as well', async () => {
		const upload = async () => {
			const form = new FormData();
			form.append('file', new Blob(['row 1\nrow 2\n'.repeat(100_000)]), 'a.txt');
			const response = await fetch(`${given.emulator.url}/v3/push/package/upload`, {
				method: 'POST',
				headers: { authorization: basic() },
				body: form,
			});
			return { status: response.status, text: await response.text() };
		};
		const { packages } = given.emulator.tpns.app();
		arm({ kind: 'status', status: 503, accepted: false });
		expect(await upload()).toMatchObject({ status: 503 });
		arm({ kind: 'code', code: 1008011, message: 'try again' });
		expect((await upload()).text).toBe('{"retCode":1008011,"errMsg":"try again"}');
		arm({ kind: 'resetBeforeRead' });
		await expect(upload()).rejects.toThrow();
		expect(packages.size).toBe(0);
		arm({ kind: 'resetAfterAcceptance' });
		await expect(upload()).rejects.toThrow();
		expect(packages.size).toBe(1);
	});

	it('refuses connections for a while, then listens on the same port', async () => {
		await send();
		const again = given.emulator.control.refuseConnections(1_000);
		await pause(30);
		await expect(send()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await again;
		expect((await send()).statusCode).toBe(200);
	});
});
