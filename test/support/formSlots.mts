import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { FieldError } from '../../nodes/shared/fields/fieldError.ts';
import { stringifyJson } from '../../nodes/shared/fields/json.ts';
import { CallFailure } from '../../nodes/shared/transport/failure.ts';
import type { SampledOperation } from '../samples/all.mts';
import { bareRun } from './bareRun.mts';

/** A place of the form that holds a value. */
export interface Slot {
	/** For messages, e.g. `options › timeLimit`. */
	path: string;
	property: INodeProperties;
	/** Names that a message may use for the place. */
	names: string[];
	/** The parameters with a value in this place. */
	fill(parameters: Parameters, value: unknown): Parameters;
}

/** What came of a run: the requests, or the errors of fields. */
export interface Ran {
	sent: string;
	refused: FieldError[];
}

/** Values of which one is what a field without a list of options takes. */
export const PLAIN = [
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

/** Every place of a form field, and of the fields in it. */
export function slotsOf(property: INodeProperties): Slot[] {
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
export function rowOf(values: readonly INodeProperties[]): Parameters {
	return Object.fromEntries(
		values.map(({ name, type, default: value }) => [
			name,
			value === '' || type === 'resourceLocator' ? 'plain7' : value,
		]),
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
export function showing(
	{ operation, sample }: SampledOperation,
	{ property, path }: Slot,
): Parameters {
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
export async function settled(each: SampledOperation, start: Parameters): Promise<Parameters> {
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
export async function carryOut(
	{ operation }: SampledOperation,
	parameters: Parameters,
): Promise<Ran> {
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
		sent: sent.join('\n').replace(/(?<="(?:Msg)?Random":)\d+|n8n-[0-9a-f]{32}/g, '0'),
		refused,
	};
}
