import type { Finding } from './compare.mts';
import { writeJson } from './losslessJson.mts';
import { Placeholders } from './placeholders.mts';
import type { CheckResult, ComparedExchange } from './run.mts';

/** An answer that the emulator can give in the place of its own: see `emulator/answers.mts`. */
export interface Fixture {
	path: string;
	status: number;
	body: string;
}

export interface Report {
	/** For an issue, in Markdown. */
	markdown: string;
	fixtures: Fixture[];
}

const columns = [
	'check',
	'code',
	'as documented',
	'more than documented',
	'different',
	'not there',
] as const;

type Row = Record<(typeof columns)[number], string>;

/** One row for each check: how many fields of its answers are as documented, and how many are not. */
export function rowsOf(results: readonly CheckResult[]): Row[] {
	return results.map(({ product, name, skipped, problem, exchanges }) => {
		const comparisons = exchanges.flatMap(({ comparison }) => comparison ?? []);
		const count = (kind: Finding['kind']) =>
			comparisons.reduce(
				(sum, { findings }) => sum + findings.filter((one) => one.kind === kind).length,
				0,
			);
		const cells = [
			comparisons.reduce((sum, { asDocumented }) => sum + asDocumented, 0),
			count('more'),
			count('different'),
			count('missing'),
		];
		const none = skipped ? 'left out' : problem ? 'not sent' : undefined;
		const failure = exchanges.find((one) => one.failure)?.failure;
		const code = comparisons.map((one) => one.code ?? 'none').join(', ');
		return {
			check: `${product} ${name}`,
			code: none ?? (failure ? 'no answer' : code || 'not documented'),
			...(Object.fromEntries(
				columns.slice(2).map((column, index) => [column, none ? '' : String(cells[index])]),
			) as Omit<Row, 'check' | 'code'>),
		};
	});
}

/** The rows as a table for the terminal. */
export function table(results: readonly CheckResult[]): string {
	const rows = [Object.fromEntries(columns.map((one) => [one, one])) as Row, ...rowsOf(results)];
	const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			columns
				.map((column, at) => row[column].padEnd(widths[at]))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Whether every check that was made got an answer that is as documented. */
export function isAsDocumented(results: readonly CheckResult[]): boolean {
	return results.every(
		({ problem, exchanges }) =>
			!problem &&
			exchanges.every(({ failure, comparison }) => !failure && !comparison?.findings.length),
	);
}

/**
 * The report for an issue, and the fixtures: everything that may be somebody's is replaced. Throws
 * when one of `secrets` (keys, IDs, recipient) or a value that was replaced would still be in it.
 */
export function reportOf(results: readonly CheckResult[], secrets: readonly string[]): Report {
	const placeholders = new Placeholders();
	const fixtures: Fixture[] = [];
	const sections = results.map((result) => {
		const parts = result.exchanges.map((one) => section(one, placeholders, fixtures));
		const why = result.skipped ?? (result.problem && placeholders.text(result.problem));
		return [`## ${result.product} ${result.name}`, ...(why ? [why] : []), ...parts].join('\n\n');
	});
	const rows = rowsOf(results);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const overview = [
		line(columns),
		line(columns.map(() => '---')),
		...rows.map((row) => line(columns.map((column) => row[column]))),
	].join('\n');
	const intro =
		'Report of `npm run live`. IDs, tokens, texts, figures and times are placeholders of the same shape.';
	const markdown = `${[intro, overview, ...sections].join('\n\n')}\n`;
	refuseLeaks(`${markdown}\n${JSON.stringify(fixtures)}`, secrets, placeholders.replaced);
	return { markdown, fixtures };
}

function section(
	{ path, request, answer, failure, endpoint, comparison }: ComparedExchange,
	placeholders: Placeholders,
	fixtures: Fixture[],
): string {
	const sent = placeholders.text(JSON.stringify(request ?? null), endpoint?.request);
	const lines = [`\`POST ${path}\``, `Request: \`${sent}\``];
	if (failure) lines.push(failure);
	if (answer) {
		const envelope = [{ name: 'ActionStatus', type: 'string', required: 'resp' }].map((field) => ({
			...field,
			values: ['OK', 'FAIL', 'SomeError'],
		}));
		const body = placeholders.text(answer.text, [...envelope, ...(endpoint?.response ?? [])]);
		fixtures.push({ path, status: answer.status, body });
		lines.push(`Answer, HTTP ${answer.status}:`, `\`\`\`json\n${pretty(body)}\n\`\`\``);
	}
	for (const { kind, at, says } of comparison?.findings ?? []) {
		lines.push(`- **${kind}** ${at ? `\`${at}\`: ` : ''}${says}`);
	}
	if (answer && !endpoint) lines.push('- docs/api/ does not describe this path');
	return lines.join('\n\n');
}

function pretty(body: string): string {
	try {
		return writeJson(JSON.parse(body) as unknown, ' ');
	} catch {
		return body;
	}
}

function refuseLeaks(
	report: string,
	secrets: readonly string[],
	replaced: readonly string[],
): void {
	// Words of an API may be in both; what has digits and length is an ID, a token or a figure.
	const ids = replaced.filter((value) => value.length >= 8 && /\d/.test(value));
	const leak = [...secrets.filter((secret) => secret.length >= 4), ...ids].find((value) =>
		report.includes(value),
	);
	if (leak !== undefined) {
		throw new Error('The report would hold a value of yours, so it was not written');
	}
}
