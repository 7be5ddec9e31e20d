// npm runs this before `npm run release`: what is published under a name that nobody has cannot be
// taken back, and n8n verifies a package by its author and repository.
import { join } from 'node:path';

import { placeholders } from './publisher.mts';

const found = placeholders(join(import.meta.dirname, '..'));
if (found.length > 0) {
	console.error(
		[
			'The package cannot be released: nobody is named as its publisher yet.',
			...found.map((line) => `- ${line}`),
			'Enter the publisher with: npm run publisher -- --owner <GitHub owner> --name "<author>" --email <address>',
			'Then commit the change, and release again.',
		].join('\n'),
	);
	process.exitCode = 1;
}
