import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// For the tools (`*.mts`: emulator, tests, demo, e2e, bench). The published sources (`*.ts`) obey
// n8n's own rules in eslint.config.mjs, which may not be changed and forbid what tools need.
export default tseslint.config({
	files: ['**/*.mts'],
	extends: [js.configs.recommended, tseslint.configs.recommended],
});
