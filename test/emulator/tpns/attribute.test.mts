import { emulatorForEachTest } from '../client.mts';

describe('v3/device/set_custom_attribute', () => {
	const given = emulatorForEachTest();
	beforeEach(() => given.emulator.tpns.addDevice({ token: 'a' }));

	const send = async (cmd: number, attributeMap?: Record<string, string>, token = 'a') =>
		(
			await given.tpns('/v3/device/set_custom_attribute', {
				cmd,
				token,
				...(attributeMap && { attributeInfo: { attributeMap } }),
			})
		).body;
	const stored = async () => (await send(5)).attributeInfo;

	it('adds, updates, deletes and gives attributes', async () => {
		expect(await send(1, { name: 'Mei', city: 'Shenzhen' })).toEqual({
			retCode: 0,
			errMsg: 'save success',
			invalidAttribute: [],
		});
		await send(2, { city: 'Berlin' });
		expect(await stored()).toEqual({ attributeMap: { name: 'Mei', city: 'Berlin' } });
		await send(3, { city: '' });
		expect(await stored()).toEqual({ attributeMap: { name: 'Mei' } });
		await send(4);
		expect(await stored()).toEqual({ attributeMap: {} });
	});

	it('notices a deletion without the value that the sample of the manual sends', async () => {
		await send(1, { name: 'Mei', city: 'Shenzhen' });
		await send(3, { name: 'Mei', city: '' });
		const doubtful = () =>
			given.emulator.control
				.requests('/v3/device/set_custom_attribute')
				.map(({ withoutExample }) => withoutExample);
		expect(doubtful()).toEqual([[], ['attributeInfo.attributeMap.city']]);
		expect(await stored()).toEqual({ attributeMap: {} });
	});

	it('deletes by the value too, if so set', async () => {
		given.emulator.tpns.settings.attributeDeletion = 'byValue';
		await send(1, { name: 'Mei', city: 'Shenzhen' });
		expect(await send(3, { name: 'Mei', city: '' })).toMatchObject({ retCode: 0 });
		expect(await stored()).toEqual({ attributeMap: { city: 'Shenzhen' } });
	});

	it('names keys that the console does not know, with code 0', async () => {
		expect(await send(1, { name: 'Mei', shoeSize: '38' })).toMatchObject({
			retCode: 0,
			invalidAttribute: ['shoeSize'],
		});
		expect(await stored()).toEqual({ attributeMap: { name: 'Mei' } });
	});

	it('refuses long texts, unknown tokens and commands, and missing maps', async () => {
		expect((await send(1, { name: '测'.repeat(17) })).retCode).toBe(1008007);
		expect((await send(1, { name: '测'.repeat(16) })).retCode).toBe(0);
		expect((await send(5, undefined, 'nobody')).retCode).toBe(1008029);
		expect((await send(6)).retCode).toBe(1008007);
		expect((await send(1)).retCode).toBe(1008002);
	});
});
