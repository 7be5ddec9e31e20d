import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { someOf } from '../support/runs.mts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import {
	carryOut,
	PLAIN,
	type Ran,
	rowOf,
	settled,
	showing,
	type Slot,
	slotsOf,
} from '../support/formSlots.mts';

/**
 * Whatever an expression gives, a field is read as it is meant or refused by its name. The table is
 * made from the declarations of all operations, so that a new field is covered without a line here.
 */

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
const NAMING =
	/\b(IDs?|Tokens?|Accounts?|Users?|Devices?|Activity|Category|Icon|Key|Language|Link|Page|Ringtone|Sound|URL)$/;

/** Fields of an operation that are tried in `npm test`. */
const MOST_SLOTS = 12;

const table = sampledOperations.map((each) => [`${each.node} ${each.key}`, each] as const);

test.each(table)(
	'%s: every field takes a value as it is meant, or refuses it by its name',
	async (_name, each) => {
		const faults: string[] = [];
		const slots = each.operation.properties.flatMap((property) => slotsOf(property));
		for (const slot of someOf(slots, MOST_SLOTS)) {
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
