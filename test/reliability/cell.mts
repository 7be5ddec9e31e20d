import dns from 'node:dns';
import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { androidApp } from '../../emulator/tpns/app.mts';
import { runSample, type SampledOperation } from '../samples/all.mts';
import type { RunResult } from '../support/engine.mts';
import type { RawServer } from '../support/rawServer.mts';
import type { Fault, Times } from './faults.mts';
import { addressBehindProxy, addressThatHangs, startMiddle } from './middle.mts';
import { type Outcome, PUSH_SERVICE_CODES, SENDING_PATHS, TPNS_CODES } from './policy.mts';

/** What was seen of an operation under a fault. */
export interface Seen {
	/** Requests that reached the cloud: of a send those that send, of others all. */
	received: number;
	/** Sending requests that the cloud acted on. */
	sends: number;
	outcome: Outcome | 'mixed';
	/** The distinct causes and next steps that items name. */
	says: string[];
	advises: string[];
	items: number;
	ms: number;
}

/** What an operation does when nothing is in its way. */
export interface Usual {
	/** Whether it sends. */
	isSend: boolean;
	/** The paths that count: of a send those that send. */
	paths: string[];
	received: number;
	sends: number;
	items: number;
}

/** Runs an operation's sample with nothing in its way. Throws when it does not succeed. */
export async function runUsual(operation: SampledOperation): Promise<Usual> {
	return await withEmulator(operation, async (stage) => {
		const result = await stage.run();
		const seen = judge(result);
		if (result.error || seen.outcome !== 'done') {
			throw new Error(`The sample of ${operation.key} does not succeed: ${seen.says.join()}`);
		}
		const requests = stage.emulator.control.requests();
		const sends = requests.filter(({ path }) => SENDING_PATHS.includes(path));
		const counting = sends.length > 0 ? sends : requests;
		return {
			isSend: sends.length > 0,
			paths: [...new Set(counting.map(({ path }) => path))],
			received: counting.length,
			sends: sends.filter(({ accepted }) => accepted).length,
			items: seen.items,
		};
	});
}

/**
 * Runs an operation's sample under a fault.
 *
 * @param timeLimit in seconds; that of the form unless given
 * @param ready waited for once everything is prepared
 */
export async function runCell(
	operation: SampledOperation,
	usual: Usual,
	fault: Fault,
	times: Times,
	{ timeLimit, ready }: { timeLimit?: number; ready?: () => Promise<void> } = {},
): Promise<Seen> {
	return await withEmulator(operation, async (stage) => {
		const { emulator } = stage;
		const { baseUrl, middle } = await putInTheWay(stage, usual, fault, times);
		await ready?.();
		const start = Date.now();
		const result = await stage.run({ credential: { baseUrl }, timeLimit });
		const ms = Date.now() - start;
		const requests = emulator.control.requests();
		const arrived = middle?.requests.map(({ path }) => path.split('?', 1)[0]);
		await middle?.close();
		return {
			...judge(result),
			ms,
			received: (arrived ?? requests.map(({ path }) => path)).filter((path) =>
				usual.paths.includes(path),
			).length,
			sends: requests.filter(({ path, accepted }) => accepted && SENDING_PATHS.includes(path))
				.length,
		};
	});
}

/** An operation, ready to run against an emulator of its own. */
export interface Stage {
	operation: SampledOperation;
	emulator: Emulator;
	/** The credential that the run uses unless told otherwise. */
	credential: Record<string, string>;
	run(change?: {
		credential?: Record<string, string>;
		onError?: OnError;
		/** In seconds; that of the form unless given. */
		timeLimit?: number;
	}): Promise<RunResult>;
}

type OnError = 'stopWorkflow' | 'continueRegularOutput';

let lastApp = 0;

let turn: Promise<unknown> = Promise.resolve();

/** Does one piece of work after another, so that busy starts do not keep others from their timers. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const mine = turn.then(work);
	turn = mine.catch(() => undefined);
	return await mine;
}

/** Gives the sample an emulator and an app of its own, so that no rate of another cell counts. */
export async function withEmulator<T>(
	operation: SampledOperation,
	use: (stage: Stage) => Promise<T>,
): Promise<T> {
	lastApp++;
	const accessId = String(1_500_100_000 + lastApp);
	const sdkAppId = 1_400_100_000 + lastApp;
	const { sample } = operation;
	const { emulator, prepared } = await inTurn(async () => {
		const started = await startEmulator({
			contacts: 20,
			unknownTokens: 1,
			pushService: { identity: { sdkAppId } },
		});
		const found = await sample.prepare?.(started);
		// The same app under a name of its own, because the rates of TPNS count for each Access ID.
		started.tpns.apps.set(accessId, started.tpns.apps.get(androidApp.accessId)!);
		return { emulator: started, prepared: { ...sample.parameters, ...found } as INodeParameters };
	});
	try {
		const [[type, data]] = Object.entries(operation.credentials(emulator));
		const credential = {
			...(data as Record<string, string>),
			...(type === 'tpnsApi' ? { accessId } : { sdkAppId: String(sdkAppId) }),
		};
		const run: Stage['run'] = async (change = {}) => {
			const { timeLimit } = change;
			const parameters = {
				...prepared,
				options: { ...(prepared.options as INodeParameters), ...(timeLimit ? { timeLimit } : {}) },
			};
			return await runSample(
				emulator,
				{ ...operation, sample: { ...sample, parameters, prepare: undefined } },
				{
					credentials: { [type]: { ...credential, ...change.credential } },
					settings: { onError: change.onError ?? 'continueRegularOutput' },
				},
			);
		};
		return await use({ operation, emulator, credential, run });
	} finally {
		await emulator.close();
	}
}

/** What stands between the node and the cloud. */
interface Way {
	/** The address that the node is to call. */
	baseUrl: string;
	/** A server that counts what arrives in the place of the cloud. */
	middle?: RawServer;
}

/** Puts a fault between the node and the cloud. */
async function putInTheWay(
	{ emulator, operation }: Stage,
	usual: Usual,
	{ inject, address, middle: fault }: Fault,
	times: Times,
): Promise<Way> {
	const { url, port } = emulator;
	if (fault) {
		let left = times === 'once' ? 1 : Infinity;
		const isHit = (path: string) => usual.paths.includes(path) && left-- > 0;
		const middle = await startMiddle(url, fault, isHit);
		return { baseUrl: middle.url, middle };
	}
	if (address === 'fullQueue') return { baseUrl: await addressThatHangs() };
	if (address === 'refusingProxy') {
		const middle = await startMiddle(url, 'none', () => false);
		const refusals = times === 'once' ? 1 : Infinity;
		return { baseUrl: await addressBehindProxy(refusals, middle.port), middle };
	}
	if (inject) {
		const codes = operation.node === 'tpns' ? TPNS_CODES : PUSH_SERVICE_CODES;
		for (const path of usual.paths) {
			emulator.control.addFault({
				...inject(codes),
				path,
				times: times === 'once' ? 1 : 'always',
			});
			if (!usual.isSend && times === 'once') break;
		}
		return { baseUrl: url };
	}
	if (address === 'unknownHost') {
		const host = times === 'always' ? 'no-such-host.invalid' : `${nameOf('unknown')}:${port}`;
		return { baseUrl: `http://${host}` };
	}
	if (address === 'nobodyListens') {
		// Port 1 is not a port that a test is given.
		if (times === 'always') return { baseUrl: 'http://127.0.0.1:1' };
		return { baseUrl: `http://${nameOf('refused')}:${port}` };
	}
	return { baseUrl: url.replace('http:', 'https:') };
}

const FIRST_TIME = /^(unknown|refused)-\d+\.invalid$/;
const met = new Set<string>();
const realLookup = dns.lookup;

/** Lets the names that `nameOf` gives out lead to this machine from the second time on. */
export function patchNameServer(): void {
	dns.lookup = ((name: string, ...rest: [unknown]) => {
		const [, fault] = FIRST_TIME.exec(name) ?? [];
		let found = name;
		if (fault && met.has(name)) found = '127.0.0.1';
		// Where nobody listens: a port of all addresses is not given out while one of them uses it.
		else if (fault === 'refused') found = '127.0.0.2';
		if (fault) met.add(name);
		return (realLookup as (...all: unknown[]) => unknown)(found, ...rest);
	}) as typeof dns.lookup;
}

/** Undoes `patchNameServer`. */
export function restoreNameServer(): void {
	dns.lookup = realLookup;
}

/** A name that the first time cannot be found, or leads to an address that refuses connections. */
function nameOf(fault: 'unknown' | 'refused'): string {
	return `${fault}-${++lastApp}.invalid`;
}

function judge({ output, error }: RunResult): Omit<Seen, 'received' | 'sends' | 'ms'> {
	const bad = output.filter(({ json }) => json.error !== undefined);
	const outcomes = new Set(
		output.map(({ json }): Outcome => {
			if (json.error === undefined) return 'done';
			return json.status === 'unknown' ? 'unknown' : 'failed';
		}),
	);
	const words = bad.flatMap(({ json }) => (json.results as (typeof json)[]) ?? [json]);
	const distinct = (field: string) => [...new Set(words.map((each) => String(each[field])))];
	return {
		outcome: error ? 'failed' : outcomes.size === 1 ? [...outcomes][0] : 'mixed',
		says: error ? [`stopped: ${error.message}`] : distinct('reason'),
		advises: distinct('fix'),
		items: output.length,
	};
}
