import { tpns } from '../../../../nodes/Tpns/product.ts';

// docs/api/tpns.md 1.18 I5 and I6
test.each([
	[{ ret_code: 0, err_msg: 'NO_ERROR' }, '0', 'NO_ERROR'],
	[{ retCode: 0, errMsg: 'success' }, '0', 'success'],
	[{ retCode: '0', ErrMsg: 'save success' }, '0', 'save success'],
	[{ ret_code: 1008007, err_msg: '', err_msg_zh: '参数' }, '1008007', '参数'],
	[{ RET_CODE: 1008003 }, '1008003', ''],
	[{ err_msg: 'ok' }, undefined, 'ok'],
	[{ ret_code: null, retCode: 'ok' }, undefined, ''],
])('%j', (body, code, message) => {
	expect(tpns.readEnvelope(body)).toEqual({ code, message });
});
