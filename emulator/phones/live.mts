import type { ServerResponse } from 'node:http';
import type { EmulatorContext } from '../context.mts';
import { type PhoneQuery, viewPhones } from './view.mts';

const between = 100;
const heartbeat = 15_000;

/**
 * Keeps a page up to date by Server-Sent Events: each is the whole view, sent at once and then at
 * most every 100 ms when it has changed. Ends with the connection.
 */
export function streamPhones(
	context: EmulatorContext,
	response: ServerResponse,
	query: PhoneQuery,
): void {
	const { events } = context.devices;
	let sent = '';
	let due: NodeJS.Timeout | undefined;

	function send(): void {
		due = undefined;
		if (response.writableNeedDrain) return;
		const view = JSON.stringify(viewPhones(context, query));
		if (view === sent) return;
		sent = view;
		response.write(`event: phones\ndata: ${view}\n\n`);
	}

	const sendSoon = () => void (due ??= setTimeout(send, between).unref());
	const names = ['registered', 'delivered', 'clicked', 'withdrawn'] as const;
	for (const name of names) events.on(name, sendSoon);
	response.on('drain', sendSoon);
	const beat = setInterval(() => response.write(': still here\n\n'), heartbeat).unref();
	response.on('close', () => {
		for (const name of names) events.off(name, sendSoon);
		clearInterval(beat);
		clearTimeout(due);
	});

	response.writeHead(200, {
		'Content-Type': 'text/event-stream',
		'Cache-Control': 'no-store',
	});
	send();
}
