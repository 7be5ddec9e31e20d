import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import {
	patchNameServer,
	restoreNameServer,
	runCell,
	runUsual,
	type Seen,
	type Usual,
} from './cell.mts';
import { endMiddle } from './middle.mts';
import { type FaultName, faults, TIME_LIMIT_S, type Times, timesOf } from './faults.mts';
import { ATTEMPTS, expectationOf } from './policy.mts';

/** Cells that run at the same time; nearly all of them only wait. */
const AT_ONCE = 40;
/** Cells that run into a short time limit: none starts while another's time runs. */
const WAITING_AT_ONCE = 70;
/** Cells with bodies of 10 MB that run at the same time. */
const HEAVY_AT_ONCE = 3;
/** What a very busy machine may add, in milliseconds; what knows no limit waits for ever. */
const SLACK_MS = 300_000;

interface Cell {
	fault: FaultName;
	times: Times;
	seen: Seen;
}

/** Runs every operation of a node under every fault, and checks what was seen. */
export function testMatrix(folder: SampledOperation['folder']): void {
	const operations = sampledOperations.filter((each) => each.folder === folder);
	const usual = new Map<string, Usual>();
	const cells = new Map<string, Cell[]>();

	beforeAll(async () => {
		await startExpressionEngine();
		patchNameServer();
		await pool(operations, HEAVY_AT_ONCE, async (operation) => {
			usual.set(operation.key, await runUsual(operation));
			cells.set(operation.key, []);
		});
		const all = operations.flatMap((operation) =>
			names().flatMap((fault) =>
				timesOf(faults[fault], operation.key).map((times) => ({ operation, fault, times })),
			),
		);
		const run = async (cell: (typeof all)[number], ready?: () => Promise<void>) => {
			const { operation, fault, times } = cell;
			const timeLimit = isWaiting(cell) ? TIME_LIMIT_S : undefined;
			const seen = await runCell(operation, usual.get(operation.key)!, faults[fault], times, {
				timeLimit,
				ready,
			});
			cells.get(operation.key)!.push({ fault, times, seen });
		};
		const isHeavy = ({ fault }: { fault: FaultName }) =>
			fault === 'hugeBody' || fault === 'endless';
		await pool(all.filter(isHeavy), HEAVY_AT_ONCE, run);
		for (const batch of chunks(all.filter(isWaiting), WAITING_AT_ONCE)) {
			const ready = barrier(batch.length);
			await Promise.all(batch.map(async (cell) => await run(cell, ready)));
		}
		const rest = all.filter((cell) => !isHeavy(cell) && !isWaiting(cell));
		await pool(rest, AT_ONCE, async (cell) => await run(cell));
	}, 1_800_000);

	afterAll(async () => {
		restoreNameServer();
		await endMiddle();
		await stopExpressionEngine();
	});

	test.each(operations.map(({ key }) => [key]))('%s does what the policy says', (key) => {
		const differences = cells
			.get(key)!
			.flatMap((cell) => compare(key, usual.get(key)!, cell).map((text) => describe(cell, text)));
		expect(differences).toEqual([]);
	});

	test('no send is accepted twice', () => {
		const twice = operations.filter(({ key }) => sentTwice(usual.get(key)!, cells.get(key)!) > 0);
		expect(twice.map(({ key }) => key)).toEqual([]);
	});

	test('no status of a send is false, by what the cloud counts', () => {
		const all = operations.flatMap(({ key }) =>
			cells.get(key)!.map((cell) => ({ key, ...cell, usual: usual.get(key)! })),
		);
		const wrong = all.filter(
			({ usual: { isSend, sends }, seen }) =>
				isSend &&
				((seen.outcome === 'failed' && seen.sends > 0) ||
					(seen.outcome === 'done' && seen.sends < sends)),
		);
		expect(wrong).toEqual([]);
	});
}

/** All faults, or those that FAULTS names, e.g. `FAULTS=redirect,endless`. */
function names(): FaultName[] {
	const wanted = process.env.FAULTS?.split(',');
	return (Object.keys(faults) as FaultName[]).filter((name) => wanted?.includes(name) ?? true);
}

/** The cells in which the cloud accepted more sends than were asked for. */
function sentTwice({ sends }: Usual, cells: Cell[]): number {
	return cells.filter(({ seen }) => seen.sends > sends).length;
}

/** What was seen and should not have been. */
function compare(key: string, usual: Usual, cell: Cell): string[] {
	const { seen, times } = cell;
	const expected = expectationOf(key, usual, cell.fault, times);
	const { calls, outcome, says, advises } = expected;
	const isDone = outcome === 'done';
	const received = {
		none: 0,
		one: isDone ? usual.received : 1,
		repeated: isDone || times === 'once' ? usual.received + 1 : ATTEMPTS,
	}[calls];
	const attempts = calls === 'one' ? usual.received : calls === 'repeated' ? received : ATTEMPTS;
	const waits = 500 * 1.25 * (2 ** Math.min(attempts - 1, ATTEMPTS - 1) - 1);
	const limit = isWaiting(cell) ? TIME_LIMIT_S * 1_000 : 0;
	const longest = attempts * limit + waits + SLACK_MS;
	const wrong = [
		seen.outcome !== outcome && `is ${seen.outcome} instead of ${outcome}`,
		seen.received !== received && `reached the cloud ${seen.received} times instead of ${received}`,
		seen.ms > longest && `took ${seen.ms} ms`,
		isDone && seen.items !== usual.items && `gave ${seen.items} items instead of ${usual.items}`,
		!isDone && !seen.says.every((text) => says?.test(text)) && `says: ${seen.says.join(' | ')}`,
		!isDone &&
			!seen.advises.every((text) => advises?.test(text)) &&
			`advises: ${seen.advises.join(' | ')}`,
	];
	return wrong.filter((text) => typeof text === 'string');
}

function describe({ fault, times, seen }: Cell, text: string): string {
	const words = [...seen.says, ...seen.advises].join(' / ');
	return `${faults[fault].name}, ${times}: ${text} (${words})`;
}

function isWaiting({ fault }: { fault: FaultName }): boolean {
	return fault === 'noAnswer' || fault === 'endlessBody' || fault === 'connectHang';
}

function chunks<T>(list: readonly T[], size: number): T[][] {
	const count = Math.ceil(list.length / size);
	return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** Lets all go on once so many have come. */
function barrier(count: number): () => Promise<void> {
	let open: () => void;
	const opened = new Promise<void>((resolve) => (open = resolve));
	let come = 0;
	return async () => {
		if (++come === count) open();
		await opened;
	};
}

async function pool<T>(tasks: T[], most: number, run: (task: T) => Promise<void>): Promise<void> {
	const left = [...tasks];
	const worker = async () => {
		for (let task = left.shift(); task !== undefined; task = left.shift()) await run(task);
	};
	await Promise.all(Array.from({ length: most }, worker));
}
