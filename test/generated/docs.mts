import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/run/operation.ts';
import { pushServiceErrors } from '../../nodes/TencentPush/errors.ts';
import { tpnsErrors } from '../../nodes/Tpns/errors.ts';
import type { ErrorTable } from '../../nodes/shared/transport/apiError.ts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { seen } from './seen.mts';
import { line, table } from './table.mts';

/** Pages that describe a node. */
export const pages = [
	{
		folder: 'Tpns',
		file: 'docs/tpns.md',
		title: 'Tencent Push (TPNS): operations',
		reference: 'api/tpns.md',
		errors: tpnsErrors,
		appendix:
			"Where Tencent's documents contradict each other: [api/tpns.md](api/tpns.md#118-inconsistencies-of-the-manual-and-what-a-robust-client-does).",
	},
	{
		folder: 'TencentPush',
		file: 'docs/push-service.md',
		title: 'Tencent Push Service: operations',
		reference: 'api/push-service.md',
		errors: pushServiceErrors,
		appendix: '',
	},
] as const;

/** The page of a node: its operations with their fields and output, and the codes of its API. */
export async function pageOf(page: (typeof pages)[number]): Promise<string> {
	const { folder, title, reference, errors, appendix } = page;
	const operations = sampledOperations.filter((each) => each.folder === folder);
	const sections: string[] = [];
	for (const resource of new Set(operations.map((each) => each.resource))) {
		const own = operations.filter((each) => each.resource === resource);
		const shared = sharedRows(own.map(({ operation }) => operation.properties));
		sections.push(`## ${resource.name}\n\n${resource.description}`);
		for (const each of own) sections.push(section(each, shown(await seen(each)), shared));
		if (shared.size > 0) {
			const rows = formRows(own.flatMap(({ operation }) => operation.properties));
			sections.push(
				`### ${resource.name}: fields of several operations`,
				table(
					HEAD,
					rows.filter((row) => shared.has(line(row))),
				),
			);
		}
	}
	return (
		[
			`# ${title}`,
			`<!-- Written by "npm run generate" from the node itself. Changes made here are lost. -->`,
			`The API behind it: [${reference}](${reference}). Every send has [Preview Only](preview.md), which shows the requests and a picture of the notification instead of sending them.`,
			...sections,
			`## Codes\n\n${codeTable(errors)}`,
			appendix,
		]
			.filter(Boolean)
			.join('\n\n') + '\n'
	);
}

/** With a full stop at its end. */
function sentence(text: string): string {
	return text.replace(/\.?$/, '.');
}

/** What a run shows: the paths that were called and the fields that came back. */
function shown({ requests, output }: Awaited<ReturnType<typeof seen>>) {
	return {
		paths: [...new Set(requests.map(({ path }) => path))],
		output: [...new Set(output.flatMap((json) => Object.keys(json)))],
	};
}

function section(
	{ operation, resource }: SampledOperation,
	{ paths, output }: { paths: string[]; output: string[] },
	shared: Set<string>,
): string {
	const rows = formRows(operation.properties);
	const own = rows.filter((row) => !shared.has(line(row)));
	const also = [
		...new Set(
			rows
				.filter((row) => shared.has(line(row)))
				.map(([name]) => name.replace(/ \*$/, '').split(' › ')[0]),
		),
	];
	return [
		`### ${operation.name}`,
		`${sentence(operation.description)} Stored as \`${resource.value}:${operation.value}\`.`,
		`Endpoint: ${paths.map((path) => `\`${path}\``).join(', ')}`,
		...(operation.batch ? [batching(operation, operation.batch)] : []),
		`Output: ${output.map((name) => `\`${name}\``).join(', ')}`,
		...(own.length > 0 ? [table(HEAD, own)] : []),
		...(also.length > 0 ? [`Fields explained below: ${also.join(', ')}`] : []),
	].join('\n\n');
}

/** Rows of fields that more than one operation has. */
function sharedRows(forms: Array<readonly INodeProperties[]>): Set<string> {
	const rows = forms.flatMap((form) => [...new Set(formRows(form).map(line))]);
	return new Set(rows.filter((row, index) => rows.indexOf(row) !== index));
}

function formRows(fields: readonly INodeProperties[]): string[][] {
	return [
		...new Map(fields.flatMap((field) => rowsOf(field)).map((row) => [line(row), row])).values(),
	];
}

/** Recipients that a send with one in each request is given by name. */
const NAMED_ONE_BY_ONE = new Set(['groups', 'users']);

function batching(
	{ isSend }: Operation,
	{ plural, limit }: NonNullable<Operation['batch']>,
): string {
	if (limit === 1 && isSend) {
		return NAMED_ONE_BY_ONE.has(plural)
			? `Each of the ${plural} takes a request of its own; each item gets its own result.`
			: 'Items with the same message are sent as one push; each item gets its own result.';
	}
	if (limit === 1) {
		return 'Equal items share one request; each item gets its own result.';
	}
	const most = limit === undefined ? 'several' : `up to ${limit.toLocaleString('en')}`;
	const sharing = isSend ? 'Items with the same message' : 'Items';
	return `${sharing} share requests of ${most} ${plural}; each item gets its own result.`;
}

const HEAD = ['Field', 'Default', 'Meaning'];

function rowsOf(field: INodeProperties, prefix = ''): string[][] {
	if (field.type === 'notice') return [];
	const name = `${prefix}${field.displayName}`;
	const children = (field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap((value) => rowsOf(value, `${name} › `));
		return 'type' in option ? rowsOf(option, `${name} › `) : [];
	});
	const choices = (field.options ?? []).flatMap((option) =>
		'value' in option
			? [
					option.description
						? `${option.name}: ${option.description.replace(/\.$/, '')}`
						: option.name,
				]
			: [],
	);
	const meaning = [
		field.description ?? '',
		choices.length > 0 && choices.length <= 10
			? `(${choices.join(choices.some((choice) => choice.includes(': ')) ? '; ' : ', ')})`
			: '',
	];
	const own = [
		`${name}${field.required ? ' *' : ''}`,
		defaultOf(field),
		meaning.filter(Boolean).join(' '),
	];
	return children.length > 0
		? field.type === 'collection' && !field.description
			? children
			: [own, ...children]
		: [own];
}

function defaultOf({ default: value, options }: INodeProperties): string {
	if (value === '' || typeof value === 'object') return '';
	const option = (options ?? []).find((each) => 'value' in each && each.value === value);
	return option ? option.name : `\`${String(value)}\``;
}

function codeTable(errors: ErrorTable): string {
	return table(
		['Code', 'What happened', 'What to do', 'Retried'],
		Object.entries(errors).map(([code, { title, cause, fix, retryable, nothingAccepted }]) => [
			code,
			title,
			[cause, fix].filter(Boolean).join('. '),
			nothingAccepted ? 'yes' : retryable ? 'except sends' : '',
		]),
	);
}
