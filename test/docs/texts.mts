import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import type { IDataObject } from 'n8n-workflow';
import ts from 'typescript';

import { root } from '../generated/root.mts';

/** A text that a person reads, and where it stands. */
export interface Text {
	/** File and line. */
	place: string;
	text: string;
}

/** Published documentation; docs/api quotes Tencent. */
export const PAGES = ['*.md', 'docs/*.md', '{emulator,e2e,bench,demo,live}/**/README.md'];
const SOURCES = ['{nodes,credentials}/**/*.ts', '{emulator,demo,live}/**/*.mts'];

/** Every text of the form, the messages, the tools' output and the documentation. */
export function allTexts(): Text[] {
	return [...textsOfSources(), ...textsOfPages(), ...textsOfExamples()];
}

function textsOfPages(): Text[] {
	return filesOf(PAGES).flatMap((file) => {
		const texts: Text[] = [];
		let line = 1;
		for (const token of new Marked().lexer(read(file))) {
			// Code is no prose, and neither is what stands in backticks.
			if (token.type !== 'code' && token.type !== 'html') {
				texts.push({ place: `${file}:${line}`, text: token.raw.replace(/`[^`]*`/g, '`…`') });
			}
			line += token.raw.split('\n').length - 1;
		}
		return texts;
	});
}

/** Notes of the workflows to import. */
function textsOfExamples(): Text[] {
	return filesOf(['examples/*.json']).flatMap((file) => {
		const { nodes } = JSON.parse(read(file)) as { nodes: Array<{ parameters: IDataObject }> };
		return nodes.flatMap(({ parameters: { content } }) =>
			typeof content === 'string' && /\p{L}\s+\p{L}/u.test(content)
				? [{ place: file, text: content.replace(/`[^`]*`/g, '`…`') }]
				: [],
		);
	});
}

/** Literals of at least two words: names of things in the code have none. */
function textsOfSources(): Text[] {
	return filesOf(SOURCES).flatMap((file) => {
		const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
		const texts: Text[] = [];
		const add = (node: ts.Node, text: string) => {
			if (!/\p{L}\s+\p{L}/u.test(text)) return;
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			texts.push({ place: `${file}:${line + 1}`, text });
		};
		const visit = (node: ts.Node) => {
			if (ts.isStringLiteralLike(node)) add(node, node.text);
			if (ts.isTemplateExpression(node)) {
				add(
					node,
					[node.head, ...node.templateSpans.map(({ literal }) => literal)]
						.map((part) => part.text)
						.join('…'),
				);
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return texts;
	});
}

/** Tools make these beside the folders of the repository. */
export const MADE = new Set(['.cache', '.git', 'coverage', 'dist', 'node_modules']);

/** Files of the repository, in order. */
export function filesOf(patterns: string[]): string[] {
	return globSync(patterns, {
		cwd: root,
		exclude: (name) => MADE.has(name),
	}).sort();
}

export function read(file: string): string {
	return readFileSync(join(root, file), 'utf8');
}
