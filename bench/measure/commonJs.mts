import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

// The ES module form of n8n-workflow names files without their endings, which Node does not find.
const url = pathToFileURL(createRequire(import.meta.url).resolve('n8n-workflow')).href;
registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'n8n-workflow'
			? { url, format: 'commonjs', shortCircuit: true }
			: next(specifier, context),
});
