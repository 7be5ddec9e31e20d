import fc from 'fast-check';
import { repeatedNames } from '../../../../nodes/shared/transport/losslessJson.ts';
import { readEnvelope } from '../../../../nodes/shared/transport/response.ts';
import { tencentPush } from '../../../../nodes/TencentPush/product.ts';
import { tpns } from '../../../../nodes/Tpns/product.ts';

// docs/api/tpns.md 1.18 I5 and I6
test.each([
	[{ ret_code: 0, err_msg: 'NO_ERROR' }, '0', 'NO_ERROR'],
	[{ retCode: 0, errMsg: 'success' }, '0', 'success'],
	[{ retCode: '0', ErrMsg: 'save success' }, '0', 'save success'],
	[{ retCode: ' 0 ' }, '0', ''],
	[{ ret_code: 1008007, err_msg: '', err_msg_zh: '参数' }, '1008007', '参数'],
	[{ RET_CODE: 1008003 }, '1008003', ''],
	[{ ret_code: 0, retCode: '0' }, '0', ''],
	[{ err_msg: 'ok' }, undefined, 'ok'],
	[{ ret_code: null, retCode: 'ok' }, undefined, ''],
	[{ ret_code: 1.5 }, undefined, ''],
	[{ ret_code: Infinity }, undefined, ''],
	[{ ret_code: false }, undefined, ''],
])('TPNS says %j', (body, code, message) => {
	expect(readEnvelope(body, tpns.envelope)).toEqual({ code, message, id: '' });
});

test.each([
	[tpns, { ret_code: 0, retCode: 1008007 }],
	[tpns, { retCode: 0, ret_code: 1008007 }],
	[tpns, { ret_code: 0, retCode: 'ok' }],
	[tpns, { ret_code: 0, RET_CODE: 1 }],
	[tencentPush, { ActionStatus: 'OK', ErrorCode: 1 }],
	[tencentPush, { ActionStatus: 'ok', ErrorCode: '90001' }],
	[tencentPush, { ActionStatus: 'FAIL', ErrorCode: 0 }],
	[tencentPush, { ErrorCode: 0, errorcode: 2 }],
])('%j contradicts itself (%#)', ({ envelope }, body) => {
	const read = readEnvelope(body, envelope);
	expect(read.code).toBeUndefined();
	expect(read.contradiction?.length).toBeGreaterThan(1);
});

test.each([
	{ ActionStatus: 'OK', ErrorCode: 0 },
	{ ActionStatus: 'FAIL', ErrorCode: 90001 },
	{ ActionStatus: 'SomeError', ErrorCode: 0, ErrorList: [{ To_Account: 'ann' }] },
	{ ActionStatus: null, ErrorCode: 0 },
])('%j does not', (body) => {
	const { code, contradiction } = readEnvelope(body, tencentPush.envelope);
	expect({ code, contradiction }).toEqual({
		code: String(body.ErrorCode),
		contradiction: undefined,
	});
});

test('a code is what the fields say that agree, in any order and spelling of them', () => {
	const names = ['ret_code', 'retCode', 'RETCODE', 'Ret_Code'];
	const code = fc.oneof(fc.constantFrom(0, '0', 1, '1', -1, 'x', null, '', true), fc.integer());
	const entries = fc.array(fc.tuple(fc.constantFrom(...names), code), { maxLength: 4 });
	fc.assert(
		fc.property(entries, (list) => {
			const body = Object.fromEntries(list);
			const said = Object.values(body).filter((value) => value !== null && value !== '');
			const numbers = said.map((value) => (typeof value === 'boolean' ? NaN : Number(value)));
			const isOne = new Set(numbers).size === 1 && Number.isSafeInteger(numbers[0]);
			const read = readEnvelope(body, tpns.envelope);
			expect(read.code).toBe(isOne ? String(numbers[0]) : undefined);
			expect(read.contradiction !== undefined).toBe(new Set(numbers).size > 1);
		}),
	);
});

test.each([
	[tpns, { push_id: '1328245138690125824' }, '1328245138690125824'],
	[tpns, { push_id: ['12', '13'] }, '12'],
	[tpns, { pushid: 5 }, '5'],
	[tpns, { push_id: '0' }, ''],
	[tpns, { push_id: 0, result: { pushId: '1' } }, '1'],
	[tpns, { push_id: null }, ''],
	[tencentPush, { TaskId: 'batch_1' }, 'batch_1'],
	[tencentPush, { TaskID: 0, MsgKey: '' }, ''],
	[tencentPush, { MsgKey: '89541_2574206_1572870301' }, '89541_2574206_1572870301'],
])('the ID of what was accepted is read (%#)', ({ envelope }, body, id) => {
	expect(readEnvelope(body, envelope).id).toBe(id);
});

test('names that an object of a text gives twice are found at every depth', () => {
	expect(repeatedNames('{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}')).toEqual([]);
	expect(repeatedNames('{"d":"{\\"a\\":1,\\"a\\":2}"}')).toEqual([]);
	expect(repeatedNames('{"a":1,"b":[{"a":2,"c":3,"a":3}]}')).toEqual(['a']);
	expect(repeatedNames('{"a" : 1 , "b":"\\"a\\":", "\\u0061":2}')).toEqual(['a']);
	const name = fc.constantFrom('a', 'b', 'a"', '\\', '{', ':', '__proto__', 'é');
	fc.assert(
		fc.property(fc.array(fc.tuple(name, fc.json({ maxDepth: 3 }))), (entries) => {
			const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(' ,')}}`;
			const names = entries.map(([key]) => key);
			const repeated = names.filter((each, index) => names.indexOf(each) < index);
			expect(repeatedNames(text)).toEqual(repeated);
		}),
	);
});
