const { createRequire, isBuiltin } = require('node:module');
const { default: Runtime } = require('jest-runtime');

/**
 * Has Node load the packages, once for all test files of a worker: loading n8n's engine takes
 * longer than most files' tests. The project's own modules are new for each file.
 */
module.exports = class extends Runtime {
	requireModule(from, name, options, isRequireActual) {
		const isPackage = name !== undefined && /^[@a-z]/i.test(name) && !isBuiltin(name);
		return isPackage && !options?.isInternalModule
			? createRequire(from)(name)
			: super.requireModule(from, name, options, isRequireActual);
	}
};
