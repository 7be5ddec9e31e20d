import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import {
	type DocumentedEndpoint,
	type Field,
	type Product,
	readProduct,
	type Reference,
} from '../emulator/reference.mts';
import { type Check, checksOf, type State } from './checks.mts';
import { compareAnswer, type Comparison } from './compare.mts';
import { type Exchange, type Recorder, startRecorder } from './recorder.mts';

/** An account of one of the products. */
export interface Account {
	product: Product;
	/** The API's address without a slash at the end. */
	target: string;
	/** The node's credential but for its address. */
	credential: ICredentialDataDecryptedObject;
}

export interface RunOptions {
	/** Device token or UserID that gets one push. */
	to?: string;
	/** Attribute that is set for the recipient and deleted again. */
	attribute?: string;
	/** Milliseconds between two checks: the APIs allow one call a second. */
	pause?: number;
	/** Runs a node of the package in n8n's engine, e.g. `runNode` of test/support/engine.mts. */
	runNode(options: {
		node: string;
		parameters: INodeParameters;
		items: IDataObject[];
		credentials: Record<string, ICredentialDataDecryptedObject>;
		settings: { onError: 'continueRegularOutput' };
	}): Promise<{ output: Array<{ json: IDataObject }>; error?: Error }>;
	/** Called before each check. */
	started?(name: string): void;
}

/** A request of a check, with the comparison of its answer. */
export interface ComparedExchange extends Exchange {
	/** The endpoint in docs/api/, when it has one. */
	endpoint?: { id: string; request: Field[]; response: Field[] };
	comparison?: Comparison;
}

export interface CheckResult {
	product: Product;
	/** E.g. `push:get (of the push)`. */
	name: string;
	/** Why it was left out. */
	skipped?: string;
	/** Why the node sent nothing: the message of its error. */
	problem?: string;
	exchanges: ComparedExchange[];
}

const nodes = {
	tpns: { node: 'tpns', credential: 'tpnsApi' },
	'push-service': { node: 'tencentPush', credential: 'tencentChatApi' },
} as const;

/** Runs all checks of an account, one after another, and compares each answer with docs/api/. */
export async function runChecks(account: Account, options: RunOptions): Promise<CheckResult[]> {
	const { product, target, credential } = account;
	const { to, attribute, pause = 1100 } = options;
	const reference = readProduct(product);
	const state: State = {
		now: Date.now(),
		to,
		tag: `n8n-live-check-${randomInt(1e9)}`,
		found: attribute === undefined ? {} : { attribute },
	};
	const recorder = await startRecorder(target);
	if (to !== undefined) recorder.allow({ to, tag: state.tag, attribute });
	const results: CheckResult[] = [];
	try {
		for (const check of checksOf(product, to !== undefined)) {
			const name = check.variant ? `${check.operation} (${check.variant})` : check.operation;
			options.started?.(name);
			const credentials = {
				[nodes[product].credential]: { ...credential, region: 'custom', baseUrl: recorder.url },
			};
			const result = await runCheck(check, state, recorder, (parameters) =>
				options.runNode({
					node: nodes[product].node,
					parameters,
					items: [{}],
					credentials,
					settings: { onError: 'continueRegularOutput' },
				}),
			);
			const exchanges = result.exchanges.map((one) => compare(one, product, reference));
			results.push({ product, name, ...result, exchanges });
			if (!result.skipped) await sleep(pause);
		}
	} finally {
		await recorder.close();
	}
	return results;
}

async function runCheck(
	check: Check,
	state: State,
	recorder: Recorder,
	run: (parameters: INodeParameters) => ReturnType<RunOptions['runNode']>,
): Promise<Pick<CheckResult, 'skipped' | 'problem'> & { exchanges: Exchange[] }> {
	const parameters = check.parameters(state);
	if (typeof parameters === 'string') return { skipped: parameters, exchanges: [] };
	const [resource, operation] = check.operation.split(':');
	recorder.take();
	const { output, error } = await run({ resource, operation, ...parameters });
	const items = output.map(({ json }) => json);
	check.learn?.(state, items);
	const exchanges = recorder.take();
	if (check.operation === 'userAttribute:get') spareExisting(state, exchanges);
	const problem = error?.message ?? items.find((json) => 'error' in json)?.error;
	return { exchanges, ...(exchanges.length === 0 && { problem: String(problem ?? 'nothing') }) };
}

/** What the recipient has is not overwritten, and not deleted. */
function spareExisting({ found }: State, exchanges: readonly Exchange[]): void {
	const name = JSON.stringify(found.attribute ?? '');
	if (exchanges.some(({ answer }) => answer?.text.includes(name))) delete found.attribute;
}

function compare(exchange: Exchange, product: Product, reference: Reference): ComparedExchange {
	const endpoint = endpointOf(exchange, reference.endpoints);
	if (!endpoint) return exchange;
	const { id, request, response } = endpoint;
	const known = { ...exchange, endpoint: { id, request, response } };
	if (!exchange.answer) return known;
	return {
		...known,
		comparison: compareAnswer(exchange.answer, endpoint, product, reference.codes),
	};
}

/** One path has two endpoints: a push record by its ID, and those of a period. */
function endpointOf(
	{ path, request }: Exchange,
	endpoints: DocumentedEndpoint[],
): DocumentedEndpoint | undefined {
	const found = endpoints.filter((endpoint) => endpoint.path === path);
	if (found.length < 2) return found[0];
	const fields = Object.keys((request ?? {}) as object);
	const fits = ({ request: documented }: DocumentedEndpoint) =>
		fields.every((name) => documented.some((field) => field.name === name));
	return found.find(fits) ?? found[0];
}
