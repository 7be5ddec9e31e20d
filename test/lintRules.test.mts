import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const TEMPLATE =
	'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs';

// `n8n-node lint` checks this too. `npm run lint` calls eslint itself, because that takes a cache.
test("published sources are linted by n8n's rules as they are", () => {
	const read = (file: string) => readFileSync(join(root, file), 'utf8').trim();
	expect(read('eslint.config.mjs')).toBe(read(TEMPLATE));
});
