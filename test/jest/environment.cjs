const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { TestEnvironment } = require('jest-environment-node');

/** Stands for the process's own context, of which Node has no object. */
const ownContext = vm.createContext({});

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(code, parameters, {
		...options,
		...(parsingContext === ownContext ? {} : { parsingContext }),
	});

/**
 * Runs tests in the process's own context, in which `runtime.cjs` has Node load the packages:
 * an error that comes from a package is an `Error` of the tests as well.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.context = ownContext;
		this.global = globalThis;
		this.fakeTimersModern = new ModernFakeTimers({
			config: config.projectConfig,
			global: globalThis,
		});
	}
};
