import { styleText } from 'node:util';

/** Takes the lines that tell a person how far a step is. */
export type Report = (line: string) => void;

const INDENT = '  ';
const REWRITE = '\r\x1b[2K';
const TITLE_WIDTH = 10;

/** Colors where the terminal has them and NO_COLOR is not set. */
const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
	styleText(format, text);
export const bold = paint('bold');
export const quiet = paint('dim');
export const good = paint('green');
export const bad = paint('red');
export const link = paint(['cyan', 'underline']);

/** Colors a cell that holds a result's status; other cells stay as they are. */
export function statusColor(cell: string): string {
	const status = cell.trim();
	if (status === 'accepted') return good(cell);
	return ['invalid', 'failed', 'unknown'].includes(status) ? bad(cell) : cell;
}

/** Writes a line, indented, or an empty one. */
export function say(line = ''): void {
	process.stdout.write(line ? `${INDENT}${line}\n` : '\n');
}

/**
 * Shows a step while it is done, and what came of it.
 *
 * @param title e.g. `n8n`
 * @param action gets a function for its progress, and returns the line that stays
 */
export async function step(
	title: string,
	action: (report: Report) => Promise<string>,
): Promise<void> {
	const name = title.padEnd(TITLE_WIDTH);
	const { stdout } = process;
	const width = (stdout.columns ?? 80) - INDENT.length - TITLE_WIDTH - 3;
	const report = (line: string) => {
		if (!stdout.isTTY) return say(quiet(`… ${name}${line.trim()}`));
		stdout.write(`${REWRITE}${INDENT}${quiet('…')} ${name}${quiet(line.trim().slice(0, width))}`);
	};
	if (stdout.isTTY) report('');
	try {
		const line = await action(report);
		if (stdout.isTTY) stdout.write(REWRITE);
		say(`${good('✔')} ${bold(name)}${line}`);
	} catch (error) {
		if (stdout.isTTY) stdout.write(REWRITE);
		say(`${bad('✘')} ${bold(name)}`);
		throw error;
	}
}

/** A column of a table: which side its cells keep to, and their color. */
export interface Column {
	end?: boolean;
	color?: (text: string) => string;
}

/** Writes a table with a frame and an empty line above it. Cells are text without colors. */
export function sayTable(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): void {
	const widths = columns.map((_column, index) => Math.max(...rows.map((row) => row[index].length)));
	const rule = (start: string, between: string, end: string) =>
		quiet(start + widths.map((width) => '─'.repeat(width + 2)).join(between) + end);
	const bar = quiet('│');
	say();
	say(`   ${rule('╭', '┬', '╮')}`);
	for (const row of rows) {
		const cells = columns.map(({ end, color = String }, index) => {
			const text = row[index];
			return color(end ? text.padStart(widths[index]) : text.padEnd(widths[index]));
		});
		say(`   ${bar} ${cells.join(` ${bar} `)} ${bar}`);
	}
	say(`   ${rule('╰', '┴', '╯')}`);
}
