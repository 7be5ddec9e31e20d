/** Lets Node run the nodes' sources, which name files without their endings. */
import '../../bench/measure/commonJs.mts';
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
	resolve(specifier, context, next) {
		if (specifier.startsWith('.') && context.parentURL?.endsWith('.ts')) {
			const found = ['.ts', '/index.ts']
				.map((ending) => new URL(specifier + ending, context.parentURL))
				.find((url) => existsSync(url));
			if (found) return next(found.href, context);
		}
		return next(specifier, context);
	},
});
