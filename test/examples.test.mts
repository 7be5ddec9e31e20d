import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const doc = readFileSync(join(root, 'docs/recipes.md'), 'utf8');
const files = readdirSync(join(root, 'examples'));

interface Workflow {
	nodes: Array<{ name: string; type: string }>;
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
}

function workflowOf(file: string): Workflow {
	return JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Workflow;
}

/** The arrows of a recipe's picture, as pairs of node names; none when it has no picture. */
function arrowsIn(file: string): string[] {
	const [, picture = ''] = doc.split(`(../examples/${file})\n`)[1]?.split('```') ?? [];
	const names = new Map<string, string>();
	for (const [, id, name] of picture.matchAll(/^ {2}(n\d+)\W+"(.+)"/gm)) names.set(id, name);
	return [...picture.matchAll(/^ {2}(n\d+) \S+ (n\d+)$/gm)]
		.map(([, from, to]) => `${names.get(from)} > ${names.get(to)}`)
		.sort();
}

function arrowsOf({ connections }: Workflow): string[] {
	return Object.entries(connections)
		.flatMap(([from, kinds]) =>
			Object.values(kinds)
				.flat(2)
				.map(({ node }) => `${from} > ${node}`),
		)
		.sort();
}

test.each(files)('%s is in the gallery and says what to change', (file) => {
	expect(doc).toContain(`(../examples/${file})`);
	const { nodes } = workflowOf(file);
	expect(nodes.some(({ type }) => type.endsWith('.stickyNote'))).toBe(true);
});

test.each(files.filter((file) => doc.includes(`[${file}]`)))('the picture shows %s', (file) => {
	expect(arrowsIn(file)).toEqual(arrowsOf(workflowOf(file)));
});
