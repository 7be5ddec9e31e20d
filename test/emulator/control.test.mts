import { emulatorForEachTest, second, start } from './client.mts';

describe('/_emulator', () => {
	const given = emulatorForEachTest({ contacts: 500 });

	const call = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${given.emulator.url}/_emulator/${path}`, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const text = await response.text();
		return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
	};

	it('shows what was received and what became of it', async () => {
		const plan = { planName: 'spring', planDescribe: 'x', colour: 'red' };
		await given.tpns('/v3/push/plan/add_plan_push', plan);
		await given.tpns('/v3/push/plan/add_plan_push', { planName: 'spring' });
		const { body } = await call('GET', 'requests');
		expect(body).toMatchObject([
			{
				method: 'POST',
				path: '/v3/push/plan/add_plan_push',
				headers: { accessid: '1500001048' },
				receivedAt: start.getTime(),
				body: plan,
				unknownFields: ['colour'],
				accepted: true,
				answer: { retCode: 0 },
			},
			{ accepted: false, answer: { retCode: 1008002 } },
		]);
		expect((await call('GET', 'counts')).body).toEqual({
			'/v3/push/plan/add_plan_push': { received: 2, accepted: 1, mostAtOnce: 1 },
		});
		expect((await call('GET', 'requests?path=/v3/other')).body).toEqual([]);
		expect((await call('DELETE', 'requests')).status).toBe(204);
		expect((await call('GET', 'requests')).body).toEqual([]);
	});

	it('arms and clears faults, and refuses those it does not know', async () => {
		const armed = await call('POST', 'faults', { kind: 'delay', ms: 5, times: 'always' });
		expect(armed.body).toMatchObject({ path: '*', accepted: true, times: 'always' });
		expect((await call('GET', 'faults')).body).toHaveLength(1);
		expect((await call('POST', 'faults', { kind: 'earthquake' })).status).toBe(400);
		expect((await call('POST', 'faults', { kind: 'delay', mss: 5 })).status).toBe(400);
		expect((await call('DELETE', 'faults')).status).toBe(204);
		expect((await call('GET', 'faults')).body).toEqual([]);
	});

	it('advances the clock', async () => {
		const { body } = await call('POST', 'clock/advance', { ms: 90 * second });
		expect(body).toEqual({ now: '2024-05-16T02:01:30.000Z' });
		expect((await call('GET', 'clock')).body).toEqual(body);
	});

	it('gives the address book, some of it unknown to TPNS, the same every time', async () => {
		const { body } = await call('GET', 'contacts');
		expect(body).toHaveLength(500);
		expect(body[0]).toEqual(given.emulator.context.contacts[0]);
		const { devices } = given.emulator.context;
		const unknown = body.filter(
			({ token }: { token: string }) => !devices.byToken('1500001048', token),
		);
		expect(unknown).toHaveLength(2);
		expect(new Set(body.map(({ token }: { token: string }) => token)).size).toBe(500);
		expect(body.every(({ token }: { token: string }) => token.length === 36)).toBe(true);
	});

	it('adds apps, devices and contacts, and changes settings', async () => {
		const app = { accessId: '1500000002', secretKey: 'k', platform: 'android' };
		expect(await call('POST', 'tpns/apps', app)).toEqual({
			status: 201,
			body: { accessId: '1500000002', platform: 'android' },
		});
		const device = { token: 'mine', accessId: '1500000002', account: 'ann', attended: true };
		expect((await call('POST', 'tpns/devices', device)).status).toBe(201);
		const { devices } = given.emulator.context;
		expect(devices.ofAccount('1500000002', 'ann', 0)).toMatchObject([{ token: 'mine' }]);
		const { body: people } = await call('POST', 'tpns/contacts', {
			count: 3,
			accessId: '1500000002',
		});
		expect(devices.byToken('1500000002', people[2].token)).toBeDefined();

		const { body } = await call('PATCH', 'tpns/settings', { rates: false });
		expect(body).toMatchObject({ rates: false, quotas: true });
		expect((await call('PATCH', 'tpns/settings', { rates: 'no' })).status).toBe(400);
		expect((await call('PATCH', 'tpns/settings', { speed: 1 })).status).toBe(400);
	});

	it('shows the state without the keys', async () => {
		const { body } = await call('GET', 'state');
		expect(body.tpns.apps.map(({ accessId }: { accessId: string }) => accessId)).toEqual([
			'1500001048',
			'1600001048',
		]);
		expect(JSON.stringify(body)).not.toContain('1452fcebae9f3115ba794fb0fff2fd73');
	});
});
