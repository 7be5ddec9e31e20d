/** A table in Markdown. */
export function table(head: string[], rows: string[][]): string {
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A row of a table in Markdown. */
export function line(cells: string[]): string {
	const escaped = cells.map((cell) => cell.replace(/\n/g, ' ').replace(/(?<!\\)\|/g, '\\|'));
	return `| ${escaped.join(' | ')} |`;
}
