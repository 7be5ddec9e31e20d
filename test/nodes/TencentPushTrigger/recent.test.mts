import { Recent } from '../../../nodes/TencentPushTrigger/recent.ts';

let readings: number;
let recent: Recent<number>;
const read = async () => await Promise.resolve(++readings);

beforeEach(() => {
	readings = 0;
	recent = new Recent<number>(1_000);
});

test('readings that come together are one', async () => {
	expect(await Promise.all([recent.read('a', 0, read), recent.read('a', 0, read)])).toEqual([1, 1]);
});

test('a value is used until it is too old', async () => {
	await recent.read('a', 0, read);
	expect(await recent.read('a', 999, read)).toBe(1);
	expect(await recent.read('a', 1_000, read)).toBe(2);
});

test('keys do not share values', async () => {
	await recent.read('a', 0, read);
	expect(await recent.read('b', 0, read)).toBe(2);
});

test('what could not be read is read again', async () => {
	const refuse = async () => await Promise.reject(new Error('no credential'));
	await expect(recent.read('a', 0, refuse)).rejects.toThrow('no credential');
	expect(await recent.read('a', 1, read)).toBe(1);
});
