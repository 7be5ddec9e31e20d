import { existsSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import GitHubSlugger from 'github-slugger';
import { Marked, type Token } from 'marked';

import { root } from '../generated/root.mts';
import { filesOf, read } from './texts.mts';

const { homepage } = JSON.parse(read('package.json')) as {
	homepage: string;
};
const repository = homepage.replace(/#.*$/, '');

const files = filesOf(['**/*.{md,ts,json}']);

interface Page {
	anchors: ReadonlySet<string>;
	links: readonly string[];
}

const HTML_LINK = /\b(?:href|src|srcset)="([^"\s]+)"/g;
const HTML_ANCHOR = /\b(?:id|name)="([^"]+)"/g;

function readPage(file: string): Page {
	const marked = new Marked();
	const slugger = new GitHubSlugger();
	const anchors = new Set<string>();
	const links: string[] = [];
	const visit = (token: Token) => {
		if (token.type === 'heading') anchors.add(slugger.slug(plainText(token.tokens ?? [])));
		if (token.type === 'link' || token.type === 'image') links.push(token.href);
		if (token.type === 'html') {
			for (const [, target] of token.raw.matchAll(HTML_LINK)) links.push(target);
			for (const [, anchor] of token.raw.matchAll(HTML_ANCHOR)) anchors.add(anchor);
		}
	};
	marked.walkTokens(marked.lexer(read(file)), visit);
	return { anchors, links };
}

function plainText(tokens: readonly Token[]): string {
	return tokens
		.map((token) =>
			'tokens' in token && token.tokens
				? plainText(token.tokens)
				: 'text' in token
					? token.text
					: '',
		)
		.join('');
}

const pages = new Map(
	files.filter((file) => extname(file) === '.md').map((file) => [file, readPage(file)]),
);

/** Why a link of a file leads nowhere; undefined when it leads somewhere, or to another site. */
function broken(from: string, link: string): string | undefined {
	const own = link.startsWith(repository) ? link.slice(repository.length) : undefined;
	if (own === undefined && /^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
	const [path, anchor] = decodeURI(own ?? link).split('#');
	const inRepository = own === undefined ? path : path.replace(/^\/(blob|tree)\/[^/]+\//, '');
	if (own !== undefined && /^\/(issues|releases|actions)/.test(path)) return undefined;
	const base = own === undefined ? dirname(join(root, from)) : root;
	const target =
		inRepository === ''
			? own === undefined
				? from
				: 'README.md'
			: relative(root, join(base, inRepository));
	if (!existsSync(join(root, target))) return `${from}: no ${target} (${link})`;
	if (anchor === undefined || anchor === 'readme') return undefined;
	const page = pages.get(target);
	if (page && !page.anchors.has(anchor)) return `${from}: no #${anchor} in ${target} (${link})`;
	return undefined;
}

test.each([...pages.keys()])('the links of %s lead somewhere', (file) => {
	const links = pages.get(file)?.links ?? [];
	expect(links.map((link) => broken(file, link)).filter(Boolean)).toEqual([]);
});

test('links to the repository in nodes and credentials lead somewhere', () => {
	const sources = files.filter((file) => /^(nodes|credentials)\/.*\.(ts|json)$/.test(file));
	const links = sources.flatMap((file) =>
		[...read(file).matchAll(/https?:\/\/[^\s'"`)}]+/g)].map(([link]) => [file, link] as const),
	);
	expect(links.some(([, link]) => link.startsWith(repository))).toBe(true);
	expect(links.map(([file, link]) => broken(file, link)).filter(Boolean)).toEqual([]);
});

test('a link that leads nowhere is found', () => {
	expect(broken('README.md', 'docs/none.md')).toContain('no docs/none.md');
	expect(broken('README.md', '#none')).toContain('no #none');
	expect(broken('docs/tpns.md', `${repository}#none`)).toContain('no #none in README.md');
});
