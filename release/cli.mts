// `npm run publisher`: names the one who publishes the package, wherever it has to stand.
import { join } from 'node:path';
import { Command } from 'commander';

import { setPublisher, type Publisher } from './publisher.mts';

const options = new Command('npm run publisher --')
	.description('Enters the publisher into package.json and into all links to the repository')
	.requiredOption('--owner <owner>', 'user or organization on GitHub that owns the repository')
	.requiredOption('--name <name>', 'author of the package')
	.requiredOption('--email <address>', 'e-mail address of the author')
	.option('--repository <name>', 'name of the repository', 'n8n-nodes-tencent-push')
	.parse()
	.opts<Publisher>();

for (const file of setPublisher(join(import.meta.dirname, '..'), options)) console.log(file);
