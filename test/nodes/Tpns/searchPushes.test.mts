import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { tpnsClient } from '../../emulator/client.mts';
import { searchList } from '../../support/listSearch.mts';
import { tpnsCredentials } from '../../support/tpns.mts';

let emulator: Emulator;

beforeEach(async () => {
	emulator = await startEmulator({ contacts: 1, unknownTokens: 0 });
	emulator.tpns.settings.rates = false;
});
afterEach(() => emulator.close());

type Method = 'searchPushes' | 'searchWaitingPushes';

async function search(
	filter?: string,
	page?: string,
	secretKey?: string,
	method: Method = 'searchPushes',
) {
	const { tpnsApi } = tpnsCredentials(emulator);
	const credentials = { tpnsApi: { ...tpnsApi, ...(secretKey ? { secretKey } : {}) } };
	return await searchList({ node: 'tpns', method, credentials, filter, page });
}

const waiting = async (filter?: string, page?: string) =>
	await search(filter, page, undefined, 'searchWaitingPushes');

/** A push to all whose time comes in so many days, at 09:00 in China. */
async function schedule(title: string, days: number, more: object = {}): Promise<string> {
	const day = new Date(Date.now() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
	const { body } = await tpnsClient(emulator)('/v3/push/app', {
		audience_type: 'all',
		message_type: 'notify',
		message: { title, content: 'Hello' },
		send_time: `${day} 09:00:00`,
		...more,
	});
	return String(body.push_id);
}

async function sendMany(count: number): Promise<void> {
	const client = tpnsClient(emulator);
	for (let index = 0; index < count; index++) {
		await client('/v3/push/app', {
			audience_type: 'token_list',
			token_list: [emulator.context.contacts[0].token],
			message_type: 'notify',
			message: { title: `Push ${index}`, content: 'Hello' },
		});
	}
}

test('recent pushes are listed with title, time in both zones and status, page by page', async () => {
	await sendMany(230);
	const first = await search();
	expect(first.results).toHaveLength(200);
	expect(first.results[0]).toEqual({
		name: expect.stringMatching(
			/^Push 229 · \d{4}-\d{2}-\d{2} \d{2}:\d{2} Europe\/Berlin \(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC\+8\) · (new|waiting|started|finished)$/,
		),
		value: [...emulator.tpns.app().pushes.keys()].at(-1),
	});
	const second = await search(undefined, first.paginationToken as string);
	expect(second.results).toHaveLength(30);
	expect(second.paginationToken).toBeUndefined();
});

test('a word is looked for beyond the first page', async () => {
	const old = await schedule('Spring sale', 3);
	await sendMany(230);
	emulator.control.clearRequests();
	const { results, paginationToken } = await search('spring');
	expect(results).toEqual([
		{ name: expect.stringMatching(/^Spring sale · .* 02:00|03:00 .* · waiting$/), value: old },
	]);
	expect(paginationToken).toBeUndefined();
	expect(emulator.control.requests()).toHaveLength(2);
});

test('a search takes a few requests, and goes on where it stopped', async () => {
	const old = await schedule('Spring sale', 3);
	await sendMany(1_000);
	emulator.control.clearRequests();
	const first = await search('spring');
	expect(first.results).toEqual([]);
	expect(emulator.control.requests()).toHaveLength(5);
	const second = await search('spring', first.paginationToken as string);
	expect(second.results.map(({ value }) => value)).toEqual([old]);
});

test('only pushes that wait and can be canceled are listed to cancel, and are found', async () => {
	const soon = await schedule('Spring sale', 3);
	const late = await schedule('Summer sale', 80);
	const canceled = await schedule('Autumn sale', 5);
	await tpnsClient(emulator)('/v3/push/cancel_timing_task', { pushId: canceled });
	await sendMany(30);
	expect((await waiting()).results.map(({ value }) => value).sort()).toEqual([soon, late].sort());
	expect((await waiting('summer')).results.map(({ value }) => value)).toEqual([late]);
	expect((await waiting(soon)).results.map(({ value }) => value)).toEqual([soon]);
	expect((await waiting('autumn')).results).toEqual([]);
});

test('where TPNS refuses days to come, the list ends today', async () => {
	await sendMany(3);
	emulator.control.addFault({ kind: 'code', code: 1008007 });
	expect((await search()).results).toHaveLength(3);
	const periods = emulator.control
		.requests('/v3/statistics/get_push_record')
		.map(({ body }) => (body as { endDate: string }).endDate);
	const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
	expect(periods).toEqual([expect.any(String), today]);
	expect(periods[0] > today).toBe(true);
});

test('a wrong key says what to do', async () => {
	await expect(search(undefined, undefined, 'wrong')).rejects.toThrow(
		/did not accept the signature/,
	);
});
