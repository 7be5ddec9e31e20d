import { existsSync, globSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';

import { root } from '../generated/root.mts';
import { filesOf, MADE, PAGES, read } from './texts.mts';

const folders = new Set(readdirSync(root).filter((name) => !MADE.has(name)));

/** The changelog names what there was. */
const pages = filesOf(PAGES).filter((file) => file !== 'CHANGELOG.md');

function tokensOf(page: string): Token[] {
	const tokens: Token[] = [];
	const marked = new Marked();
	marked.walkTokens(marked.lexer(read(page)), (token) => {
		tokens.push(token);
	});
	return tokens;
}

/** Paths of the repository that a page names in code, each once. */
function pathsIn(page: string): string[] {
	const words = tokensOf(page)
		.filter(({ type }) => type === 'code' || type === 'codespan')
		.flatMap((token) => (token as Tokens.Code | Tokens.Codespan).text.split(/[\s"'`,;:()]+/));
	return [...new Set(words)].filter(
		(word) => word.includes('/') && folders.has(word.slice(0, word.indexOf('/'))),
	);
}

/** Whether a file or folder is there, also one named without its ending or with `<what to fill in>`. */
function isThere(path: string): boolean {
	const pattern = path.replace(/<[^>]+>/g, '*');
	if (pattern === path && existsSync(join(root, path))) return true;
	return globSync([pattern, `${pattern}.*`], { cwd: root }).length > 0;
}

test.each(pages)('the files that %s names are there', (page) => {
	expect(pathsIn(page).filter((path) => !isThere(path))).toEqual([]);
});

test('paths are found, and one that leads nowhere is seen', () => {
	expect(pages.flatMap(pathsIn).length).toBeGreaterThan(50);
	expect(pathsIn('docs/testing.md')).toContain('test/engine/batches.test.mts');
	expect(pathsIn('CONTRIBUTING.md')).toContain('.github/workflows/publish.yml');
	const paths = ['nodes/<Node>/product.ts', 'e2e/tests/queue', 'docs/api/*.json', 'live/'];
	expect(paths.filter(isThere)).toEqual(paths);
	expect(['test/none', 'nodes/<Node>/none.ts', 'docs/api/*.none'].filter(isThere)).toEqual([]);
});

test('docs/testing.md has a row for each end-to-end test, and for nothing else', () => {
	const isTable = (token: Token): token is Tokens.Table =>
		token.type === 'table' && (token as Tokens.Table).header[0].text === 'file';
	const rows = tokensOf('docs/testing.md')
		.filter(isTable)
		.flatMap((table) => table.rows.map(([{ text }]) => text.replaceAll('`', '')));
	const tests = globSync('e2e/tests/*.test.mts', { cwd: root }).map((file) =>
		basename(file, '.test.mts'),
	);
	const covers = (row: string, name: string) =>
		row.endsWith('…') ? name.startsWith(row.slice(0, -1)) : name === row;
	expect(tests.length).toBeGreaterThan(20);
	expect(tests.filter((name) => !rows.some((row) => covers(row, name)))).toEqual([]);
	expect(rows.filter((row) => !tests.some((name) => covers(row, name)))).toEqual([]);
});
