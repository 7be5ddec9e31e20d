import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeApiError, NodeHelpers, NodeOperationError } from 'n8n-workflow';
import { startEmulator } from '../../emulator/server.mts';
import { FieldError } from '../../nodes/shared/fields/fieldError.ts';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { OutcomeFailure } from '../../nodes/shared/run/failures.ts';
import { CallFailure } from '../../nodes/shared/transport/failure.ts';
import { parseLossless } from '../../nodes/shared/transport/losslessJson.ts';
import type { Answer, ApiRequest } from '../../nodes/shared/transport/request.ts';
import { runSample, type SampledOperation, sampledOperations } from '../samples/all.mts';
import { loadPackage, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { bareRun } from '../support/bareRun.mts';
import { checkPrototype, inputs, nastyJson, nastyValue } from './nasty.mts';

/** The tests of this file make two fifths of all inputs. */
const SHARE = 0.4 / (2 * sampledOperations.length);

/** What an operation works with when all is well. */
interface Scene {
	parameters: Parameters;
	items: Array<Record<string, unknown>>;
	/** Bodies that the emulator answered, by path, in their order. */
	answers: Map<string, unknown[]>;
}

const scenes = new Map<string, Scene>();

beforeAll(async () => {
	await startExpressionEngine();
	for (const each of sampledOperations) scenes.set(nameOf(each), await sceneOf(each));
	await stopExpressionEngine();
}, 300_000);

const nameOf = ({ node, key }: SampledOperation) => `${node} ${key}`;
const table = sampledOperations.map((each) => [nameOf(each), each] as const);

test.each(table)(
	'%s: whatever is entered, it is refused in words or sent as it is',
	async (name, each) => {
		const scene = scenes.get(name)!;
		const slots = each.operation.properties.flatMap(slotsOf);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...slots), nastyValue, async (fill, value) => {
				const parameters = { ...scene.parameters, ...fill(value) };
				const requests: ApiRequest[] = [];
				await attempt(async () => {
					await carryOut(each, parameters, scene, (request, answer) => {
						requests.push(request);
						return answer;
					});
				});
				const sent = requests.map(({ body }) => JSON.stringify(body) ?? '').join();
				expect(sent).not.toMatch(/\[object \w+\]/);
				checkPrototype();
			}),
			{ numRuns: inputs(SHARE) },
		);
	},
	600_000,
);

test.each(table)(
	'%s: whatever is answered, it is read or refused in words',
	async (name, each) => {
		const scene = scenes.get(name)!;
		await fc.assert(
			fc.asyncProperty(fc.nat(), nastyJson, fc.boolean(), async (place, value, isAll) => {
				let changed = false;
				await attempt(async () => {
					await carryOut(each, scene.parameters, scene, (_, answer) => {
						if (changed && !isAll) return answer;
						changed = true;
						return withChange(answer, place, value);
					});
				});
				checkPrototype();
			}),
			{ numRuns: inputs(SHARE) },
		);
	},
	600_000,
);

/** Runs what may only throw what a user can read. */
async function attempt(run: () => Promise<void>): Promise<void> {
	try {
		await run();
	} catch (error) {
		checkForUsers(error);
	}
}

function checkForUsers(error: unknown): void {
	const isForUsers = [
		FieldError,
		CallFailure,
		OutcomeFailure,
		NodeOperationError,
		NodeApiError,
	].some((type) => error instanceof type);
	if (!isForUsers) throw error;
	expect((error as Error).message.length).toBeLessThan(1_000);
}

type Change = (request: ApiRequest, answer: unknown) => unknown;

async function carryOut(
	{ operation }: SampledOperation,
	parameters: Parameters,
	{ answers, items }: Scene,
	change: Change,
): Promise<void> {
	const given = new Map<string, number>();
	const call = async (request: ApiRequest): Promise<Answer> => {
		await request.openBody?.();
		const known = answers.get(request.path) ?? [{}];
		const turn = given.get(request.path) ?? 0;
		given.set(request.path, turn + 1);
		// A list that never ends would be asked for page after page.
		if (turn > 20) throw new CallFailure('unknown', 'Enough', { fix: 'Stop' });
		const body = change(request, known[Math.min(turn, known.length - 1)]);
		const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
		return await Promise.resolve({
			code: '0',
			message: '',
			body: isObject ? (body as Record<string, unknown>) : {},
		});
	};
	const failures: unknown[] = [];
	const run = bareRun(
		items as IDataObject[],
		() => parameters,
		call,
		(error) => failures.push(error),
	);
	const output = await operation.run(run);
	failures.forEach(checkForUsers);
	if (operation.batch) {
		for (const { json } of output) if ('status' in json) expect(STATUSES).toContain(json.status);
	}
}

const STATUSES = ['accepted', 'invalid', 'failed', 'unknown', 'skipped', 'mixed'];

async function sceneOf(each: SampledOperation): Promise<Scene> {
	const emulator = await startEmulator({ contacts: 20, unknownTokens: 1 });
	try {
		const found = await each.sample.prepare?.(emulator);
		const sample = { ...each.sample, prepare: undefined };
		const own = { ...sample.parameters, ...found };
		await runSample(emulator, { ...each, sample: { ...sample, parameters: own } });
		const answers = new Map<string, unknown[]>();
		for (const { path, answer } of emulator.control.requests()) {
			const body = parseLossless(JSON.stringify(answer ?? {}));
			answers.set(path, [...(answers.get(path) ?? []), body]);
		}
		const items = sample.items ?? [{}];
		return { answers, items, parameters: await withDefaults(each, own, items[0]) };
	} finally {
		await emulator.close();
	}
}

/** The parameters as a run reads them for the first item. */
async function withDefaults(
	{ node, resource, operation }: SampledOperation,
	own: INodeParameters,
	item: Record<string, unknown>,
): Promise<Parameters> {
	const { description } = (await loadPackage()).getNode(node).type as unknown as {
		description: { properties: INodeProperties[] };
	};
	const values = { resource: resource.value, operation: operation.value, ...own };
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		null,
		null,
	) as INodeParameters;
	const entries = Object.entries(all).map(([name, value]) => {
		const reference = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value))?.[1];
		if (reference !== undefined) return [name, item[reference]];
		const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
		return [name, isLocator ? (value as { value: unknown }).value : value];
	});
	return Object.fromEntries(entries) as Parameters;
}

type Fill = (value: unknown) => Parameters;

/** Every place of a form field that holds a value. */
function slotsOf(field: INodeProperties): Fill[] {
	const whole: Fill = (value) => ({ [field.name]: value });
	const options = (field.options ?? []) as INodeProperties[];
	if (field.type === 'collection') {
		return [whole, ...options.flatMap(slotsOf)].map((fill, index) =>
			index === 0 ? fill : (value) => ({ [field.name]: fill(value) }),
		);
	}
	if (field.type !== 'fixedCollection') return [whole];
	const groups = (field.options ?? []) as Array<{ name: string; values: INodeProperties[] }>;
	const many = field.typeOptions?.multipleValues === true;
	return [
		whole,
		...groups.flatMap(({ name, values }) =>
			values.flatMap(slotsOf).map((fill): Fill => (value) => ({
				[field.name]: { [name]: many ? [fill(value)] : fill(value) },
			})),
		),
	];
}

/** A copy of an answer in which one value is another; which one it is, the number says. */
function withChange(answer: unknown, place: number, value: unknown): unknown {
	const copy = structuredClone(answer) as Record<string, unknown>;
	const places: Array<[holder: Record<string, unknown>, name: string]> = [];
	const visit = (holder: Record<string, unknown>) => {
		for (const name of Object.keys(holder)) {
			places.push([holder, name]);
			const below = holder[name];
			if (typeof below === 'object' && below !== null) visit(below as Record<string, unknown>);
		}
	};
	if (typeof copy === 'object' && copy !== null) visit(copy);
	if (places.length === 0) return value;
	const [holder, name] = places[place % places.length];
	if (place % 7 > 0) holder[name] = value;
	else if (Array.isArray(holder)) holder.splice(Number(name), 1);
	else delete holder[name];
	return copy;
}
