import { createRequire } from 'node:module';
import { format } from 'node:util';
import { LoggerProxy } from 'n8n-workflow';

const core = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const { InstanceSettingsConfig, GlobalConfig } = core(
	'@n8n/config',
) as typeof import('@n8n/config');
const { Logger } = core('@n8n/backend-common') as typeof import('@n8n/backend-common');
const { Container } = core('@n8n/di') as typeof import('@n8n/di');

const lines: string[] = [];

/** Everything that n8n and the nodes have logged since this module was loaded. */
export function logged(): readonly string[] {
	return lines;
}

for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
	console[name] = (...words: unknown[]) => void lines.push(format(...words));
}
// n8n's logger writes to the streams behind the console.
for (const name of ['_stdout', '_stderr']) {
	const write = (chunk: unknown) => lines.push(String(chunk));
	Object.defineProperty(console, name, { value: { write } });
}

const config = Container.get(GlobalConfig);
const { logging } = config;
const quiet = Container.get(Logger);
const useLogger = (logger: InstanceType<typeof Logger>) => {
	Container.set(Logger, logger);
	LoggerProxy.init(logger);
};
useLogger(
	new Logger(
		Object.assign(Object.create(config), {
			logging: { ...logging, level: 'debug', outputs: ['console'] },
		}),
		Container.get(InstanceSettingsConfig),
	),
);
afterAll(() => useLogger(quiet));
