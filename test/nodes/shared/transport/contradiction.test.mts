import fc from 'fast-check';
import type { Product } from '../../../../nodes/shared/transport/product.ts';
import { createMask } from '../../../../nodes/shared/transport/secrets.ts';
import { judge } from '../../../../nodes/shared/transport/verdict.ts';
import { tencentPush } from '../../../../nodes/TencentPush/product.ts';
import { tpns } from '../../../../nodes/Tpns/product.ts';

/** What a response means for a send: accepted, refused, unknown or unreachable. */
function meaning(product: Product, body: unknown, status = 200): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = { status, location: undefined, text, isTooLong: false, isRefusedByProxy: false };
	const verdict = judge(
		{ result: { response }, secrets: [] },
		{ product, policy: { repeat: 'onceAtMost' }, mask: createMask([]) },
	);
	return 'answer' in verdict ? 'accepted' : verdict.failure.kind;
}

test.each<[Product, unknown, string]>([
	[tencentPush, { ActionStatus: 'OK', ErrorCode: 0 }, 'accepted'],
	[tencentPush, { ActionStatus: 'success', ErrorCode: 0 }, 'accepted'],
	[tencentPush, { ActionStatus: ' ok ', ErrorCode: 0 }, 'accepted'],
	[tencentPush, { actionstatus: '', ErrorCode: 0 }, 'accepted'],
	[tencentPush, { ErrorCode: 0 }, 'accepted'],
	[tencentPush, { ActionStatus: null, ErrorCode: 0 }, 'accepted'],
	// docs/api/push-service.md 6: batchsendmsg says SomeError next to its ErrorList.
	[tencentPush, { ActionStatus: 'SomeError', ErrorCode: 0, ErrorList: [{ a: 1 }] }, 'accepted'],
	[tencentPush, { ActionStatus: 'SomeError', ErrorCode: 0 }, 'unknown'],
	[tencentPush, { ActionStatus: 'SomeError', ErrorCode: 0, ErrorList: [] }, 'unknown'],
	[tencentPush, { ActionStatus: 'SomeError', ErrorCode: 90001 }, 'unknown'],
	[tencentPush, { ActionStatus: 'FAIL', ErrorCode: 90001 }, 'refused'],
	[tencentPush, { ActionStatus: 'FAILED', ErrorCode: 0 }, 'unknown'],
	[tencentPush, { ActionStatus: 'PARTIAL', ErrorCode: 0 }, 'unknown'],
	[tencentPush, { ActionStatus: 'PARTIAL', ErrorCode: 90001 }, 'unknown'],
	[tencentPush, { ActionStatus: 'OK', actionStatus: 'FAIL', ErrorCode: 0 }, 'unknown'],
	[tencentPush, { error_code: 0, ErrorCode: 90001 }, 'unknown'],
	[tencentPush, { ErrorCode: 90001, Result: { TaskId: 'batch_1' } }, 'unknown'],
	[tencentPush, { ErrorCode: 90001, data: '{"list":[{"taskid":"batch_1"}]}' }, 'unknown'],
	[tencentPush, { ErrorCode: 90001, TaskId: '', TaskID: 0 }, 'refused'],
	[tpns, { ret_code: 1008007, result: { push_id: '123' } }, 'unknown'],
	[tpns, { ret_code: 1008007, data: { pushId: ['123'] } }, 'unknown'],
	[tpns, { ret_code: 1008007, result: '{"push_id":"123"}' }, 'unknown'],
	[tpns, { ret_code: 1008007, result: '[{"push_ids":[["123"]]}]' }, 'unknown'],
	[tpns, { ret_code: 1008007, push_id: { id: 5 } }, 'unknown'],
	[tpns, { ret_code: 1008007, push_id: '0', result: '{}' }, 'refused'],
	[tpns, { ret_code: 0, result: { ret_code: 1008007 } }, 'unknown'],
	[tpns, { ret_code: 0, result: '{"retCode":1008007}' }, 'unknown'],
	[tpns, { ret_code: 1008007, result: { retCode: 0 } }, 'unknown'],
	[tpns, { ret_code: 0, result: '{}', push_id: '1' }, 'accepted'],
	[tpns, { ret_code: 0, result: '[0]', push_id: '1' }, 'accepted'],
	[tpns, '{"ret_code":0,"result":{},"result":{"ret_code":1}}', 'unknown'],
	[tpns, '{"ret_code":0,"result":{"ret_code":0,"ret_code":1}}', 'unknown'],
	[tpns, '{"ret_code":0,"invalid_targe_list":["a"],"invalid_targe_list":[]}', 'unknown'],
	[tencentPush, '{"ErrorCode":0,"ErrorList":[{"To_Account":"a"}],"ErrorList":[]}', 'unknown'],
	[tencentPush, '{"ErrorCode":0,"ErrorList":[{"To_Account":"a","To_Account":"b"}]}', 'unknown'],
	[tencentPush, '{"ErrorCode":0,"ErrorInfo":"a","ErrorInfo":"b"}', 'accepted'],
])('%# a send is what its answer says without contradiction', (product, body, expected) => {
	expect({ body, meaning: meaning(product, body) }).toEqual({ body, meaning: expected });
});

const codes = fc.constantFrom<unknown>(
	0,
	'0',
	1008007,
	'1008007',
	90001,
	-1,
	null,
	'',
	true,
	false,
	[0],
	'x',
	0.5,
	{},
);
const words = fc.constantFrom<unknown>(
	...['OK', 'ok', 'SUCCESS', 'FAIL', 'FAILURE', 'SomeError', 'PARTIAL', 'MAYBE', ''],
	...[null, true, 0, ['OK']],
);
const ids = fc.constantFrom<unknown>('', '0', 0, null, [], '12', 12, ['12'], [['0', '12']]);
const places = ['top', 'object', 'text', 'list', 'deep'] as const;
const placed = (place: (typeof places)[number], value: object): object => {
	if (place === 'top') return value;
	if (place === 'object') return { result: value };
	if (place === 'text') return { result: JSON.stringify(value) };
	if (place === 'list') return { result: [value] };
	return { data: { more: JSON.stringify({ list: [{ deep: value }] }) } };
};

/** Written from the rules: no code is believed that anything else in the answer contradicts. */
test.each<[string, Product, string[], string[], boolean]>([
	['tpns', tpns, ['ret_code', 'retCode', 'RetCode'], ['push_id', 'pushId', 'PushIDs'], false],
	[
		'tencentPush',
		tencentPush,
		['ErrorCode', 'errorcode', 'error_code'],
		['TaskId', 'MsgKey'],
		true,
	],
])('an answer of %s that contradicts itself is never believed', (_, ...given) => {
	const [product, codeNames, idNames, hasStatus] = given;
	const names = fc.constantFrom<string>(...codeNames);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(names, codes), { minLength: 1, maxLength: 3 }),
			fc.option(words),
			fc.option(fc.tuple(fc.constantFrom<string>(...idNames), ids, fc.constantFrom(...places))),
			fc.option(fc.tuple(names, codes, fc.constantFrom('object', 'text'))),
			(top, word, id, nested) => {
				const body = {
					...Object.fromEntries(top),
					...(word !== null && hasStatus ? { ActionStatus: word } : {}),
					...(id && placed(id[2], { [id[0]]: id[1] })),
					...(nested &&
						(nested[2] === 'object'
							? { Inner: { [nested[0]]: nested[1] } }
							: { Inner: JSON.stringify({ [nested[0]]: nested[1] }) })),
				};
				const own = Object.values(Object.fromEntries(top)).filter(isSaid);
				const all = [...own, ...(nested && isSaid(nested[1]) ? [nested[1]] : [])].map(integer);
				const status = hasStatus && isSaid(word) ? String(word).toUpperCase() : '';
				const isText = typeof word === 'string' || !hasStatus || !isSaid(word);
				const isSure = own.length > 0 && all.every((code) => code !== undefined && code === all[0]);
				const hasId = id !== null && /[1-9]/.test(JSON.stringify(id[1]));
				const isSuccess = ['', 'OK', 'SUCCESS'].includes(status) && isText;
				const isFailure = ['', 'FAIL', 'FAILURE'].includes(status) && isText;
				const expected = !isSure
					? ['unknown']
					: all[0] === 0
						? [isSuccess ? 'accepted' : 'unknown']
						: !isFailure || hasId
							? ['unknown']
							: // What an undocumented or foreign code means is not this test's.
								['unknown', 'refused'];
				expect(expected).toContain(meaning(product, body));
			},
		),
		{ numRuns: 3_000 },
	);
});

function isSaid(value: unknown): boolean {
	return value !== null && value !== undefined && value !== '';
}

function integer(code: unknown): number | undefined {
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	return Number.isSafeInteger(Number(code)) ? Number(code) : undefined;
}
