import { type FaultName, faults, timesOf } from '../reliability/faults.mts';
import { expectationOf, type Outcome, SENDING_PATHS } from '../reliability/policy.mts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { seen } from './seen.mts';
import { table } from './table.mts';

const SIGNS: Record<Outcome, string> = { done: '✓', failed: '✗', unknown: '?' };
const PRODUCTS = { Tpns: 'TPNS', TencentPush: 'Push Service' };
const FAULTS = Object.keys(faults) as FaultName[];

/** Operations with the same outcome under every fault. */
interface Group {
	isSend: boolean;
	/** By fault: when it happens once, if it can, and when it lasts. */
	outcomes: string[];
	operations: SampledOperation[];
	/** Runs in the matrix. */
	cells: number;
}

/**
 * The page of the fault matrix. It says what the policy says; that every operation keeps to it is
 * proved by `npm run test:reliability`.
 */
export async function faultMatrix(): Promise<string> {
	const groups = new Map<string, Group>();
	for (const operation of sampledOperations) {
		const { isSend, outcomes, cells } = await rowOf(operation);
		const name = [isSend, ...outcomes].join();
		const group = groups.get(name) ?? { isSend, outcomes, operations: [], cells: 0 };
		groups.set(name, group);
		group.operations.push(operation);
		group.cells += cells;
	}
	const sorted = [...groups.values()].sort(
		(one, other) =>
			Number(other.isSend) - Number(one.isSend) || other.operations.length - one.operations.length,
	);
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const sends = sum(
		sorted.filter(({ isSend }) => isSend).map(({ operations }) => operations.length),
	);
	return (
		[
			'# Fault matrix',
			'<!-- Written by "npm run generate". Changes made here are lost. -->',
			`\`npm run test:reliability\` runs ${sampledOperations.length} operations under ${FAULTS.length} faults, ${sum(sorted.map(({ cells }) => cells)).toLocaleString('en')} runs, against an emulated cloud that counts what it accepts. ${sends} of the operations send. No push is accepted twice.`,
			'`✓` done. `✗` failed: nothing was done, and the message says why. `?` unknown: the message says what to look up. The first sign is for a fault that happens once, the second for one that lasts.',
			'Operations in one column have the same outcomes:',
			table(
				['', '', 'operations', 'runs'],
				sorted.map(({ isSend, operations, cells }, index) => [
					letter(index),
					isSend ? 'send' : 'read and change',
					String(operations.length),
					cells.toLocaleString('en'),
				]),
			),
			table(
				['Fault', ...sorted.map((_, index) => letter(index))],
				FAULTS.map((fault, row) => [
					faults[fault].name,
					...sorted.map(({ outcomes }) => outcomes[row]),
				]),
			),
			...sorted.map(
				({ operations }, index) => `**${letter(index)}**: ${operations.map(nameOf).join(', ')}.`,
			),
		].join('\n\n') + '\n'
	);
}

async function rowOf(operation: SampledOperation) {
	const paths = (await seen(operation)).requests.map(({ path }) => path);
	const sending = paths.filter((path) => SENDING_PATHS.includes(path));
	const isSend = sending.length > 0;
	const { key } = operation;
	const usual = { isSend, paths: isSend ? sending : paths };
	const times = FAULTS.map((fault) => timesOf(faults[fault], key));
	const outcomes = FAULTS.map((fault, index) =>
		times[index].map((each) => SIGNS[expectationOf(key, usual, fault, each).outcome]).join(''),
	);
	return { isSend, outcomes: outcomes.map((signs) => signs || '–'), cells: times.flat().length };
}

function nameOf({ folder, resource, operation }: SampledOperation): string {
	return `${PRODUCTS[folder]} ${resource.name}: ${operation.name}`;
}

function letter(index: number): string {
	return String.fromCharCode('A'.charCodeAt(0) + index);
}
