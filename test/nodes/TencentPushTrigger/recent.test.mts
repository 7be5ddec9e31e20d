import { Recent } from '../../../nodes/TencentPushTrigger/recent.ts';

let readings: number;
let recent: Recent<number>;
let now: number;
const read = async () => await Promise.resolve(++readings);

beforeEach(() => {
	readings = 0;
	now = 0;
	recent = new Recent<number>(1_000, () => now);
});

test('readings that come together are one', async () => {
	expect(await Promise.all([recent.read('a', read), recent.read('a', read)])).toEqual([1, 1]);
});

test('a value is used until it is too old', async () => {
	await recent.read('a', read);
	now = 999;
	expect(await recent.read('a', read)).toBe(1);
	now = 1_000;
	expect(await recent.read('a', read)).toBe(2);
});

test('keys do not share values', async () => {
	await recent.read('a', read);
	expect(await recent.read('b', read)).toBe(2);
});

test('what could not be read is read again', async () => {
	const refuse = async () => await Promise.reject(new Error('no credential'));
	await expect(recent.read('a', refuse)).rejects.toThrow('no credential');
	expect(await recent.read('a', read)).toBe(1);
});
