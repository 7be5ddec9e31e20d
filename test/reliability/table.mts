import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGenerated, root } from '../generated/generated.mts';
import { faults } from './faults.mts';

const FILE = 'docs/reliability.md';
const SIGNS: Record<string, string> = { done: '✓', failed: '✗', unknown: '?', mixed: '!' };

/** What the documentation shows of an operation. */
export interface Row {
	operation: string;
	isSend: boolean;
	cells: number;
	/** Cells in which a push went out twice; undefined for what sends nothing. */
	sentTwice?: number;
	/** Outcomes by fault: when it happens once, if it can, and when it lasts. */
	outcomes: string[][];
}

/**
 * Checks that a node's table in docs/reliability.md is what the run has seen.
 * `GENERATE=1 npm run test:unit -- test/reliability/matrix` writes it.
 */
export function expectTable(folder: string, rows: Row[]): void {
	const list = Object.values(faults).map(({ name }, index) => `${index + 1}. ${name}`);
	expectSection('faults', list.join('\n'));
	expectSection(folder, tableOf(rows));
}

function expectSection(name: string, content: string): void {
	const [begin, end] = [`<!-- ${name}: written by the test -->`, `<!-- end of ${name} -->`];
	const text = readFileSync(join(root, FILE), 'utf8');
	const [before, rest] = split(text, begin);
	const [, after] = split(rest, end);
	expectGenerated(FILE, `${before}${begin}\n\n${content}\n\n${end}${after}`);
}

function tableOf(rows: Row[]): string {
	const numbers = Object.values(faults).map((_, index) => String(index + 1));
	const total = rows.reduce((sum, { cells }) => sum + cells, 0);
	const sends = rows.filter(({ isSend }) => isSend);
	const twice = sends.reduce((sum, { sentTwice = 0 }) => sum + sentTwice, 0);
	return [
		line(['Operation', ...numbers, 'cells', 'sent twice']),
		line(['---', ...numbers.map(() => ':-:'), '--:', '--:']),
		...rows.map(({ operation, isSend, outcomes, cells, sentTwice }) =>
			line([
				isSend ? `**${operation}**` : operation,
				...outcomes.map((each) => each.map((outcome) => SIGNS[outcome]).join('') || '–'),
				String(cells),
				sentTwice === undefined ? '' : String(sentTwice),
			]),
		),
		'',
		`${rows.length} operations, ${total} cells; ${sends.length} operations that send, ${twice} pushes sent twice.`,
	].join('\n');
}

function line(fields: string[]): string {
	return `| ${fields.join(' | ')} |`;
}

function split(text: string, mark: string): [before: string, after: string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`${FILE} has no "${mark}"`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
