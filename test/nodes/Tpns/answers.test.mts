import { acceptTimes } from '../../../nodes/Tpns/message/acceptTimes';
import {
	describeRecord,
	isFinal,
	PUSH_STATES,
	readRecord,
	statusWord,
} from '../../../nodes/Tpns/pushRecord/record';
import { batchOutcomes } from '../../../nodes/Tpns/resources/batchOutcomes';
import { pushIds, tokenOutcomes } from '../../../nodes/Tpns/resources/push/sentPush';
import {
	channelsOf,
	describeChannel,
	describeTotal,
	singleChannels,
} from '../../../nodes/Tpns/resources/statistics/channels';
import { isoDay } from '../../../nodes/Tpns/times';
import { fieldContext } from '../../support/fieldContext.mts';

// Inconsistencies of docs/api/tpns.md 1.18 that the emulator answers in one way only.

const answer = (body: Record<string, unknown>, code = '0') => ({ code, message: '', body });

describe('a push ID', () => {
	test.each([
		[{ push_id: '427184209' }, { pushId: '427184209' }],
		[{ pushId: 133703 }, { pushId: '133703' }],
		[{ pushid: '1328245138690125824' }, { pushId: '1328245138690125824' }],
		[{ push_id: ['1', '2'] }, { pushId: '1', pushIds: ['1', '2'] }],
		[{ push_id: ['1'] }, { pushId: '1' }],
	])('%j (I7, I8)', (body, ids) => {
		expect(pushIds(answer(body))).toEqual(ids);
	});
});

test.each([
	[{ invalid_targe_list: ['a'] }, ['invalid', 'accepted']],
	[{ invalid_target_list: ['a'] }, ['invalid', 'accepted']],
	[{ invalid_targe_list: [] }, ['accepted', 'accepted']],
	[{}, ['accepted', 'accepted']],
])('invalid tokens %j (I43)', (body, statuses) => {
	expect(tokenOutcomes(answer(body), ['a', 'b']).map(({ status }) => status)).toEqual(statuses);
});

describe('a push record', () => {
	const raw = {
		date: '2019-11-18 11:26:54',
		pushId: 133703,
		title: 'test title',
		status: 'PUSH_FINISHED',
		messageType: 'notification',
		pushType: 'package_token_push',
		collapseID: 300001,
		uploadId: 7,
		pushConfig: { Android: { ring: 1 }, iOS: null },
		somethingNew: { a: 1 },
	};

	test('is read alike, whatever it spells (I7, I10, I12 to I15, I36)', () => {
		expect(readRecord(raw)).toEqual({
			...raw,
			pushId: '133703',
			messageType: 'notification',
			pushTime: '2019-11-18T03:26:54.000Z',
			pushConfig: { android: { ring: 1 }, ios: null },
			collapseId: 300001,
		});
	});

	test('is shown in words', () => {
		const record = readRecord({ ...raw, createTime: 1574047614 });
		const simple = {
			pushId: '133703',
			title: 'test title',
			status: 'finished',
			sentAt: '2019-11-18T04:26:54+01:00',
			serverTime: '2019-11-18 11:26:54 UTC+8',
			pushType: 'package',
			collapseId: 300001,
		};
		expect(describeRecord(record, true, 'Europe/Berlin')).toEqual(simple);
		const all = describeRecord(record, false, 'Europe/Berlin');
		expect(all).toEqual({
			...raw,
			...simple,
			messageType: 'notification',
			createdTime: '2019-11-18T04:26:54+01:00',
			createTime: 1574047614,
			pushConfig: { android: { ring: 1 }, ios: null },
		});
		const words = PUSH_STATES.map(([status]) => statusWord(status));
		expect(new Set(words).size).toBe(PUSH_STATES.length);
		expect(statusWord('PUSH_PAUSED')).toBe('PUSH_PAUSED');
	});

	test('is shown with what it has', () => {
		const record = readRecord({ pushId: '1', date: 'soon', targetList: ['a', 'b'] });
		expect(describeRecord(record, true, 'UTC')).toEqual({
			pushId: '1',
			serverTime: 'soon',
			recipients: 2,
		});
	});

	test.each(PUSH_STATES.map(([status, word]) => [status, word.toLowerCase()]))(
		'%s has one time: when it was sent, or for when it was scheduled',
		(status, word) => {
			const shown = describeRecord(readRecord({ ...raw, status }), true, 'Asia/Kolkata');
			const sent = ['started', 'finished', 'revoked', 'overwritten', 'stopped'].includes(word);
			const name = sent ? 'sentAt' : 'scheduledFor';
			expect(shown).toMatchObject({ status: word, [name]: '2019-11-18T08:56:54+05:30' });
			expect(shown).not.toHaveProperty(sent ? 'scheduledFor' : 'sentAt');
		},
	);

	test.each([
		['PUSH_INIT', false],
		['PUSH_WAIT', false],
		['PUSH_STARTED', false],
		['PUSH_FINISHED', true],
		['PUSH_COLLAPSED', true],
		[undefined, false],
		['', false],
	])('%p is final: %p', (status, final) => {
		expect(isFinal(status)).toBe(final);
	});
});

describe('the results of a batch (I26, I27)', () => {
	const statuses = (body: Record<string, unknown>, code: string, members: number) =>
		batchOutcomes(answer(body, code), members).map(({ status }) => status);

	test.each([
		[{ result: ['0', '1008006'] }, '1008026', 2, ['accepted', 'invalid']],
		[{ result: '[0, 1008006]' }, '1008026', 2, ['accepted', 'invalid']],
		[{ result: ['ok', 'ok'] }, '0', 2, ['accepted', 'accepted']],
		[{ result: '[0]' }, '0', 3, ['accepted', 'accepted', 'accepted']],
		[{ result: '{}' }, '0', 1, ['accepted']],
		[{ result: { '': '' } }, '0', 1, ['accepted']],
		[{}, '0', 2, ['accepted', 'accepted']],
		[{}, '1008027', 2, ['failed', 'failed']],
		[{}, '1008026', 2, ['unknown', 'unknown']],
		[{ result: ['1008007'] }, '1008027', 1, ['failed']],
	])('%j with %s for %d members', (body, code, members, expected) => {
		expect(statuses(body, code, members)).toEqual(expected);
	});
});

describe('statistics by channel', () => {
	const state = (
		pushActiveUv: number,
		verifySvcUv: number,
		arrivalUv: number,
		clickUv: number,
	) => ({
		pushActiveUv,
		pushOnlineUv: pushActiveUv,
		verifySvcUv,
		arrivalUv,
		clickUv,
	});
	const channels = channelsOf([
		{ channel: 'xg', pushState: state(1000, 800, 800, 300) },
		{ channel: 'xm', pushState: state(1000, 0, 900, 50) },
		{ channel: 'apns', pushState: state(10, 5, 5, 1) },
		{ channel: 'apns', pushState: state(10, 5, 5, 1) },
		{ channel: 'newVendor', pushState: {} },
		{ channel: 'all', pushState: state(2010, 805, 1705, 301) },
	]);

	test('each channel counts once, also one that nobody knows (I45)', () => {
		expect(singleChannels(channels).map(({ channel }) => channel)).toEqual([
			'xg',
			'xm',
			'apns',
			'newVendor',
		]);
	});

	test("the manual's sample, with its arrivals in verifySvcUv, reads as people count", () => {
		const pushState = { arrivalUv: 0, verifySvcUv: 4641, clickUv: 3818 };
		expect(describeChannel({ channel: 'xg', pushState })).toMatchObject({
			delivered: 4641,
			clicked: 3818,
			clickRate: 0.8227,
			raw: pushState,
		});
	});

	test('the clicks of all channels stand against the arrivals of all (1.16, I46)', () => {
		expect(describeTotal([channels])).toMatchObject({
			scheduled: 2010,
			delivered: 1705,
			clicked: 351,
			clickRate: Math.round((351 / 1705) * 10_000) / 10_000,
		});
	});
});

test.each([
	['20200216', '2020-02-16'],
	[20190724, '2019-07-24'],
])('the day %p reads %p (I10)', (answered, day) => {
	expect(isoDay(answered)).toBe(day);
});

test('a time window over midnight is split (I42)', () => {
	const windows = [{ start: '22:00', end: '6:30' }];
	const at = (hour: string, min: string) => ({ hour, min });
	expect(acceptTimes.read({ acceptTimes: { windows } }, fieldContext)).toEqual([
		{ start: at('22', '00'), end: at('23', '59') },
		{ start: at('00', '00'), end: at('06', '30') },
	]);
});
