import fc from 'fast-check';
import { pushOutcomes, userOutcomes } from '../../../../nodes/TencentPush/userResults.ts';
import { batchOutcomes } from '../../../../nodes/Tpns/resources/batchOutcomes.ts';
import { accountOutcomes, tokenOutcomes } from '../../../../nodes/Tpns/resources/push/sentPush.ts';
import { tencentPush } from '../../../../nodes/TencentPush/product.ts';
import { tpns } from '../../../../nodes/Tpns/product.ts';
import { outcomeOf } from '../../../../nodes/shared/run/failures.ts';
import type { Outcome } from '../../../../nodes/shared/run/operation.ts';
import { createMask } from '../../../../nodes/shared/transport/secrets.ts';
import { judge } from '../../../../nodes/shared/transport/verdict.ts';

const users = ['ann', 'bob', 'Cid'];
const tokens = ['a', 'b', 'c'].map((sign) => sign.repeat(36));
const answer = (body: object, code = '0') => ({
	code,
	message: '',
	body: body as Record<string, unknown>,
});
const response = {
	status: 200,
	location: undefined,
	isTooLong: false,
	isRefusedByProxy: false,
};
const statuses = (outcomes: Outcome[] | Outcome, count = 3) =>
	Array.isArray(outcomes)
		? outcomes.map(({ status }) => status)
		: Array.from({ length: count }, () => outcomes.status);
const ofUsers = (body: object) => statuses(userOutcomes(answer(body), users));
const all = (status: string) => [status, status, status];
const refusal = { To_Account: 'ann', ErrorCode: 90018 };
const refused = ['failed', 'accepted', 'accepted'];

test.each<[object, string[]]>([
	[{}, all('accepted')],
	...[null, [], '', ' ', {}, '[]', '{}', 'null'].map((ErrorList): [object, string[]] => [
		{ ErrorList },
		all('accepted'),
	]),
	[{ ErrorList: [refusal] }, refused],
	[{ errorlist: [refusal] }, refused],
	[{ Error_List: [refusal] }, refused],
	[{ ErrorList: refusal }, refused],
	[{ ErrorList: JSON.stringify([refusal]) }, refused],
	[{ ErrorList: [JSON.stringify(refusal)] }, refused],
	[{ ErrorList: [[refusal]] }, refused],
	[{ ErrorList: [{ to_account: 'ann', error_code: '90018' }] }, refused],
	[{ ErrorList: [{ UserID: 'ann', ErrorCode: 90018 }] }, refused],
	[{ ErrorList: [{ To_Account: ' ANN', ErrorCode: 90018 }] }, refused],
	[{ ErrorList: [{ To_Account: 'cid', ErrorCode: 90018 }] }, ['accepted', 'accepted', 'failed']],
	[{ ErrorList: [{ To_Account: 'ann', ErrorCode: 0 }] }, all('accepted')],
	[{ ErrorList: [], errorList: [refusal] }, refused],
	// An entry that says too little leaves its user open.
	...[undefined, null, '', 'x', true, [1], {}].map((ErrorCode): [object, string[]] => [
		{ ErrorList: [{ To_Account: 'ann', ErrorCode }] },
		['unknown', 'accepted', 'accepted'],
	]),
	[{ ErrorList: ['ann'] }, ['unknown', 'accepted', 'accepted']],
	[{ ErrorList: [refusal, { ...refusal, ErrorCode: 70107 }] }, ['unknown', 'accepted', 'accepted']],
	// An entry of nobody leaves everybody open who has none of their own.
	[{ ErrorList: [{ ErrorCode: 90018 }] }, all('unknown')],
	[{ ErrorList: [{ To_Account: 'dan', ErrorCode: 90018 }] }, all('unknown')],
	[{ ErrorList: [{ To_Account: ['ann'], ErrorCode: 90018 }] }, all('unknown')],
	[{ ErrorList: [{ To_Account: 'ann', UserID: 'bob', ErrorCode: 1 }] }, all('unknown')],
	[{ ErrorList: { ann: 90018 } }, all('unknown')],
	[{ ErrorList: 'something failed' }, all('unknown')],
	[{ ErrorList: '[{"To_Account":"ann"' }, all('unknown')],
	...[5, true, [null], [5], [{}]].map((ErrorList): [object, string[]] => [
		{ ErrorList },
		all('unknown'),
	]),
	[{ ErrorList: [refusal, { ErrorCode: 70107 }] }, ['failed', 'unknown', 'unknown']],
	[{ ErrorList: [refusal], errorlist: [{}] }, ['failed', 'unknown', 'unknown']],
])('%j leaves the users as %j', (body, expected) => {
	expect(ofUsers(body)).toEqual(expected);
});

test('two users whose names differ by their capitals are told apart', () => {
	const of = (To_Account: string) =>
		statuses(
			userOutcomes(answer({ ErrorList: [{ To_Account, ErrorCode: 1 }] }), ['ann', 'Ann', 'bob']),
		);
	expect(of('Ann')).toEqual(['accepted', 'failed', 'accepted']);
	expect(of('ANN')).toEqual(all('unknown'));
});

test('a user who is in a request twice is refused twice', () => {
	const rows = [{ To_Account: 'ann' }, { To_Account: 'bob' }, { To_Account: 'ann' }];
	expect(statuses(userOutcomes(answer({ ErrorList: [refusal] }), rows))).toEqual([
		'failed',
		'accepted',
		'failed',
	]);
});

test('nobody is accepted whom any entry may mean, whatever its shape', () => {
	const name = fc.constantFrom('To_Account', 'to_account', 'UserID', 'Account', 'Name', 'x');
	const code = fc.constantFrom('ErrorCode', 'errorcode', 'error_code', 'Code', 'y');
	const entry = fc
		.tuple(
			name,
			fc.constantFrom<unknown>('ann', 'ANN', 'ann ', 'nobody', '', null, 7, ['ann'], { a: 'ann' }),
			code,
			fc.constantFrom<unknown>(90018, '90018', null, '', 'x', true, 70107.5),
		)
		.map(([named, user, coded, number]) => ({ [named]: user, [coded]: number }));
	const shape = fc.constantFrom(
		(list: unknown[]) => list,
		(list: unknown[]) => JSON.stringify(list),
		(list: unknown[]) => [list],
		(list: unknown[]) => list[0],
		(list: unknown[]) => ({ list }),
	);
	const list = fc.constantFrom('ErrorList', 'errorlist', 'ERROR_LIST');
	fc.assert(
		fc.property(list, shape, entry, (field, shaped, one) => {
			const [ann] = ofUsers({ [field]: shaped([one]) });
			expect(ann).not.toBe('accepted');
		}),
	);
});

describe.each([
	['tokens', tokens, tokenOutcomes],
	['accounts', users, accountOutcomes],
])('a push of TPNS to %s', (_, members, outcomes) => {
	const of = (body: object) => statuses(outcomes(answer({ push_id: '1', ...body }), members));
	const [first, second] = members;

	test.each([null, [], '', '{}', '[]', '[0]', '["ok"]', [0, '0', 'ok']])(
		'whose result is %j is accepted',
		(result) => {
			expect(of({ result, invalid_targe_list: [] })).toEqual(all('accepted'));
		},
	);

	test.each(['invalid_targe_list', 'invalid_target_list', 'invalidTargetList', 'InvalidTargeList'])(
		'is not accepted for those in %s, whatever its shape',
		(field) => {
			const isInvalid = ['invalid', 'accepted', 'accepted'];
			for (const list of [
				[first],
				[first.toUpperCase()],
				[` ${first}`],
				JSON.stringify([first]),
				first,
				`${first},`,
				[{ token: first, account: first }],
			]) {
				expect(of({ [field]: list })).toEqual(isInvalid);
			}
			expect(of({ [field]: `${first},${second}` })).toEqual(['invalid', 'invalid', 'accepted']);
			expect(of({ [field]: [first, 'another'] })).toEqual(['invalid', 'unknown', 'unknown']);
			for (const list of [['another'], [null], { a: first }, 3, true, '[']) {
				expect(of({ [field]: list })).toEqual(all('unknown'));
			}
		},
	);

	test('is not accepted for those with a code of their own', () => {
		expect(of({ result: ['1008006', '0', 'ok'] })).toEqual(['invalid', 'accepted', 'accepted']);
		expect(of({ result: '["0","1008007","x"]' })).toEqual(['accepted', 'failed', 'unknown']);
		expect(of({ result: '[1008006]' })).toEqual(all('unknown'));
		expect(of({ result: [0, 0, 0, 1008006] })).toEqual(all('unknown'));
	});
});

test('single codes are believed where they agree with the code of the answer', () => {
	const of = (result: unknown, code = '0', members = 2) =>
		statuses(batchOutcomes(answer({ result }, code), members));
	expect(of(['0', '1008006'])).toEqual(['accepted', 'invalid']);
	expect(of(['0', 'x'])).toEqual(['accepted', 'unknown']);
	expect(of(['0', null])).toEqual(['accepted', 'unknown']);
	expect(of(['0', '1008006'], '0', 3)).toEqual(all('unknown'));
	expect(of(['0'], '0', 3)).toEqual(all('accepted'));
	expect(of(['0', '0'], '1008026')).toEqual(['unknown', 'unknown']);
	expect(of(['0', '1008006'], '1008027')).toEqual(['unknown', 'unknown']);
	expect(of(['1008006', '1008006'], '1008027')).toEqual(['invalid', 'invalid']);
	expect(of({ any: 'thing' })).toEqual(['accepted', 'accepted']);
});

test('a code of one recipient of a push means what it means for the whole request', () => {
	for (const [product, outcomesOf] of [
		[
			tencentPush,
			(code: string) =>
				pushOutcomes(answer({ ErrorList: [{ ...refusal, ErrorCode: code }] }), users, () => ({})),
		],
		[tpns, (code: string) => tokenOutcomes(answer({ push_id: '1', result: [code, 0, 0] }), tokens)],
	] as const) {
		for (const code of ['12345', ...Object.keys(product.errors)]) {
			const text = JSON.stringify({ [product.envelope.code[0]]: Number(code) });
			const verdict = judge(
				{ result: { response: { ...response, text } }, secrets: [] },
				{ product, policy: { repeat: 'onceAtMost' }, mask: createMask([]) },
			);
			const whole = 'failure' in verdict ? outcomeOf(verdict.failure).status : 'accepted';
			const statusesOf = outcomesOf(code).map(({ status }) => status);
			expect({ code, statusesOf }).toEqual({
				code,
				statusesOf: [whole, 'accepted', 'accepted'],
			});
		}
	}
});
