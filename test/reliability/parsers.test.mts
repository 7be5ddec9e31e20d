import fc from 'fast-check';
import {
	collectionField,
	integer,
	readApiFields,
	text,
	webAddress,
} from '../../nodes/shared/fields/apiFields.ts';
import { readDay } from '../../nodes/shared/fields/day.ts';
import { mergeJson, readJsonObject } from '../../nodes/shared/fields/json.ts';
import { readKeyValues } from '../../nodes/shared/fields/keyValues.ts';
import { readList, readRequiredList } from '../../nodes/shared/fields/list.ts';
import { checkAhead, formatAtOffset, readMoment } from '../../nodes/shared/fields/moment.ts';
import { parseTemplate, resolveTemplate } from '../../nodes/shared/run/itemExpression.ts';
import { resolveAddress } from '../../nodes/shared/transport/authenticate.ts';
import { parseLossless, repeatedNames } from '../../nodes/shared/transport/losslessJson.ts';
import { networkError } from '../../nodes/shared/transport/network.ts';
import { readEnvelope } from '../../nodes/shared/transport/response.ts';
import { createMask, maskSecrets } from '../../nodes/shared/transport/secrets.ts';
import { RowFiles, checkRow } from '../../nodes/Tpns/resources/audiencePackage/rows.ts';
import { parseTagExpression, writeTagExpression } from '../../nodes/Tpns/tagRules/expression.ts';
import { tagRules } from '../../nodes/Tpns/tagRules/fields.ts';
import { tagRulesInWords } from '../../nodes/Tpns/tagRules/inWords.ts';
import { TAG_TYPES, type TagRule } from '../../nodes/Tpns/tagRules/types.ts';
import { tencentPush } from '../../nodes/TencentPush/product.ts';
import { tpns } from '../../nodes/Tpns/product.ts';
import { MOST_EVENTS, readCallback } from '../../nodes/TencentPushTrigger/callback.ts';
import { commandOf, rawEvent, simplifyEvent } from '../../nodes/TencentPushTrigger/events.ts';
import { passes } from '../../nodes/TencentPushTrigger/filter.ts';
import { identify } from '../../nodes/TencentPushTrigger/identity.ts';
import { verifyQuery } from '../../nodes/TencentPushTrigger/verify.ts';
import { checkPrototype, inputs, nastyJson, nastyText, nastyValue, tryParse } from './nasty.mts';

/** Inputs of a parser. The tests of this file make three fifths of all. */
const SHARE = 0.6 / 20;
const zone = fc.oneof(
	fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Shanghai', 'America/St_Johns', 'Mars/Base'),
	nastyText,
);

const context = {
	timezone: 'Europe/Berlin',
	now: new Date('2026-01-01T00:00:00Z'),
	isTool: false,
	isPreview: false,
	identity: {},
};
const readRules = (parameters: Record<string, unknown>) => tagRules.read(parameters, context);

/** Checks what a parser makes of nasty input; undefined stands for a message to the user. */
function fuzz<T extends [unknown, ...unknown[]]>(
	name: string,
	arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
	check: (...values: T) => void,
): void {
	test(
		name,
		() => {
			fc.assert(
				fc.property(...(arbitraries as [fc.Arbitrary<unknown>]), (...values) => {
					check(...(values as unknown as T));
					checkPrototype();
				}),
				{ numRuns: inputs(SHARE) },
			);
		},
		600_000,
	);
}

fuzz('lists', [nastyValue], (value) => {
	const entries = tryParse(() => readList(value, 'Users'));
	for (const entry of entries ?? []) {
		expect(typeof entry).toBe('string');
		expect(entry).toBe(entry.trim());
	}
	expect(tryParse(() => readRequiredList(value, 'Users')) ?? []).not.toContain('');
});

fuzz('JSON fields', [nastyValue], (value) => {
	const object = tryParse(() => readJsonObject(value, 'Additional JSON'));
	if (object !== undefined) expect(Array.isArray(object)).toBe(false);
});

fuzz('JSON laid over a request', [nastyJson, nastyValue], (base, extra) => {
	const request = { aps: { sound: 'x' }, base };
	const before = JSON.stringify(request);
	const object = tryParse(() => readJsonObject(extra, 'Additional JSON'));
	const merged = mergeJson(request, object);
	expect(JSON.stringify(request)).toBe(before);
	expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
	expect(Object.getPrototypeOf(merged.aps ?? {})).not.toBeNull();
});

fuzz('names and values', [nastyValue], (value) => {
	const object = tryParse(() => readKeyValues(value, 'Custom Content'));
	if (object !== undefined) expect(Object.keys(object).length).toBeGreaterThan(0);
});

fuzz('numbers, texts and addresses', [nastyValue], (value) => {
	const number = tryParse(() => integer(1, 9)(value, 'Limit', context));
	if (number !== undefined) expect([1, 2, 3, 4, 5, 6, 7, 8, 9]).toContain(number);
	const words = tryParse(() => text(50)(value, 'Title'));
	if (words !== undefined) expect(Buffer.byteLength(words)).toBeLessThanOrEqual(50);
	const address = tryParse(() => webAddress(value, 'Icon', context));
	if (address !== undefined) expect(address).toMatch(/^https?:\/\//i);
});

fuzz('collections', [nastyValue, nastyValue], (title, number) => {
	const property = (name: string, type: 'string' | 'number') => ({
		displayName: name,
		name,
		type,
		default: '',
	});
	const fields = [
		{ api: 'a.b.c', property: property('title', 'string') },
		{ api: 'a.b.d', property: property('number', 'number') },
	];
	tryParse(() => readApiFields({ title, number }, fields, context));
	const added = collectionField('Added', 'added', [], {}, (values) =>
		readApiFields(values, fields, context),
	);
	tryParse(() => added.read({ added: title }, context));
});

fuzz('points in time', [nastyValue, zone], (value, timeZone) => {
	const moment = tryParse(() => readMoment(value, timeZone, 'Send Time'));
	if (moment === undefined) return;
	expect(Number.isNaN(moment.getTime())).toBe(false);
	const ahead = tryParse(() => (checkAhead(moment, new Date(), 'Send Time', 90), true));
	if (ahead) expect(formatAtOffset(moment, 8)).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
});

fuzz('days', [nastyValue, zone], (value, timeZone) => {
	const day = tryParse(() => readDay(value, timeZone, 'Start Date'));
	if (day !== undefined) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

fuzz('tag expressions', [nastyText], (expression) => {
	const rules = tryParse(() => parseTagExpression(expression));
	if (rules === undefined) return;
	checkRules(rules);
	expect(parseTagExpression(writeTagExpression(rules))).toEqual(rules);
});

const word = fc.oneof(
	fc.constantFrom('AND', 'OR', 'NOT', '(', ')', 'and', '()', '.', 'xg_user_define.vip', '""'),
	fc
		.constantFrom(...Object.keys(TAG_TYPES))
		.chain((type) => nastyText.map((tag) => `${type}.${tag}`)),
	nastyText.filter(({ length }) => length < 30),
);

fuzz('tag expressions of real words', [fc.array(word, { maxLength: 12 })], (words) => {
	const rules = tryParse(() => parseTagExpression(words.join(' ')));
	if (rules === undefined) return;
	checkRules(rules);
	expect(parseTagExpression(writeTagExpression(rules))).toEqual(rules);
});

fuzz('tag rules of the form', [nastyValue, nastyValue, nastyValue], (tags, tagType, operator) => {
	const item = { tags, tagType, operator, tagsOperator: operator, isNot: tags };
	const rules = tryParse(() =>
		readRules({
			tagRuleInput: 'form',
			tagRules: { rule: [{ items: { item: [item] }, operator }] },
			joinRules: operator,
		}),
	);
	if (rules !== undefined) checkRules(rules, false);
	tryParse(() => readRules({ tagRuleInput: 'form', tagRules: tags }));
	tryParse(() => readRules({ tagRuleInput: 'text', tagExpression: tags }));
	const lists = tryParse(() => readRules({ tagsAny: tags, tagsAll: tagType, tagsNone: operator }));
	if (lists !== undefined) checkRules(lists);
});

/** Everything that TPNS has to find in a rule is there, and nothing that it does not know. */
function checkRules(rules: TagRule[], typesAreKnown = true): void {
	expect(typeof tagRulesInWords(rules)).toBe('string');
	expect(rules.length).toBeGreaterThan(0);
	for (const { tag_items: items, operator } of rules) {
		expect(['AND', 'OR']).toContain(operator);
		for (const item of items) {
			expect(['AND', 'OR']).toContain(item.items_operator);
			expect(['AND', 'OR']).toContain(item.tags_operator);
			if (typesAreKnown) expect(Object.keys(TAG_TYPES)).toContain(item.tag_type);
			expect(typeof item.tag_type).toBe('string');
			expect(item.tags.every((tag) => typeof tag === 'string' && tag !== '')).toBe(true);
		}
	}
}

fuzz('rows of a package', [fc.array(nastyText, { maxLength: 6 })], (entries) => {
	const files = new RowFiles(200);
	entries.forEach((entry, item) => {
		const row = tryParse(() => checkRow(entry, 'account', 'Rows'));
		if (row === undefined) return;
		expect(row).not.toMatch(/[,"\r\n\0]/);
		files.add(item, [row]);
	});
	const all = files.files.flatMap(({ rows }) => rows);
	expect(new Set(all).size).toBe(all.length);
});

fuzz('bodies of callbacks', [nastyJson, nastyText], (body, written) => {
	for (const events of [
		readCallback(body, JSON.stringify(body)),
		readCallback(undefined, written),
		readCallback({ Events: body }),
		readCallback({ Events: [body, {}] }),
	]) {
		if (!Array.isArray(events)) expect(events.status).toBe(400);
		else expect(events.length <= MOST_EVENTS && events.length > 0).toBe(true);
	}
});

const eventField = fc.constantFrom(
	'CallbackCommand',
	'EventType',
	'PushStage',
	'PushPlatform',
	'ErrCode',
	'TaskId',
	'EventTime',
	'TaskTime',
	'MsgTime',
	'To_Account',
	'__proto__',
	'eventId',
);

fuzz(
	'events of callbacks',
	[fc.dictionary(eventField, nastyJson, { maxKeys: 8 }), nastyText],
	(raw, command) => {
		const json = JSON.parse(JSON.stringify(raw)) as Record<string, never>;
		const { eventIds } = identify([json, json], command);
		expect(eventIds).toEqual([eventIds[0], `${eventIds[0]}-2`]);
		const own = commandOf(json, command);
		const event = simplifyEvent(json, own, eventIds[0]);
		for (const name of ['eventId', 'event', 'stage', 'channel', 'vendor']) {
			expect(typeof event[name]).toBe('string');
		}
		expect(typeof event.success).toBe('boolean');
		expect(rawEvent(json, eventIds[0]).eventId).toBe(eventIds[0]);
		passes(event, own, {
			stages: ['clicked'],
			commands: ['Push.AllMemberPush'],
			channels: ['online'],
			vendors: ['apns'],
			deviceTypes: ['apns'],
			result: 'success',
			taskIds: ['a_b_c_d_e'],
			dataIdPrefix: 'x',
		});
	},
);

const now = Date.UTC(2026, 0, 1);
const signed = { sdkAppId: '1400000000', callbackToken: 'secret', toleranceSeconds: 60 };

fuzz('forged callbacks', [nastyValue, nastyValue, nastyValue], (sdkAppId, sign, time) => {
	const requestTime = fc.sample(fc.constantFrom(String(now / 1000), time), 1)[0];
	for (const id of [sdkAppId, '1400000000', ['1400000000'], 1400000000]) {
		const query = { SdkAppid: id, Sign: sign, RequestTime: requestTime };
		expect(verifyQuery(query, signed, now)?.status).toBeGreaterThanOrEqual(401);
	}
	const unsigned = { SdkAppid: sdkAppId };
	if (sdkAppId !== '1400000000') {
		expect(verifyQuery(unsigned, { ...signed, callbackToken: '' }, now)?.status).toBe(403);
	}
});

fuzz(
	'answers with long integers',
	[nastyJson, fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n })],
	(body, id) => {
		const written = JSON.stringify({ id: '@', body });
		const parsed = parseLossless(written.replace('"@"', String(id))) as {
			id: unknown;
			body: unknown;
		};
		expect(String(parsed.id)).toBe(String(id));
		expect(JSON.stringify(parsed.body).replace(/"(-?\d{16,})"/g, '$1')).toBe(
			JSON.stringify(body).replace(/"(-?\d{16,})"/g, '$1'),
		);
	},
);

fuzz('envelopes of answers', [nastyJson, nastyJson, nastyJson], (code, message, more) => {
	const answers = [
		{ ret_code: code, err_msg: message, more },
		{ retCode: code, ErrMsg: message },
		typeof more === 'object' && more !== null ? more : {},
	];
	for (const answer of answers) {
		for (const { envelope } of [tpns, tencentPush]) {
			const read = readEnvelope(answer as Record<string, unknown>, envelope);
			expect(read.code ?? '0').toMatch(/^-?\d+$/);
			expect(typeof read.message).toBe('string');
		}
		repeatedNames(JSON.stringify(answer));
	}
});

fuzz('addresses that a request asks for', [nastyText, nastyText], (url, base) => {
	const product = ['https://api.tpns.tencent.com'];
	const asked = tryAddress(() => resolveAddress({ url }, product[0], product).url);
	if (asked !== undefined) expect(new URL(asked).origin).toBe(product[0]);
	const own = tryAddress(() => resolveAddress({ url: '/v3/push/app' }, base, product).url);
	if (own !== undefined) expect(['http:', 'https:']).toContain(new URL(own).protocol);
});

/** The credential's own refusals are sentences, not those of the URL parser. */
function tryAddress(settle: () => string): string | undefined {
	try {
		return settle();
	} catch (error) {
		expect((error as Error).message).toMatch(/^(This credential|'Base URL'|The address) /);
		return undefined;
	}
}

fuzz('errors of the network, and words with secrets', [nastyValue, nastyText], (thrown, words) => {
	networkError(thrown);
	networkError({ cause: thrown, code: words, message: words });
	expect(maskSecrets(`${words} Authorization: Basic c2VjcmV0c2VjcmV0 usersig=abc`)).not.toMatch(
		/c2VjcmV0|=abc/,
	);
	const { text, json } = createMask([words]);
	expect(typeof text(words)).toBe('string');
	json(thrown, words);
});

fuzz('references to items', [nastyJson, nastyText], (json, expression) => {
	for (const each of [expression, `={{ $json.${expression} }}`, `={{ $json["${expression}"] }}`]) {
		const template = parseTemplate(each);
		if (template) resolveTemplate(json, template);
	}
});
