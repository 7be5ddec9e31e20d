import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PhonesView } from '../../emulator/phones/view.mts';

// Loading n8n's engine takes a while on a machine that has other work.
jest.setTimeout(180_000);

const root = join(import.meta.dirname, '..', '..');
const running = new Set<ChildProcess>();

afterEach(() => {
	for (const child of running) child.kill('SIGKILL');
});

/** Starts the demo on free ports, with the package as it is built. */
function startDemo(...options: string[]) {
	const ports = ['--port', '0', '--emulator-port', '0'];
	const child = spawn(
		process.execPath,
		['demo/cli.mts', '--no-build', ...ports, '--contacts', '2500', ...options],
		{ cwd: root, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	running.add(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const ended = once(child, 'close').then(([status]) => {
		running.delete(child);
		return { status: status as number | null, output };
	});
	return {
		ended,
		stop: () => child.kill('SIGINT'),
		async says(wanted: RegExp): Promise<RegExpExecArray> {
			for (;;) {
				const match = wanted.exec(output);
				if (match) return match;
				if (!running.has(child)) throw new Error(`The demo ended without ${wanted}:\n${output}`);
				await sleep(50);
			}
		},
	};
}

async function json<T>(url: string): Promise<T> {
	return (await (await fetch(url)).json()) as T;
}

/** Clicks the newest notification on a user's phone. */
async function click(emulator: string, user: string): Promise<void> {
	const abort = new AbortController();
	const { signal } = abort;
	const events = await fetch(`${emulator}/phones/events?search=demo-phone+${user}`, { signal });
	const { value } = await events.body!.pipeThrough(new TextDecoderStream()).getReader().read();
	abort.abort();
	const { phones }: PhonesView = JSON.parse(/^data: (.*)$/m.exec(value!)![1]);
	const [{ id, notifications }] = phones;
	const path = `/phones/${id}/notifications/${notifications[0].id}/click`;
	expect((await fetch(emulator + path, { method: 'POST' })).status).toBe(204);
}

it('shows the results of the campaign and a follow-up after its own click, and ends with 0', async () => {
	const { status, output } = await startDemo('--once').ended;
	const rows = output.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
	const row = (name: string) => rows.find(([, cell]) => cell === name)?.slice(2, 4);
	expect(row('Contacts')).toEqual(['2,500', 'one item each']);
	expect(row('API requests')).toEqual(['3', '1,000 + 1,000 + 500 device tokens']);
	expect(row('Results')).toEqual(['2,500', 'one for each contact']);
	expect(row('accepted')?.[0]).toBe('2,490');
	expect(row('invalid')?.[0]).toBe('10');
	expect(output).toMatch(
		/Anna clicked "Spring is here"\n.*Send follow-up 1\n.*Anna received "Thank/,
	);
	for (const text of ['Unexpected', '\x1b']) expect(output).not.toContain(text);
	expect(status).toBe(0);
});

it('sends one follow-up for a click on the page, none for a click on the follow-up, until Ctrl-C', async () => {
	const demo = startDemo();
	const [, emulator] = await demo.says(/(http:\/\/[\d.:]+)\/phones\?search/);
	await demo.says(/Ctrl-C/);
	const counts = async () => {
		type Counts = Record<string, { received: number; accepted: number }>;
		const { '/v3/push/app': campaign, '/v4/timpush/batch': pushes } = await json<Counts>(
			`${emulator}/_emulator/counts`,
		);
		return [campaign, pushes].map(({ received, accepted }) => ({ received, accepted }));
	};
	const campaign = { received: 3, accepted: 3 };
	expect(await counts()).toEqual([campaign, { received: 1, accepted: 1 }]);

	await click(emulator, 'Ben');
	await demo.says(/Ben received "Thank you for looking"/);
	await click(emulator, 'Ben');
	await demo.says(/"Not a follow-up" returned no items/);
	await click(emulator, 'Dina');
	await demo.says(/Dina received "Thank you for looking"/);
	expect(await counts()).toEqual([campaign, { received: 3, accepted: 3 }]);

	demo.stop();
	const { status, output } = await demo.ended;
	expect(output).not.toContain('Unexpected');
	expect(status).toBe(0);
});
