import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from '../../e2e/n8n/paths.mts';
import { verdictOf, type Measured } from '../row.mts';
import { digits, floorOf, targetOf } from './numbers.mts';

const FILE = join(repositoryFolder, 'docs', 'benchmarks.md');
const HEAD = [
	'|  | measured | to reach | min | median | max | pairs | load | result | more |',
	'| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

/**
 * Writes the results into docs/benchmarks.md, between its marks. Rows that were not measured stay
 * as they are, unless they are another machine's.
 */
export async function writeDocs(measured: readonly Measured[], machine: string): Promise<void> {
	const before = await readFile(FILE, 'utf8');
	const isSameMachine = between(before, 'machine').includes(machine);
	const kept = between(before, 'table')
		.split('\n')
		.filter((line) => /^\| B\d/.test(line))
		.filter(
			(line) => isSameMachine && !measured.some(({ id }) => line.split('|')[1].trim() === id),
		);
	const lines = [...kept, ...measured.flatMap(linesOf)];
	// A stable sort: the lines of a row keep their order.
	lines.sort((one, other) => one.slice(0, 4).localeCompare(other.slice(0, 4)));
	await writeFile(
		FILE,
		replaced(replaced(before, 'machine', `${machine}.`), 'table', [...HEAD, ...lines].join('\n')),
	);
}

function linesOf({ id, comparisons, load }: Measured): string[] {
	return comparisons.map((comparison) => {
		const { what, measured, unit, note } = comparison;
		const { min, median, max, count } = measured;
		const number = (value: number) => `${digits(value)}${unit ? ` ${unit}` : ''}`;
		const more = [note, floorOf(comparison)].filter(Boolean).join('; ');
		const cells = [
			id,
			what,
			targetOf(comparison),
			...[min, median, max].map(number),
			count,
			digits(load),
			verdictOf(comparison),
			more,
		];
		return `| ${cells.join(' | ')} |`;
	});
}

function marks(name: string): [start: string, end: string] {
	return [`<!-- ${name}: written by npm run bench -->`, `<!-- end of ${name} -->`];
}

function between(text: string, name: string): string {
	const [start, end] = marks(name).map((mark) => text.indexOf(mark));
	if (start < 0 || end < start) throw new Error(`${FILE} has lost its marks for the ${name}`);
	return text.slice(start, end);
}

function replaced(text: string, name: string, content: string): string {
	const old = between(text, name);
	const [start] = marks(name);
	return text.replace(old, () => `${start}\n\n${content}\n\n`);
}
