import { format } from 'node:util';

process.env.N8N_LOG_LEVEL = 'debug';
process.env.N8N_LOG_OUTPUT = 'console';

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
