import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8N_VERSION } from '../../e2e/n8n/install.mts';
import { OLDEST_N8N } from '../../e2e/support/versions.mts';
import { root } from '../generated/root.mts';
import { allTexts } from './texts.mts';

const minor = (version: string) => version.split('.').slice(0, 2).join('.');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	devDependencies: Record<string, string>;
};

const pages = allTexts().filter(({ place }) => /\.md:/.test(place));
const saidOf = (pattern: RegExp) =>
	new Set(pages.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, said]) => said)));

test('n8n versions in the documentation are those that the end-to-end tests run', () => {
	const tested = [OLDEST_N8N, N8N_VERSION].map(minor);
	// `n8n 1.123 and 2.41` names two.
	const said = saidOf(/\bn8n (?:\d+\.\d+ (?:or|and) )*(\d+\.\d+)\b(?! m?s\b)/g);
	expect([...said].sort()).toEqual([...tested].sort());
	expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(
		`n8n ${tested[0]} or later. The tests run the package in n8n ${tested[0]} and ${tested[1]}.`,
	);
});

test('exact Node versions in the documentation are that of package.json', () => {
	expect([...saidOf(/\bNode (\d+\.\d+)/g)]).toEqual([minor(devDependencies.node)]);
});
