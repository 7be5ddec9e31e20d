import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { FieldError } from '../../nodes/shared/fields/fieldError.ts';
import { stringifyJson } from '../../nodes/shared/fields/json.ts';
import { CallFailure } from '../../nodes/shared/transport/failure.ts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { bareRun } from '../support/bareRun.mts';

/**
 * Whatever an expression gives, a field is read as it is meant or refused by its name. The table is
 * made from the declarations of all operations, so that a new field is covered without a line here.
 */

/** A place of the form that holds a value. */
interface Slot {
	/** For messages, e.g. `options › timeLimit`. */
	path: string;
	property: INodeProperties;
	/** Names that a message may use for the place. */
	names: string[];
	/** The parameters with a value in this place. */
	fill(parameters: Parameters, value: unknown): Parameters;
}

/** What came of a run: the requests, or the errors of fields. */
interface Ran {
	sent: string;
	refused: FieldError[];
}

/** Values of which one is what a field without a list of options takes. */
const PLAIN = [
	'plain7',
	'2026-02-03 09:00',
	'2026-02-03',
	'02-03',
	'09:00',
	'09:00-10:00',
	'America/Lima',
	'https://example.com/a',
	'7',
	'{"plain7": 7}',
	'intent://plain7#Intent;end',
	'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8',
	'@TIMLIST#plain7',
	'xg_user_define.plain7',
	'en',
	'#1A2B3C',
	'default/plain7.wav',
];

/** What an expression gives for a column that is not there, or empty. */
const NOTHING = [undefined, null, '', ' '];

/** What Number() takes for a number, and nobody writes for one. */
const NO_DIGITS = ['1e1', '0x10', '0b11', '0o7', '12.0', '+5', '１２', '1_0', '5n', '- 5', '٣'];

/** Options that the engine reads for every operation. */
const RUN_OPTIONS = new Set(['timeLimit', 'callsAtOnce', 'entriesPerCall', 'pairsPerCall']);

const LOST_DIGITS = 1328245138690125824;
const LONG_ID = '1328245138690125823';
const HALF_EMOJI = '\u{1F600}'.slice(0, 1);
/** Fields of texts whose value names something: a mark inside it would name something else. */
const NAMING = /\b(IDs?|Tokens?|Accounts?|Users?|Devices?)$/;

const table = sampledOperations.map((each) => [`${each.node} ${each.key}`, each] as const);

test.each(table)(
	'%s: every field takes a value as it is meant, or refuses it by its name',
	async (_name, each) => {
		const faults: string[] = [];
		for (const slot of each.operation.properties.flatMap((property) => slotsOf(property))) {
			faults.push(...(await faultsOf(each, slot)));
		}
		expect(faults).toEqual([]);
	},
	120_000,
);

async function faultsOf(each: SampledOperation, slot: Slot): Promise<string[]> {
	const { property, path } = slot;
	const faults: string[] = [];
	const visible = showing(each, slot);
	// A group whose rows must not be empty would be refused before what else is missing.
	const isInRow = path.includes(' › ') && property.type === 'string';
	const start = await settled(each, isInRow ? slot.fill(visible, PLAIN[0]) : visible);
	const run = async (value: unknown) => await carryOut(each, slot.fill(start, value));
	const isRefused = ({ refused }: Ran) =>
		refused.some(({ field, message }) =>
			slot.names.some((name) => field.includes(name) || message.includes(name)),
		);
	const say = (value: unknown, what: string) =>
		faults.push(`${path} (${property.type}) ${shown(value)}: ${what}`);
	const refuses = async (...values: unknown[]) => {
		for (const value of values) {
			const ran = await run(value);
			if (!isRefused(ran)) say(value, `not refused: ${about(ran)}`);
		}
	};
	/** Each of the values is the same as the plain one. */
	const means = async (plain: unknown, ...values: unknown[]) => {
		const expected = await run(plain);
		if (isRefused(expected)) return;
		for (const value of values) {
			const ran = await run(value);
			if (ran.sent !== expected.sent || isRefused(ran)) {
				say(value, `is not ${shown(plain)}: ${about(ran)} for ${about(expected)}`);
			}
		}
	};
	if (await isWithoutUse()) return [];
	switch (property.type) {
		case 'notice':
			return [];
		case 'boolean':
			await refuses('maybe', 'on', 'TRUEE', 2, {}, [], ['true'], NaN, ...NOTHING);
			await means(true, 'true', 'TRUE', ' True ', 'yes', '1', 1);
			await means(false, 'false', 'FALSE', 'no', '0', 0);
			break;
		case 'options': {
			const options = property.options as INodePropertyOptions[];
			await refuses('later', {}, [], [options[0].value], 4242, NaN, true);
			if (!options.some(({ value }) => value === '')) await refuses(...NOTHING);
			for (const { name, value } of options) {
				const isAmbiguous = options.some(
					(other) =>
						other.value !== value && String(other.value).toLowerCase() === name.toLowerCase(),
				);
				await means(value, String(value).toUpperCase(), ` ${String(value)} `);
				if (!isAmbiguous) await means(value, name, name.toLowerCase());
			}
			break;
		}
		case 'multiOptions': {
			const options = property.options as INodePropertyOptions[];
			await refuses('later', {}, ['later'], [{}], 4242, [options[0].value, 'later'], true);
			for (const { name, value } of options) {
				await means([value], String(value), [String(value).toUpperCase()], [name]);
			}
			break;
		}
		case 'number': {
			const { minValue = 1, maxValue = Infinity } = property.typeOptions ?? {};
			await refuses(
				'12abc',
				'1e400',
				Infinity,
				NaN,
				2 ** 53,
				'9007199254740993',
				1.5,
				{},
				[],
				[5],
				true,
				...NO_DIGITS,
			);
			if (Number.isFinite(maxValue)) await refuses(maxValue + 1);
			if (property.typeOptions?.minValue !== undefined) await refuses(minValue - 1, -(2 ** 40));
			const plain = Math.min(minValue + 1, maxValue);
			await means(plain, String(plain), ` ${plain} `, BigInt(plain));
			break;
		}
		case 'json':
			await refuses(
				'{"a":',
				'abc',
				'[1]',
				[1],
				42,
				true,
				{ n: LOST_DIGITS },
				{ n: Infinity },
				{ n: HALF_EMOJI },
				'"text"',
				{ n: undefined },
				{ n: 5n },
				{ n: new Date(NaN) },
				{ n: new Map() },
				new Date(0),
				new Map(),
				'{"n":1,"m":{"n":1},"n":2}',
			);
			for (const text of ['{"n":1328245138690125823}', '{"n":1e400}']) {
				const ran = await run(text);
				const isSent = ran.sent.includes(text.slice(5, -1));
				if (ran.refused.length === 0 && !isSent) say(text, `changed: ${about(ran)}`);
			}
			break;
		case 'collection':
		case 'fixedCollection':
			await refuses('abc', 42, true, [42], ['abc'], new Date(0), new Map(), new Set());
			await refusesUnknownNames();
			break;
		default:
			await refuses(LOST_DIGITS, Infinity, NaN, `a${HALF_EMOJI}`);
			if (property.type === 'dateTime') await refuses(false, 0, -0, true);
			for (const value of [{ a7: 1 }, [{ a7: 1 }], [['a7']]]) {
				const ran = await run(value);
				const isSent = ran.sent.replace(/\\/g, '').includes(JSON.stringify(value));
				if (!isRefused(ran) && !isSent) say(value, `not refused: ${about(ran)}`);
			}
			await checkText();
	}
	return faults;

	/** Misspelled names of fields, and rows that do not stand in their group. */
	async function refusesUnknownNames(): Promise<void> {
		const options = property.options as Array<{ name: string; values?: INodeProperties[] }>;
		const isOfEveryOperation = options.every(({ name }) => RUN_OPTIONS.has(name));
		if (property.type === 'collection') {
			if (!isOfEveryOperation) await refuses({ unknown7: 1 }, { [`${options[0].name}_`]: 1 });
			return;
		}
		const isKeyValues = options.map(({ name }) => name).join() === 'entries,json';
		for (const { name, values = [] } of options) {
			const row = rowOf(values);
			if (!isKeyValues) await refuses(row, { [`${name}_`]: [row] });
			if (property.typeOptions?.multipleValues) await refuses({ [name]: [{ ...row, a7: 1 }] });
		}
		if (isKeyValues) {
			await refuses({ json: { a7: 1 } }, { entries: { a7: 1 } });
			for (const value of [undefined, null]) await refuses({ entries: [{ name: 'a7', value }] });
		}
	}

	/** Whether it is a switch of the node that this run does not need, and no expression can set. */
	async function isWithoutUse(): Promise<boolean> {
		if (!property.noDataExpression || property.type !== 'boolean') return false;
		const { refused } = await carryOut(each, { ...start, confirmBroadcast: false });
		if (path === 'previewOnly') return each.key === 'audiencePackage:upload';
		return path !== 'addChatMessage' && refused.length === 0;
	}

	async function checkText(): Promise<void> {
		const nothing = await run('');
		const isOfAnyWord = !isRefused(await run('word8'));
		for (const plain of [...PLAIN]) {
			const ran = await run(plain);
			if (isRefused(ran) || ran.refused.length > 0 || ran.sent === nothing.sent) continue;
			const isPossible = (other: Ran, text: string) =>
				isRefused(other) || other.sent === ran.sent || other.sent.includes(text);
			for (const text of [
				`\u200B${plain}\u2060`,
				`\u202A ${plain}\u202C`,
				`\uFEFF${plain}\u2069`,
			]) {
				const other = await run(text);
				if (!isPossible(other, NAMING.test(property.displayName) ? '\0' : text)) {
					say(text, `not ${shown(plain)}: ${about(other)}`);
				}
			}
			if (NAMING.test(property.displayName)) {
				const isLong = plain.length > 2;
				const [start, end] = isLong ? [plain.slice(0, 2), plain.slice(2)] : [plain, plain];
				await refuses(`${start}\u200B${end}`, true, false);
				await refuses('[object Object]');
			}
			if (plain === 'plain7') {
				const long = await run(LONG_ID);
				if (!isRefused(long) && !long.sent.includes(LONG_ID))
					say(LONG_ID, `changed: ${about(long)}`);
				const object = await run('[object Object]');
				if (!isRefused(object) && !object.sent.includes('[object Object]'))
					say('[object Object]', about(object));
			}
			if (plain.startsWith('2026-02-03 ') && !isOfAnyWord) {
				await refuses('2026-02-03 09:00:75', '2026-02-30 09:00', 'tomorrow', 42);
				await means(
					'2026-02-03T01:00:00Z',
					'2026-02-03 09:00:00 +08:00',
					1770080400,
					'1770080400',
					1770080400000,
				);
			}
			if (plain === '09:00' && !isOfAnyWord) await refuses('09:75', '25:00');
			if (plain === 'America/Lima' && !isOfAnyWord) {
				await refuses('CST', 'Berlin', 'EST5', '+25:00', 'Mars/Base');
				await means('Asia/Shanghai', '+08:00', '+0800', '+8');
			}
			return;
		}
	}
}

const shown = (value: unknown) =>
	typeof value === 'object'
		? (JSON.stringify(value, (_name, each: unknown) =>
				typeof each === 'bigint' ? `${each}n` : each,
			) ?? 'undefined')
		: typeof value === 'string'
			? JSON.stringify(value)
			: String(value);

const about = ({ sent, refused }: Ran) =>
	refused.length > 0 ? `[${refused.map(({ message }) => message).join('; ')}]` : sent.slice(0, 700);

/** Every place of a form field, and of the fields in it. */
function slotsOf(property: INodeProperties): Slot[] {
	const { name, displayName } = property;
	const own: Slot = {
		path: name,
		property,
		names: [displayName],
		fill: (parameters, value) => ({ ...parameters, [name]: value }),
	};
	const below = (slot: Slot, put: (parameters: Parameters, value: unknown) => unknown): Slot => ({
		...slot,
		path: `${name} › ${slot.path}`,
		names: [...slot.names, displayName],
		fill: (parameters, value) => ({ ...parameters, [name]: put(parameters, value) }),
	});
	if (property.type === 'collection') {
		const options = property.options as INodeProperties[];
		return [
			own,
			...options.flatMap(slotsOf).map((slot) =>
				below(slot, (parameters, value) => {
					const added = (parameters[name] ?? {}) as Parameters;
					return slot.fill({ ...added, ...siblingsOf(slot, options) }, value);
				}),
			),
		];
	}
	if (property.type !== 'fixedCollection') return [own];
	const groups = property.options as Array<{ name: string; values: INodeProperties[] }>;
	const many = property.typeOptions?.multipleValues === true;
	return [
		own,
		...groups.flatMap((group) =>
			group.values.flatMap(slotsOf).map((slot) =>
				below(slot, (parameters, value) => {
					const given = (parameters[name] as Record<string, unknown> | undefined)?.[group.name];
					const first = (Array.isArray(given) ? given[0] : given) as Parameters | undefined;
					const row = slot.fill(
						{ ...rowOf(group.values), ...first, ...siblingsOf(slot, group.values) },
						value,
					);
					return { [group.name]: many ? [row] : row };
				}),
			),
		),
	];
}

/** Values of the fields beside a place with which the form shows it. */
function siblingsOf({ property }: Slot, siblings: readonly INodeProperties[]): Parameters {
	const show = Object.entries(property.displayOptions?.show ?? {});
	return Object.fromEntries(
		show
			.filter(([name]) => siblings.some((sibling) => sibling.name === name))
			.map(([name, values]) => [name, (values as unknown[])[0]]),
	);
}

/** A row in which nothing is missing. */
function rowOf(values: readonly INodeProperties[]): Parameters {
	return Object.fromEntries(
		values.map((value) => [value.name, value.default === '' ? 'plain7' : value.default]),
	);
}

/** A condition such as `{ _cnd: { not: '' } }`. */
const isCondition = (value: unknown) =>
	typeof value === 'object' && value !== null && '_cnd' in value;

const isOneOf = (value: unknown, values: unknown[]) =>
	isCondition(values[0]) ? value !== '' : values.includes(value);

const isLocator = (value: unknown) =>
	typeof value === 'object' && value !== null && 'mode' in value;

/** Parameters with which the form shows a place. */
function showing({ operation, sample }: SampledOperation, { property, path }: Slot): Parameters {
	const top = operation.properties.filter(({ name }) => name === path.split(' › ')[0]);
	const defaults = Object.fromEntries(
		[...operation.properties]
			.reverse()
			.map(({ name, type, default: value }) => [name, type === 'resourceLocator' ? '' : value]),
	);
	const item = (sample.items ?? [{}])[0];
	const own = Object.entries(sample.parameters).map(([name, value]) => {
		const reference = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value))?.[1];
		return [name, reference === undefined ? value : item[reference]];
	});
	const parameters: Record<string, unknown> = { ...defaults, ...Object.fromEntries(own) };
	// The options of an upload are those of the push that follows it.
	if ('pushAfterUpload' in parameters) parameters.pushAfterUpload = true;
	if ('confirmBroadcast' in parameters) parameters.confirmBroadcast = true;
	for (const { name, default: value, displayOptions } of operation.properties) {
		const isVisible = Object.entries(displayOptions?.show ?? {}).every(
			([controller, values]) =>
				!(controller in parameters) || isOneOf(parameters[controller], values as unknown[]),
		);
		if (
			isVisible &&
			!(name in sample.parameters) &&
			typeof value !== typeof parameters[name] &&
			!isLocator(value)
		) {
			parameters[name] = value;
		}
	}
	const fixed = new Set(['resource', 'operation']);
	const show = (shownProperty: INodeProperties | undefined) => {
		for (const [name, values] of Object.entries(shownProperty?.displayOptions?.show ?? {})) {
			const controller = name.replace(/^\//, '');
			if (fixed.has(controller)) continue;
			fixed.add(controller);
			if (!isOneOf(parameters[controller], values as unknown[])) {
				const [first] = values as unknown[];
				parameters[controller] = isCondition(first) ? PLAIN[0] : first;
			}
			show(operation.properties.find((other) => other.name === controller));
		}
	};
	show(top.find((each) => slotsOf(each).some((slot) => slot.property === property)));
	if (!top.includes(property)) show(property);
	return parameters;
}

/** The parameters with what is still missing in required fields. */
async function settled(each: SampledOperation, start: Parameters): Promise<Parameters> {
	let parameters = start;
	for (let round = 0; round < 8; round++) {
		const { refused } = await carryOut(each, parameters);
		if (refused.length === 0) return parameters;
		const missing = each.operation.properties.find(
			({ displayName, name, type }) =>
				displayName === refused[0].field &&
				['string', 'dateTime', 'resourceLocator'].includes(type) &&
				!parameters[name],
		);
		if (!missing) return parameters;
		for (const plain of PLAIN) {
			const filled = { ...parameters, [missing.name]: plain };
			const after = await carryOut(each, filled);
			const isSame = after.refused[0]?.field === refused[0].field;
			if (isSame && !after.sent.startsWith('/')) continue;
			parameters = filled;
			break;
		}
	}
	return parameters;
}

/** Runs an operation without n8n against answers that say nothing. */
async function carryOut({ operation }: SampledOperation, parameters: Parameters): Promise<Ran> {
	const sent: string[] = [];
	const refused: FieldError[] = [];
	const fails = (error: unknown) => {
		if (error instanceof FieldError) refused.push(error);
		else if (!(error instanceof Error) || error instanceof TypeError) throw error;
	};
	const run = bareRun(
		[{}] as IDataObject[],
		() => parameters,
		async (request) => {
			const { body = '' } = (await request.openBody?.()) ?? {};
			sent.push(`${request.path} ${stringifyJson(request.body)}${String(body)}`);
			if (sent.length > 5) throw new CallFailure('unknown', 'Enough', { fix: 'Stop' });
			return await Promise.resolve({ code: '0', message: '', body: { uploadId: 1 } });
		},
		fails,
	);
	try {
		const output = await operation.run(run);
		for (const { json } of output) {
			const { field, reason } = json;
			if (typeof field === 'string') refused.push(new FieldError(field, String(reason), ''));
		}
		if (sent.length === 0) sent.push(JSON.stringify(output.map(({ json }) => json)));
	} catch (error) {
		fails(error);
	}
	return {
		sent: sent.join('\n').replace(/"(MsgRandom|Random)":\d+|n8n-[0-9a-f]{32}/g, ''),
		refused,
	};
}
