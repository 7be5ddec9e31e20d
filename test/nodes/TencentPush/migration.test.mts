import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { resources as ours } from '../../../nodes/TencentPush/resources/index.ts';
import { resources as tpns } from '../../../nodes/Tpns/resources/index.ts';

const page = readFileSync(
	join(import.meta.dirname, '../../../docs/migrating-from-tpns.md'),
	'utf8',
);

/** Fields that only say how a list of results is cut, which moves nowhere. */
const ABOUT_RESULTS = ['Filters', 'Limit', 'Options', 'Return All', 'Simplify'];

const fields = tpns.flatMap(({ operations }) => operations.flatMap((one) => one.properties));
const names = new Set(
	fields
		.flatMap((field) => [
			field,
			...(field.type === 'collection' && field.name !== 'filters'
				? ((field.options ?? []) as INodeProperties[])
				: []),
		])
		.filter(({ type }) => type !== 'notice')
		.map(({ displayName }) => displayName),
);

test.each(tpns.flatMap(({ name, operations }) => operations.map((one) => [name, one.name])))(
	'%s: %s of TPNS is on the page',
	(_, name) => expect(page).toContain(name),
);

test.each([...names].filter((name) => !ABOUT_RESULTS.includes(name)))(
	'the field %s of TPNS is on the page',
	(name) => expect(page).toContain(name),
);

test('what the page names in bold exists', () => {
	const known = ours.flatMap(({ name, operations }) =>
		operations.map((one) => `${name}: ${one.name}`),
	);
	const named = [...page.matchAll(/\*\*([A-Z][A-Za-z ]+: [A-Z][A-Za-z ]+)\*\*/g)].map(
		([, words]) => words,
	);
	const theirs = tpns.flatMap(({ name, operations }) =>
		operations.map((one) => `${name}: ${one.name}`),
	);
	expect(named.length).toBeGreaterThan(20);
	for (const words of named) expect([...known, ...theirs]).toContain(words);
});
