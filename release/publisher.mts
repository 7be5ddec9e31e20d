import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who publishes the package. */
export interface Publisher {
	/** User or organization on GitHub that owns the repository. */
	owner: string;
	/** Name of the repository. */
	repository: string;
	/** Author of the package. */
	name: string;
	email: string;
}

interface Manifest {
	name: string;
	author: { name: string; email: string };
	repository: { url: string };
	homepage: string;
	bugs: string;
}

const PLACEHOLDER = 'github.com/n8n-nodes-tencent-push/';
/** No mail reaches this domain (RFC 2606), so nobody has an address there. */
const PLACEHOLDER_EMAIL = /@(.+\.)?example$/;
/** Where the addresses of the repository stand. */
const SOURCES = ['*.{json,md}', '{credentials,nodes,docs}/**/*.{ts,json,md}'];

/**
 * What still names nobody in this checkout: a line for each field of package.json and each file.
 * Empty when the package can be published.
 *
 * @param folder root of the checkout
 */
export function placeholders(folder: string): string[] {
	const { author, repository, homepage, bugs } = readManifest(folder);
	const fields = { 'repository.url': repository.url, homepage, bugs };
	return [
		...(PLACEHOLDER_EMAIL.test(author.email)
			? [`package.json: author.email is ${author.email}`]
			: []),
		...Object.entries(fields)
			.filter(([, value]) => value.includes(PLACEHOLDER))
			.map(([field, value]) => `package.json: ${field} is ${value}`),
		...filesWith(folder, PLACEHOLDER)
			.filter((file) => file !== 'package.json')
			.map((file) => `${file}: links to ${PLACEHOLDER}…`),
	];
}

/**
 * Writes the publisher into package.json and into every link to the repository.
 *
 * @param folder root of the checkout
 * @returns the files that were changed
 */
export function setPublisher(folder: string, publisher: Publisher): string[] {
	const { repository } = readManifest(folder);
	const before = repository.url.replace(/^git\+https:\/\/|\.git$/g, '');
	const after = `github.com/${publisher.owner}/${publisher.repository}`;
	const changed = filesWith(folder, before);
	for (const file of changed) edit(join(folder, file), (text) => text.replaceAll(before, after));
	edit(join(folder, 'package.json'), (text) => {
		const manifest = JSON.parse(text) as Manifest;
		manifest.author = { name: publisher.name, email: publisher.email };
		return `${JSON.stringify(manifest, null, '\t')}\n`;
	});
	return [...new Set([...changed, 'package.json'])];
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function filesWith(folder: string, text: string): string[] {
	return globSync(SOURCES, { cwd: folder })
		.filter((file) => readFileSync(join(folder, file), 'utf8').includes(text))
		.sort();
}

function edit(file: string, change: (text: string) => string): void {
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}
